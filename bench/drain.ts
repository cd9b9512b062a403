/**
 * Draining a full queue: stored events over 50 connections, every attempt recorded, every commit synced to disk, against a
 * bare `undici.request` loop that sends the same bytes to the same sink. Once alone, once while as many again come in.
 */
import { type BenchResult, median, medianRatio, perSecond } from './result.ts'
import {
  type BareLoad,
  bareLoadOf,
  bareLoop,
  type BenchEngine,
  enqueueMany,
  startBenchEngine,
  startSink,
} from './setting.ts'

const connections = 50
const count = 50_000
const rounds = 5

export const drain = (): Promise<BenchResult> =>
  compare({ name: 'drain', reach: 0.8, deliveries: count }, (engine, url) =>
    drainEvents(engine, url, async () => {}),
  )

export const drainWhileEnqueuing = (): Promise<BenchResult> =>
  compare({ name: 'drain-enqueue', reach: 0.6, deliveries: 2 * count }, (engine, url) =>
    drainEvents(engine, url, () => enqueueMany(engine, url, count)),
  )

interface Comparison {
  name: string
  reach: number
  deliveries: number
}

async function compare(
  { name, reach, deliveries }: Comparison,
  measure: (engine: BenchEngine, url: string) => Promise<number>,
): Promise<BenchResult> {
  const sink = await startSink()
  const engine = await startBenchEngine()
  const ours: number[] = []
  const bare: number[] = []
  try {
    await engine.run('settings.set', { concurrency: connections })
    // The first round of both is the compiler's and is not counted; then they take turns, because the machine is noisy.
    await measure(engine, sink.url)
    const load: BareLoad = { ...(await bareLoadOf(engine, sink.url)), connections }
    await bareLoop(load, deliveries)
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await measure(engine, sink.url))
      bare.push(await bareLoop(load, deliveries))
    }
  } finally {
    await engine.close()
    sink.close()
  }
  return {
    name,
    ratio: medianRatio(bare, ours),
    reach,
    bound: 'at least',
    ours: `${perSecond(deliveries, median(ours))} deliveries`,
    bare: `${perSecond(deliveries, median(bare))} requests`,
  }
}

/** Answers with the ms from the resumption of the queue until all is delivered. */
async function drainEvents(
  engine: BenchEngine,
  url: string,
  meanwhile: () => Promise<void>,
): Promise<number> {
  await engine.run('queue.pause', {})
  await enqueueMany(engine, url, count)
  const startedAt = performance.now()
  await engine.run('queue.resume', {})
  await meanwhile()
  const { counts } = await engine.run('queue.drain', {})
  const ms = performance.now() - startedAt
  if (counts.failed > 0) throw new Error(`${counts.failed} deliveries failed`)
  return ms
}
