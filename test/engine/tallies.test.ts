/** The counts that are kept are the counts of the rows, whatever was done to them, in memory and on disk. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import type { Counts, DeliveryRow } from '../../src/shared/model.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { anyOf, chanceOf, letAllGo, operations } from '../support/random-operations.ts'
import { seededRandom } from '../support/random.ts'
import { startReceiver } from '../support/receiver.ts'
import { expectTrueCounts, expectWholeTables } from '../support/whole.ts'

/** Rows that the feed has told since it last spoke of a flood are as they are. */
async function expectToldAsTheyAre(engine: TestEngine): Promise<void> {
  const told = new Map<string, DeliveryRow>()
  const before = engine.batches.length
  await engine.turn()
  await engine.until(() => engine.batches.length > before)
  let counts: Counts | null = null
  for (const event of engine.batches.flatMap(({ events }) => events)) {
    if (event.name === 'counts.changed') counts = event.counts
    if (event.name === 'deliveries.flooded') told.clear()
    if (event.name === 'deliveries.changed') for (const row of event.rows) told.set(row.id, row)
    if (event.name === 'deliveries.deleted') for (const id of event.ids) told.delete(id)
  }
  const { newestSeq } = await engine.run('delivery.list', {})
  const rows = new Map<string, DeliveryRow>()
  for (let offset = 0; offset < newestSeq; offset += 500) {
    for (const row of (await engine.run('delivery.list', { offset, limit: 500 })).rows) rows.set(row.id, row)
  }
  expect(counts).toEqual(await engine.counts())
  expect(told.size).toBeGreaterThan(50)
  for (const [id, row] of told) expect(row).toEqual(rows.get(id))
}

it('after three thousand random operations, and at any moment between', { timeout: 60_000 }, async () => {
  const answers = seededRandom(11)
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  const mixed = Array.from(
    { length: 6_000 },
    () => [200, 200, 200, 500, 503, 404][Math.floor(answers() * 6)] ?? 200,
  )
  receiver.setAnswers(mixed)
  const targets = ['x', 'y', 'z'].flatMap((path) => [`${receiver.url}/${path}`, `${receiver.url}/${path}?q`])
  const endpointIds: string[] = []
  for (const path of ['e', 'f', 'g'])
    endpointIds.push(await engine.endpoint(`${receiver.url}/${path}`, { ordered: path === 'g' }))
  const operate = anyOf(operations(engine, { urls: targets, endpointIds }))
  const chance = chanceOf(7)
  const onDisk = new Database(join(engine.dataDir, databaseName), { readonly: true })
  for (let round = 0; round < 300; round += 1) {
    await Promise.all(Array.from({ length: 10 }, () => operate(chance)))
    if (round % 10 > 0) continue
    await expectTrueCounts(engine.run)
    expectWholeTables(onDisk)
  }
  onDisk.close()
  expect(engine.logged).toEqual([])
  expect((await engine.counts()).delivered).toBeGreaterThan(100)
  receiver.setAnswers([200])
  await letAllGo(engine, endpointIds)
  await expectToldAsTheyAre(engine)
  await engine.stop()

  const again = startTestEngine({ dataDir: engine.dataDir, clock: engine.clock })
  await expectTrueCounts(again.run)
  const rows = (await again.run('delivery.list', { limit: 500 })).rows
  for (let from = 0; from < rows.length; from += 100) {
    const ids = rows.slice(from, from + 100).map(({ id }) => id)
    await again.run('delivery.cancel', { ids })
  }
  const { job } = await again.run('delivery.delete', { filter: {} })
  await again.jobEnds(job?.id)
  await again.until(async () => Object.values(await again.counts()).every((count) => count === 0))
})

it('a write that is refused leaves nothing behind', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const url = 'http://127.0.0.1:1/'
  const [origin = ''] = await engine.send({ url, eventId: 'evt_1' })
  await engine.refused('event.send', { url: `${url}new`, category: 'new', data: '1', eventId: 'evt_1' })
  await engine.refused('delivery.replay', {
    ids: [origin, 'nobody'],
    edits: { url: `${url}replay`, maxAttempts: 9 },
  })
  expect(await engine.counts()).toMatchObject({ queued: 1 })
  await engine.stop()
  const database = new Database(join(engine.dataDir, databaseName), { readonly: true })
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect(['events', 'deliveries', 'destinations', 'endpoints', 'categories', 'tallies'].map(count)).toEqual([
    1, 1, 1, 1, 1, 1,
  ])
  database.close()
})
