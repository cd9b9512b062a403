/**
 * Draining a full queue: 20,000 stored events over 50 connections, every attempt recorded, each commit synced
 * (`synchronous=FULL`), against a bare `undici.request` loop that sends the same bytes to the same sink.
 */
import type { HeaderList } from '../src/shared/model.ts'
import type { BenchResult } from './run.ts'
import { bareLoop, type BenchEngine, median, startBenchEngine, startSink } from './setting.ts'

const count = 20_000
const connections = 50
const copies = 1_000
const rounds = 5

export async function drain(): Promise<BenchResult> {
  const sink = await startSink()
  const engine = await startBenchEngine()
  const ours: number[] = []
  const bare: number[] = []
  try {
    await engine.run('settings.set', { concurrency: connections })
    // The first round of both is the compiler's and is not counted; then they take turns, because the machine is noisy.
    await drainEvents(engine, sink.url)
    const load = { ...(await sampleRequest(engine)), url: sink.url, connections, count }
    await bareLoop(load)
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await drainEvents(engine, sink.url))
      bare.push(await bareLoop(load))
    }
  } finally {
    await engine.close()
    sink.close()
  }
  const perSecond = (ms: number): number => Math.round((count / ms) * 1_000)
  return {
    name: 'drain',
    ratio: median(ours.map((ms, round) => (bare[round] ?? Number.NaN) / ms)),
    reach: 0.6,
    ours: `${perSecond(median(ours))} deliveries/s`,
    bare: `${perSecond(median(bare))} requests/s`,
  }
}

/** Queues the events while the queue is paused; answers with the ms from its resumption until all are delivered. */
async function drainEvents(engine: BenchEngine, url: string): Promise<number> {
  const event = { url, category: 'order.created', data: '{"id":12345,"total":"19.99","currency":"EUR"}' }
  const before = (await engine.run('stats.get', {})).counts.delivered
  await engine.run('queue.pause', {})
  for (let sent = 0; sent < count; sent += copies) await engine.run('event.send', { ...event, copies })
  const startedAt = performance.now()
  await engine.run('queue.resume', {})
  const { counts } = await engine.run('queue.drain', {})
  const ms = performance.now() - startedAt
  if (counts.delivered - before !== count)
    throw new Error(`only ${counts.delivered - before} of ${count} were delivered`)
  return ms
}

/** What one of its requests carried, so that the bare loop sends the same bytes. */
async function sampleRequest(engine: BenchEngine): Promise<{ headers: HeaderList; body: string }> {
  const { rows } = await engine.run('delivery.list', { limit: 1 })
  const id = rows[0]?.id ?? ''
  const [{ attempts }, { body }] = await Promise.all([
    engine.run('delivery.show', { id }),
    engine.run('delivery.body', { id }),
  ])
  const own = new Set(['host', 'connection', 'content-length'])
  const headers = attempts[0]?.requestHeaders.filter(([name]) => !own.has(name.toLowerCase())) ?? []
  return { headers, body }
}
