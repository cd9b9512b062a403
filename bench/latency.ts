/** An idle queue: from the call that enqueues an event to its first byte at the receiver, against one bare request's. */
import { Agent, request } from 'undici'
import { type BenchResult, median, medianRatio } from './result.ts'
import {
  bareLoadOf,
  type BareLoad,
  type BenchEngine,
  sampleEvent,
  startBenchEngine,
  startSink,
} from './setting.ts'

const warmUp = 200
const events = 400

export async function latency(): Promise<BenchResult> {
  const sink = await startSink()
  const engine = await startBenchEngine()
  const url = sink.url.replace('/hooks', '/timed')
  const dispatcher = new Agent({ connections: 1 })
  const ours: number[] = []
  const bare: number[] = []
  try {
    await engineLatency(engine, url)
    const load = { ...(await bareLoadOf(engine, url)), connections: 1 }
    for (let event = 0; event < warmUp + events; event += 1) {
      const mine = await engineLatency(engine, url)
      const raw = await bareLatency(load, dispatcher)
      if (event < warmUp) continue
      ours.push(mine)
      bare.push(raw)
    }
  } finally {
    await dispatcher.close()
    await engine.close()
    sink.close()
  }
  return {
    name: 'latency',
    ratio: medianRatio(ours, bare),
    reach: 2,
    bound: 'at most',
    ours: `${median(ours).toFixed(2)} ms to the first byte`,
    bare: `${median(bare).toFixed(2)} ms`,
  }
}

async function engineLatency(engine: BenchEngine, url: string): Promise<number> {
  const askedAt = process.hrtime.bigint()
  const { deliveries } = await engine.run('event.send', { ...sampleEvent, url })
  const id = deliveries[0]?.id ?? ''
  await engine.run('delivery.wait', { ids: [id] })
  const { attempts } = await engine.run('delivery.show', { id })
  const header = attempts[0]?.responseHeaders.find(([name]) => name.toLowerCase() === 'x-received-at')
  return msBetween(askedAt, header?.[1])
}

async function bareLatency(load: BareLoad, dispatcher: Agent): Promise<number> {
  const { url, body } = load
  const headers = load.headers.flat()
  const askedAt = process.hrtime.bigint()
  const response = await request(url, { method: 'POST', headers, body, dispatcher })
  await response.body.arrayBuffer()
  return msBetween(askedAt, String(response.headers['x-received-at']))
}

function msBetween(askedAt: bigint, receivedAt: string | undefined): number {
  if (receivedAt === undefined) throw new Error('the sink did not say when the request came')
  return Number(BigInt(receivedAt) - askedAt) / 1e6
}
