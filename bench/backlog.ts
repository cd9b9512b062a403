/** Throughput with a million waiting deliveries, against the same with ten thousand. */
import { copyOf } from './fill.ts'
import { type BenchResult, median, medianRatio, perSecond } from './result.ts'
import { type BenchEngine, startBenchEngine, startSink } from './setting.ts'
import { large, sharedFolder, small } from './sizes.ts'

const warmUp = 1_500
const measured = 6_000
const rounds = 3

export async function backlog(): Promise<BenchResult> {
  const sink = await startSink()
  const ofSmall: number[] = []
  const ofLarge: number[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      ofSmall.push(await measure(small, sink.url))
      ofLarge.push(await measure(large, sink.url))
    }
  } finally {
    sink.close()
  }
  return {
    name: 'backlog',
    ratio: medianRatio(ofSmall, ofLarge),
    reach: 0.9,
    bound: 'at least',
    ours: `${perSecond(measured, median(ofLarge))} with ${large.toLocaleString('en')} waiting`,
    bare: `${perSecond(measured, median(ofSmall))} with ${small.toLocaleString('en')}`,
  }
}

/** Answers with the ms that the measured deliveries took. */
async function measure(count: number, url: string): Promise<number> {
  const engine = await startBenchEngine(copyOf(await sharedFolder({ count, urls: [url], states: 'waiting' })))
  try {
    await engine.run('settings.set', { concurrency: 50 })
    await engine.run('queue.resume', {})
    const first = await deliveredAt(engine, warmUp)
    const last = await deliveredAt(engine, warmUp + measured)
    const took = last.at - first.at
    return (took * measured) / (last.delivered - first.delivered)
  } finally {
    await engine.run('queue.pause', {})
    await engine.close()
  }
}

/** Asks until so many are delivered; the answers come between the turns of the loop. */
async function deliveredAt(engine: BenchEngine, wanted: number): Promise<{ at: number; delivered: number }> {
  for (;;) {
    const { counts } = await engine.run('stats.get', {})
    if (counts.delivered >= wanted) return { at: performance.now(), delivered: counts.delivered }
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  }
}
