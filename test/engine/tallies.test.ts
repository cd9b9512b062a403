/** The counts that are kept are the counts of the rows, whatever was done to them, in memory and on disk. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { seededRandom } from '../support/random.ts'
import { startReceiver } from '../support/receiver.ts'
import { expectTrueCounts, expectWholeTables } from '../support/whole.ts'

interface Chance {
  random(): number
  pick<T>(from: readonly T[]): T
}

function chanceOf(seed: number): Chance {
  const random = seededRandom(seed)
  return { random, pick: (from) => from[Math.floor(random() * from.length)] as (typeof from)[number] }
}

/** One thing that a person may do; most of them concern deliveries that exist, some of them cannot be done. */
function operations(
  engine: TestEngine,
  { targets, endpointIds }: { targets: string[]; endpointIds: string[] },
) {
  const known: string[] = ['nobody']
  const some = ({ pick, random }: Chance): string[] =>
    Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(known.slice(-400)))
  const note = (result: Awaited<ReturnType<TestEngine['invoke']>>): void => {
    if (!result.ok) return
    const value = result.value as { deliveries?: { id: string }[] }
    for (const { id } of value.deliveries ?? []) known.push(id)
  }
  const send = (chance: Chance, target: object) =>
    engine.invoke('event.send', {
      ...target,
      category: chance.pick(['a', 'b', 'c.d']),
      data: '{}',
      retrySchedule: chance.pick([['0s'], ['1s', '1h'], []]),
      maxAttempts: chance.pick([0, 1, 3]),
      ...(chance.random() < 0.2 ? { sendAt: engine.clock.now() + Math.floor(chance.random() * 20_000) } : {}),
      ...(chance.random() < 0.1
        ? { eventId: chance.pick(['twice', 'thrice']) }
        : { copies: chance.pick([1, 2, 7]) }),
    })
  const bulk =
    (name: string, more: object = {}) =>
    (chance: Chance) =>
      engine.invoke(name, {
        ...(chance.random() < 0.05
          ? {
              filter: {
                category: chance.pick(['a', 'b']),
                states: [chance.pick(['failed', 'held', 'queued'] as const)],
              },
            }
          : { ids: some(chance) }),
        ...more,
      })
  const endpoint = (name: string) => (chance: Chance) => engine.invoke(name, { id: chance.pick(endpointIds) })
  const all: [weight: number, run: (chance: Chance) => Promise<unknown>][] = [
    [10, (chance) => send(chance, { url: chance.pick(targets) }).then(note)],
    [
      5,
      (chance) =>
        send(chance, { endpointIds: [chance.pick(endpointIds), chance.pick(endpointIds)] }).then(note),
    ],
    [6, bulk('delivery.cancel')],
    [6, bulk('delivery.hold')],
    [6, bulk('delivery.release')],
    [6, bulk('delivery.retry')],
    [8, bulk('delivery.delete')],
    [4, bulk('delivery.reschedule', { retrySchedule: ['2s'], maxAttempts: 5 })],
    [3, (chance) => bulk('delivery.replay', { as: 'new' })(chance).then(note)],
    [3, (chance) => bulk('delivery.replay', { edits: { url: chance.pick(targets) } })(chance).then(note)],
    [2, endpoint('endpoint.pause')],
    [3, endpoint('endpoint.resume')],
    [
      1,
      (chance) =>
        engine.invoke('endpoint.save', {
          id: chance.pick(endpointIds),
          options: { ordered: chance.random() < 0.5 },
        }),
    ],
    [1, (chance) => engine.invoke(chance.pick(['queue.pause', 'queue.resume', 'queue.resume']), {})],
    [
      4,
      async (chance) => {
        engine.clock.advance(Math.floor(chance.random() * 3_000))
      },
    ],
  ]
  const weighted = all.flatMap(([weight, run]) => Array.from({ length: weight }, () => run))
  return (chance: Chance) => chance.pick(weighted)(chance)
}

/** Nothing is stuck: what is not held or final any more comes to an end when time passes. */
async function letAllGo(engine: TestEngine, endpointIds: string[]): Promise<void> {
  await engine.run('queue.resume', {})
  for (const id of endpointIds) await engine.run('endpoint.resume', { id })
  const { job } = await engine.run('delivery.release', { filter: { states: ['held'] } })
  await engine.jobEnds(job?.id)
  const drained = { yet: false }
  void engine.run('queue.drain', {}).then(() => {
    drained.yet = true
  })
  while (!drained.yet) {
    engine.clock.advance(3_600_000)
    await engine.turn()
    await engine.until(async () => (await engine.counts()).sending === 0)
  }
  expect((await engine.counts()).held).toBe(0)
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
  const operate = operations(engine, { targets, endpointIds })
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
