/** Killed in the middle of what takes long: transactions of 20 MB, and the deletion of what was delivered. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { runAndKill } from '../support/crash.ts'
import { seededRandom } from '../support/random.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expectSound } from '../support/whole.ts'

function eventIds(dataDir: string): string[] {
  const database = new Database(join(dataDir, databaseName), { readonly: true })
  const ids = database.prepare<[], string>('SELECT event_id FROM events').pluck().all()
  database.close()
  return ids
}

it('a thousand large events are there all or not at all', { timeout: 300_000 }, async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const dataDir = tempDir()
  const accepted: string[] = []
  for (let round = 0; round < 8; round += 1) {
    const work = { dataDir, urls: [receiver.url], seed: round, kind: 'bulk' as const }
    accepted.push(...(await runAndKill(work, (round % 4) * 1_000)))
    expectSound(dataDir)
    const stored = eventIds(dataDir)
    expect(stored.length % 1_000).toBe(0)
    expect(new Set(stored).isSupersetOf(new Set(accepted))).toBe(true)
  }
})

it('what was deleted is gone whole, what was not is there whole', { timeout: 300_000 }, async () => {
  const receiver = await startReceiver({ answers: [200] })
  const random = seededRandom(5)
  const dataDir = tempDir()
  const accepted: string[] = []
  for (let round = 0; round < 15; round += 1) {
    const work = { dataDir, urls: [receiver.url], seed: round, kind: 'retention' as const }
    accepted.push(...(await runAndKill(work, 200 + Math.floor(random() * 800))))
    expectSound(dataDir)
  }
  const left = new Set(eventIds(dataDir))
  const received = new Set(receiver.requests.map(({ headers }) => headers['webhook-id']))
  expect(left.size).toBeLessThan(accepted.length)
  expect(accepted.filter((id) => !left.has(id) && !received.has(id))).toEqual([])
})
