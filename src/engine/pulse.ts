/** The last five minutes of attempts, in memory: bars of five seconds, success rate and p95. */
import type { AttemptOutcome, Pulse } from '../shared/model.ts'
import { addLatency, noLatencies, percentilesOf } from './latencies.ts'
import { addBucket, type StoredBucket } from './store/pulse-buckets.ts'

const bucketMs = 5_000
const bucketCount = 60

export interface PulseMeter {
  add(attempt: { at: number; outcome: AttemptOutcome; totalMs: number }): void
  read(now: number): Pulse
}

/** How long the bars reach back, in ms. */
export const pulseMs = bucketMs * bucketCount

/** Goes on from what an earlier run has stored. */
export function createPulseMeter(earlier: readonly StoredBucket[]): PulseMeter {
  let buckets = [...earlier]
  /** After a clock was set back the bars go back with it: what they show has just happened. */
  const settle = (start: number): void => {
    const ahead = (buckets.at(-1)?.at ?? start) - start
    if (ahead > 0) for (const bucket of buckets) bucket.at -= ahead
  }
  const bucketAt = (at: number): StoredBucket => {
    const start = startOf(at)
    settle(start)
    const last = buckets.at(-1)
    if (last?.at === start) return last
    const bucket = { at: start, delivered: 0, failed: 0, latencies: noLatencies() }
    buckets = [...buckets.slice(1 - bucketCount), bucket]
    return bucket
  }
  return {
    add({ at, outcome, totalMs }) {
      if (outcome === 'interrupted') return
      const bucket = bucketAt(at)
      bucket[outcome] += 1
      addLatency(bucket.latencies, totalMs)
    },
    read(now) {
      settle(startOf(now))
      buckets = buckets.filter(({ at }) => at > now - pulseMs)
      return summarize(buckets)
    },
  }
}

function startOf(at: number): number {
  return at - (at % bucketMs)
}

function summarize(buckets: readonly StoredBucket[]): Pulse {
  const sum = { delivered: 0, failed: 0, latencies: noLatencies() }
  for (const bucket of buckets) addBucket(sum, bucket)
  const total = sum.delivered + sum.failed
  const [p95Ms = null] = percentilesOf(sum.latencies, [0.95])
  return {
    buckets: buckets.map(({ at, delivered, failed }) => ({ at, delivered, failed })),
    successRate: total === 0 ? null : sum.delivered / total,
    p95Ms,
  }
}
