/** An index that names rows which are not there: no page is damaged, so only the start itself, or a whole check, finds it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { suspicionFile } from '../../../src/engine/store/inspect.ts'
import { databaseName } from '../../../src/engine/store/store.ts'
import { openTestEngine, startTestEngine } from '../../support/engine.ts'
import { expectWhole } from '../../support/whole.ts'

const index = 'deliveries_by_state'

/** The row has another number, and the index does not know. */
function moveBehindIndex(file: string, id: string): void {
  const schema = (work: (database: Database.Database) => void): void => {
    const database = new Database(file)
    database.unsafeMode().pragma('writable_schema = ON')
    work(database)
    database.close()
  }
  let kept: unknown
  schema((database) => {
    kept = database.prepare('SELECT * FROM sqlite_schema WHERE name = ?').get(index)
    database.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(index)
  })
  schema((database) => database.prepare('UPDATE deliveries SET seq = 1000 WHERE id = ?').run(id))
  schema((database) =>
    database.prepare('INSERT INTO sqlite_schema VALUES (@type, @name, @tbl_name, @rootpage, @sql)').run(kept),
  )
}

it('is set aside by the start that comes upon it, and what the tables hold is brought back', async () => {
  const before = startTestEngine({ mayBeWrong: true })
  await before.run('queue.pause', {})
  const ids = await before.send({ url: 'http://127.0.0.1:1/', copies: 20 })
  await before.run('delivery.hold', { ids })
  await before.stop()
  const file = join(before.dataDir, databaseName)
  moveBehindIndex(file, ids[0] ?? '')
  const database = new Database(file, { readonly: true })
  expect(database.pragma('quick_check(1)', { simple: true })).toBe('ok')
  database.close()

  const engine = await openTestEngine({ dataDir: before.dataDir, mayBeWrong: true })
  const { recovery, queue } = await engine.run('snapshot.get', {})
  expect(recovery?.reason).toContain(index)
  expect(queue.fault).toBeNull()
  expect(existsSync(suspicionFile(file))).toBe(false)
  await engine.jobEnds((await engine.run('recovery.salvage', {})).id)
  const { rows } = await engine.run('delivery.list', { limit: 100 })
  expect(rows.map(({ id }) => id).sort()).toEqual(ids.sort())
  await engine.stop()
  expectWhole(before.dataDir)
})
