/** The last five minutes of attempts, in memory: bars of five seconds, success rate and p95. */
import type { AttemptOutcome, Pulse, PulseBucket } from '../shared/model.ts'

const bucketMs = 5_000
const bucketCount = 60
/** Eight steps to a doubling: a percentile is at most 9 % off, and a bucket costs 1 KB however many attempts it saw. */
const stepsPerDoubling = 8
const histogramLength = 160 // up to 2^20 ms

interface Bucket extends PulseBucket {
  histogram: Uint32Array
}

export interface PulseMeter {
  add(attempt: { at: number; outcome: AttemptOutcome; totalMs: number }): void
  read(now: number): Pulse
}

export function createPulseMeter(): PulseMeter {
  let buckets: Bucket[] = []
  /** After a clock was set back the bars go back with it: what they show has just happened. */
  const settle = (start: number): void => {
    const ahead = (buckets.at(-1)?.at ?? start) - start
    if (ahead > 0) for (const bucket of buckets) bucket.at -= ahead
  }
  const bucketAt = (at: number): Bucket => {
    const start = startOf(at)
    settle(start)
    const last = buckets.at(-1)
    if (last?.at === start) return last
    const bucket = { at: start, delivered: 0, failed: 0, histogram: new Uint32Array(histogramLength) }
    buckets = [...buckets.slice(1 - bucketCount), bucket]
    return bucket
  }
  return {
    add({ at, outcome, totalMs }) {
      if (outcome === 'interrupted') return
      const bucket = bucketAt(at)
      bucket[outcome] += 1
      const step = stepOf(totalMs)
      bucket.histogram[step] = (bucket.histogram[step] ?? 0) + 1
    },
    read(now) {
      settle(startOf(now))
      const since = now - bucketMs * bucketCount
      buckets = buckets.filter(({ at }) => at > since)
      return summarize(buckets)
    },
  }
}

function startOf(at: number): number {
  return at - (at % bucketMs)
}

function summarize(buckets: readonly Bucket[]): Pulse {
  const delivered = buckets.reduce((sum, bucket) => sum + bucket.delivered, 0)
  const total = buckets.reduce((sum, bucket) => sum + bucket.delivered + bucket.failed, 0)
  return {
    buckets: buckets.map(({ at, delivered: good, failed }) => ({ at, delivered: good, failed })),
    successRate: total === 0 ? null : delivered / total,
    p95Ms: total === 0 ? null : percentile(buckets, Math.ceil(total * 0.95)),
  }
}

function percentile(buckets: readonly Bucket[], rank: number): number {
  let seen = 0
  for (let step = 0; step < histogramLength; step += 1) {
    for (const bucket of buckets) seen += bucket.histogram[step] ?? 0
    if (seen >= rank) return 2 ** (step / stepsPerDoubling)
  }
  return 2 ** (histogramLength / stepsPerDoubling)
}

function stepOf(ms: number): number {
  const step = Math.round(Math.log2(Math.max(ms, 1)) * stepsPerDoubling)
  return Math.min(step, histogramLength - 1)
}
