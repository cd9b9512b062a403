/** What a damaged database holds may be readable and still make no sense: it stays behind, and the rest comes back. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../../src/engine/store/store.ts'
import { openTestEngine, startTestEngine, type TestEngine } from '../../support/engine.ts'
import { startReceiver } from '../../support/receiver.ts'
import { expectWhole } from '../../support/whole.ts'

const draft = { fields: '{"a":1}', data: '{ "n": 1 }' }

/** A queue that this has happened to, opened and brought back. */
async function broughtBack(
  fill: (engine: TestEngine) => Promise<void>,
  harm: readonly string[],
): Promise<TestEngine> {
  const before = startTestEngine({ mayBeWrong: true })
  await before.run('queue.pause', {})
  await fill(before)
  await before.stop()
  const database = new Database(join(before.dataDir, databaseName))
  database.unsafeMode().pragma('ignore_check_constraints = ON')
  // Unknown settings are nobody's: what sets it aside is JSON that does not parse.
  for (const sql of [...harm, `INSERT INTO settings VALUES ('gone', '{')`])
    expect(database.prepare(sql).run().changes, sql).toBeGreaterThan(0)
  database.close()
  const engine = await openTestEngine({ dataDir: before.dataDir, mayBeWrong: true })
  expect((await engine.run('snapshot.get', {})).recovery).not.toBeNull()
  const { state } = await engine.jobEnds((await engine.run('recovery.salvage', {})).id)
  expect(state).toBe('done')
  return engine
}

it('settings, endpoints, templates and the draft', async () => {
  const engine = await broughtBack(
    async (before) => {
      await before.run('settings.set', { concurrency: 7, cooldownMs: 1_000 })
      for (const name of ['A', 'B', 'C', 'D']) {
        const url = `http://127.0.0.1:1/${name}`
        await before.run('endpoint.save', { name, url, options: { maxAttempts: 3 } })
      }
      for (const name of ['Order', 'Ping']) await before.run('template.save', { name, draft })
      await before.run('draft.save', { draft })
      await before.send({ url: 'http://127.0.0.1:1/A', copies: 5 })
    },
    [
      `UPDATE settings SET value = '-7' WHERE name = 'concurrency'`,
      `UPDATE endpoints SET zstd_support = 'unknowm' WHERE name = 'A'`,
      `UPDATE endpoints SET url = 'http//127' WHERE name = 'B'`,
      `UPDATE endpoints SET options = '{"maxAttempts":"3"}' WHERE name = 'C'`,
      `UPDATE templates SET fields = '[1' WHERE name = 'Ping'`,
      `UPDATE draft SET fields = '1'`,
    ],
  )
  const { settings, counts } = await engine.run('snapshot.get', {})
  expect(settings).toMatchObject({ concurrency: 10, cooldownMs: 1_000 })
  expect(counts.held).toBe(5)
  const { endpoints } = await engine.run('endpoint.list', {})
  expect(endpoints.map(({ name, saved }) => `${name} ${saved}`).sort()).toEqual(['A true', 'D true'])
  expect((await engine.run('template.list', {})).templates.map(({ name }) => name)).toEqual(['Order'])
  expect(await engine.run('draft.get', {})).toEqual({ draft: null })
  await engine.stop()
  expectWhole(engine.dataDir)
})

it('where deliveries go: what cannot be sent is told why, or stays behind', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const harm = [
    `url = 'http//127'`,
    `method = 'G T'`,
    `headers = '[["a b", 5]]'`,
    `content_type = 'a' || char(10) || 'b'`,
    `retry_schedule = '["5 parsecs"]'`,
    `max_attempts = -1`,
    `compression = 'sometimes'`,
  ]
  const engine = await broughtBack(
    async (before) => {
      for (const number of harm.keys())
        await before.send({ url: `${receiver.url}/${number}`, maxAttempts: 2, retrySchedule: ['1s'] })
      await before.send({ url: `${receiver.url}/whole` })
    },
    harm.map((set, number) => `UPDATE destinations SET ${set} WHERE url LIKE '%/${number}'`),
  )
  const { rows } = await engine.run('delivery.list', { limit: 100 })
  await engine.run('delivery.release', { ids: rows.map(({ id }) => id) })
  await engine.run('queue.resume', {})
  const ends: Record<string, string | null> = {}
  for (const { id } of rows) {
    const { url, state, attempts } = await engine.reaches(id, 'delivered', 'failed', 'retrying')
    ends[url.slice(receiver.url.length + 1)] = attempts.at(-1)?.errorMessage ?? state
  }
  expect(ends).toEqual({
    1: expect.stringContaining('invalid request method'),
    2: expect.stringContaining('invalid header'),
    3: expect.stringContaining('invalid Content-Type header'),
    4: 'retrying',
    whole: 'retrying',
  })
  expect((await engine.run('snapshot.get', {})).queue.fault).toBeNull()
  await engine.stop()
  expectWhole(engine.dataDir)
})
