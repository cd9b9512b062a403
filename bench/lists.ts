/**
 * What the window asks of a queue: pages from the top, the middle and the end, by state, endpoint, category and text, each
 * with its count, at a million deliveries against ten thousand. The slowest of them is the result.
 */
import type { CommandInput } from '../src/shared/commands.ts'
import { copyOf } from './fill.ts'
import { type BenchResult, median } from './result.ts'
import { type BenchEngine, startBenchEngine } from './setting.ts'
import { large, sharedFolder, small } from './sizes.ts'

const repeats = 40
const urls = [3001, 3002, 3003, 3004].map((port) => `http://localhost:${port}/hooks`)
const categories = ['order.created', 'order.paid', 'user.created', 'user.deleted', 'invoice.sent']

type Query = CommandInput<'delivery.list'>

export async function lists(): Promise<BenchResult> {
  const mixed = { urls, categories, states: 'mixed' as const }
  const engines = [
    await startBenchEngine(copyOf(await sharedFolder({ ...mixed, count: small }))),
    await startBenchEngine(copyOf(await sharedFolder({ ...mixed, count: large }))),
  ] as const
  try {
    const found: { name: string; ratio: number; ms: number; smallMs: number }[] = []
    const ofSmall = await queries(engines[0], small)
    for (const [name, query] of Object.entries(await queries(engines[1], large))) {
      const smallMs = await measure(engines[0], ofSmall[name] ?? {})
      const ms = await measure(engines[1], query)
      found.push({ name, ratio: ms / smallMs, ms, smallMs })
    }
    found.sort((a, b) => b.ratio - a.ratio)
    const [worst] = found
    return {
      name: 'lists',
      ratio: worst?.ratio ?? Number.NaN,
      reach: 3,
      bound: 'at most',
      ours: `${worst?.ms.toFixed(2)} ms, slowest: ${worst?.name}`,
      bare: `${worst?.smallMs.toFixed(2)} ms; ${found.map(({ name, ratio }) => `${name} ${ratio.toFixed(1)}`).join(', ')}`,
    }
  } finally {
    for (const engine of engines) await engine.close()
  }
}

/** For a queue of so many deliveries. */
async function queries(engine: BenchEngine, count: number): Promise<Record<string, Query>> {
  const { endpoints } = await engine.run('endpoint.list', {})
  const endpointId = endpoints[0]?.id ?? ''
  return {
    all: {},
    middle: { offset: count / 2 },
    end: { offset: count - 100 },
    failed: { filter: { states: ['failed'] } },
    'failed, middle': { filter: { states: ['failed'] }, offset: count / 100 },
    open: { filter: { states: ['queued', 'retrying', 'failed'] } },
    endpoint: { filter: { endpointId } },
    category: { filter: { category: 'user.created' } },
    'endpoint and state': { filter: { endpointId, states: ['failed', 'queued'] } },
    text: { filter: { text: 'invoice' } },
    'text that nothing has': { filter: { text: 'nowhere to be found' } },
    id: { filter: { text: (count / 2).toString(16).padStart(8, '0') } },
  }
}

async function measure(engine: BenchEngine, query: Query): Promise<number> {
  const took: number[] = []
  for (let turn = 0; turn < repeats; turn += 1) {
    const startedAt = performance.now()
    await engine.run('delivery.list', query)
    took.push(performance.now() - startedAt)
  }
  return median(took)
}
