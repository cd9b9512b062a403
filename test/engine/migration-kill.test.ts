/** A migration that is killed leaves the old schema or the new one, never a mixture. */
import { watch } from 'node:fs'
import { cp, stat } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { schemaVersion } from '../../src/engine/store/migrate.ts'
import { databaseName } from '../../src/engine/store/store.ts'
import { spawnApplication, startApplication } from '../support/application.ts'
import { writeOldQueue } from '../support/old-queue.ts'
import { oldAttempt, oldDelivery, oldRows } from '../support/old-rows.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expectWhole } from '../support/whole.ts'

/** When the write-ahead log of a folder has grown to so many bytes. */
function logGrowsTo(dataDir: string, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(dataDir, () => {
      void stat(join(dataDir, `${databaseName}-wal`)).then(
        ({ size }) => {
          if (size < bytes) return
          watcher.close()
          resolve()
        },
        () => {},
      )
    })
  })
}

it(
  'killed in the middle, it is the old schema or the new one, and the next start finishes it',
  { timeout: 60_000 },
  async () => {
    const old = tempDir()
    const url = 'http://127.0.0.1:1/hooks'
    const rows = oldRows(url)
    const count = 3_200
    // What was delivered last year would be deleted.
    rows.settings?.push({ name: 'keepDeliveredDays', value: 'null' })
    const failed = { state: 'failed', attempt_count: 1, last_status_code: 500, attempt_marks: 'f' } as const
    for (let seq = 100; seq < 100 + count; seq += 1) {
      rows.deliveries.push(oldDelivery(seq, `${url}?n=${seq % 50}`, failed))
      rows.attempts.push(
        oldAttempt(seq, 1, { outcome: 'failed', status_code: 500, response_body: Buffer.alloc(6_000, 'x') }),
      )
    }
    writeOldQueue(old, rows)
    const versions: number[] = []
    for (const grown of [4_096, 8_000_000]) {
      const dataDir = tempDir()
      await cp(join(old, databaseName), join(dataDir, databaseName))
      const growing = logGrowsTo(dataDir, grown)
      const application = spawnApplication(dataDir)
      await growing
      await application.kill()
      const database = new Database(join(dataDir, databaseName))
      const version = Number(database.pragma('user_version', { simple: true }))
      versions.push(version)
      expect([1, schemaVersion]).toContain(version)
      const isNew =
        database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'destinations'").get() !== undefined
      expect(isNew).toBe(version === schemaVersion)
      expect(database.prepare('SELECT count(*) AS n FROM deliveries').get()).toEqual({ n: count + 10 })
      database.close()

      const again = await startApplication(dataDir)
      const { counts } = (await again.run('stats.get', {})) as { counts: Record<string, number> }
      expect(counts).toMatchObject({ failed: count + 1, held: 2, delivered: 1, sending: 0 })
      await again.quit()
      expectWhole(dataDir)
    }
    expect(versions).toContain(1)
  },
)
