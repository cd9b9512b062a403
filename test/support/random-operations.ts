/** A person who does all that can be done, in no order: most of it concerns deliveries that exist, some cannot be done. */
import { expect } from 'vitest'
import type { Result } from '../../src/shared/result.ts'
import type { TestEngine } from './engine.ts'
import { seededRandom } from './random.ts'

export interface Chance {
  random(): number
  pick<T>(from: readonly T[]): T
}

export function chanceOf(seed: number): Chance {
  const random = seededRandom(seed)
  return { random, pick: (from) => from[Math.floor(random() * from.length)] as (typeof from)[number] }
}

/** What there is to send to. An endpoint that is deleted makes way for a new one. */
export interface Targets {
  urls: string[]
  endpointIds: string[]
}

export interface OperationOptions {
  /** How many of the bulk actions act on a filter; each is a job over all that it finds. */
  filters?: number
  /** Names deliveries, as they were accepted. */
  accepted?(ids: string[]): void
  /** Deleted by their names; with it no filter deletes. */
  deleted?(ids: string[]): void
}

export type Operation = (chance: Chance) => Promise<unknown>
export type Weighted = readonly [weight: number, run: Operation]

const someOptions = [
  { ordered: true },
  { ordered: false },
  { concurrency: 1 },
  { concurrency: null },
  { rateLimit: { count: 3, perMs: 1_000 } },
  { rateLimit: null },
  { breaker: { failures: 2, probeAfterMs: 5_000 } },
  { breaker: null },
  { jitterPercent: 30, holdWhileRefused: true },
]

export function operations(engine: TestEngine, targets: Targets, options: OperationOptions = {}): Weighted[] {
  const { filters = 0.05, accepted, deleted } = options
  const { urls, endpointIds } = targets
  const known: string[] = ['nobody']
  const some = ({ pick, random }: Chance): string[] => {
    const latest = known.slice(-400)
    return Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(latest))
  }
  const note = (result: Result<unknown>): void => {
    if (!result.ok) return
    const { deliveries = [] } = result.value as { deliveries?: { id: string }[] }
    const ids = deliveries.map(({ id }) => id)
    known.push(...ids)
    accepted?.(ids)
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
  const filter = (chance: Chance) => ({
    category: chance.pick(['a', 'b']),
    states: [chance.pick(['failed', 'held', 'queued'] as const)],
  })
  const bulk =
    (name: string, more: object = {}) =>
    (chance: Chance) =>
      engine.invoke(name, {
        ...(chance.random() < filters ? { filter: filter(chance) } : { ids: some(chance) }),
        ...more,
      })
  const remove = async (chance: Chance): Promise<void> => {
    if (!deleted) return void (await bulk('delivery.delete')(chance))
    const result = await engine.invoke('delivery.delete', { ids: some(chance) })
    if (result.ok) deleted((result.value as { changed: string[] }).changed)
  }
  const endpoint = (name: string) => (chance: Chance) => engine.invoke(name, { id: chance.pick(endpointIds) })
  const changeEndpoint = (chance: Chance) =>
    engine.invoke('endpoint.save', { id: chance.pick(endpointIds), options: chance.pick(someOptions) })
  const replaceEndpoint = async (chance: Chance): Promise<void> => {
    await endpoint('endpoint.delete')(chance)
    const saved = await engine.invoke('endpoint.save', {
      url: chance.pick(urls),
      name: String(chance.random()),
    })
    if (saved.ok) endpointIds.push((saved.value as { id: string }).id)
  }
  return [
    [10, (chance) => send(chance, { url: chance.pick(urls) }).then(note)],
    [
      5,
      (chance) =>
        send(chance, { endpointIds: [chance.pick(endpointIds), chance.pick(endpointIds)] }).then(note),
    ],
    [6, bulk('delivery.cancel')],
    [6, bulk('delivery.hold')],
    [6, bulk('delivery.release')],
    [6, bulk('delivery.retry')],
    [8, remove],
    [4, bulk('delivery.reschedule', { retrySchedule: ['2s'], maxAttempts: 5 })],
    [3, (chance) => bulk('delivery.replay', { as: 'new' })(chance).then(note)],
    [3, (chance) => bulk('delivery.replay', { edits: { url: chance.pick(urls) } })(chance).then(note)],
    [2, endpoint('endpoint.pause')],
    [3, endpoint('endpoint.resume')],
    [3, changeEndpoint],
    [1, replaceEndpoint],
    [1, (chance) => engine.invoke(chance.pick(['queue.pause', 'queue.resume', 'queue.resume']), {})],
    [4, async (chance) => engine.clock.advance(Math.floor(chance.random() * 3_000))],
  ]
}

/** One of them, each as often as it weighs. */
export function anyOf(all: readonly Weighted[]): Operation {
  const weighted = all.flatMap(([weight, run]) => Array.from({ length: weight }, () => run))
  return (chance) => chance.pick(weighted)(chance)
}

/** Nothing is stuck: what is not held or final any more comes to an end when time passes. */
export async function letAllGo(engine: TestEngine, endpointIds: string[]): Promise<void> {
  await engine.run('queue.resume', {})
  for (const id of endpointIds) await engine.invoke('endpoint.resume', { id })
  const { job } = await engine.run('delivery.release', { filter: { states: ['held'] } })
  await engine.jobEnds(job?.id)
  for (;;) {
    const { scheduled, queued, retrying } = await engine.counts()
    if (scheduled + queued + retrying === 0) break
    engine.clock.advance(3_600_000)
    await engine.turn()
    await engine.until(async () => (await engine.counts()).sending === 0)
  }
  expect((await engine.counts()).held).toBe(0)
}
