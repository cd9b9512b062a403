/**
 * Draining a full queue: 20,000 stored events over 50 connections, every attempt recorded, each commit synced
 * (`synchronous=FULL`), against a bare `undici.request` loop that sends the same bytes to the same sink.
 */
import type { BenchResult } from './run.ts'
import { bareLoop, type BenchEngine, median, startBenchEngine, startSink } from './setting.ts'

const count = 20_000
const connections = 50
const copies = 1_000
const rounds = 3
/** Sent before the clock starts, on both sides: what the first thousand requests cost is the compiler's. */
const warmUpCount = 4_000

export async function drain(): Promise<BenchResult> {
  const sink = await startSink()
  const ours: number[] = []
  const bare: number[] = []
  const ratios: number[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      const engine = await drainOnce(sink.url)
      const load = { ...engine.sent, url: sink.url, connections }
      await bareLoop({ ...load, count: warmUpCount })
      const loopMs = await bareLoop({ ...load, count })
      ours.push(engine.ms)
      bare.push(loopMs)
      ratios.push(loopMs / engine.ms)
    }
  } finally {
    sink.close()
  }
  const perSecond = (ms: number): number => Math.round((count / ms) * 1_000)
  return {
    name: 'drain',
    ratio: median(ratios),
    reach: 0.6,
    ours: `${perSecond(median(ours))} deliveries/s`,
    bare: `${perSecond(median(bare))} requests/s`,
  }
}

interface Drained {
  ms: number
  /** What one of its requests carried, so that the bare loop sends as much. */
  sent: { headers: [string, string][]; body: string }
}

async function drainOnce(url: string): Promise<Drained> {
  const engine = await startBenchEngine()
  try {
    await engine.run('settings.set', { concurrency: connections })
    await drainEvents(engine, { url, count: warmUpCount })
    const ms = await drainEvents(engine, { url, count })
    return { ms, sent: await sampleRequest(engine) }
  } finally {
    await engine.close()
  }
}

/** Queues so many events while the queue is paused, and answers with the ms from its resumption to its end. */
async function drainEvents(engine: BenchEngine, load: { url: string; count: number }): Promise<number> {
  const event = {
    url: load.url,
    category: 'order.created',
    data: '{"id":12345,"total":"19.99","currency":"EUR"}',
  }
  const before = (await engine.run('stats.get', {})).counts.delivered
  await engine.run('queue.pause', {})
  for (let sent = 0; sent < load.count; sent += copies) await engine.run('event.send', { ...event, copies })
  const startedAt = performance.now()
  await engine.run('queue.resume', {})
  const { counts } = await engine.run('queue.drain', {})
  const ms = performance.now() - startedAt
  if (counts.delivered - before !== load.count)
    throw new Error(`only ${counts.delivered - before} were delivered`)
  return ms
}

async function sampleRequest(engine: BenchEngine): Promise<Drained['sent']> {
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
