/**
 * Commands that tell what attempts came to over time. They read the buckets of one endpoint, or of the whole queue, at most
 * 1,200 of them: 2 ms, however many attempts there were.
 */
import type { EndpointRecord } from '../store/endpoints.ts'
import { type EndpointPulse, type PulsePoint, pulseShapes, type PulseTotals } from '../../shared/pulse.ts'
import type { EngineContext, Handler } from '../context.ts'
import { noLatencies, percentilesOf } from '../latencies.ts'
import { addBucket, type BucketSpan, type StoredBucket, wholeQueue } from '../store/pulse-buckets.ts'
import { endpointOf } from './endpoint.ts'

export const readPulse: Handler<'pulse.read'> = ({ span, endpointId }, context) => {
  const { count, bucketMs } = pulseShapes[span]
  const until = context.clock.now()
  const from = until - (until % bucketMs) - (count - 1) * bucketMs
  const endpointSeq =
    endpointId === undefined ? wholeQueue : endpointOf(endpointId, context, 'endpointId').seq
  const buckets = read(endpointSeq, { from, until: from + count * bucketMs }, context)
  return {
    from,
    until,
    bucketMs,
    points: widened(buckets, bucketMs).map(pointOf),
    totals: totalsOf(buckets),
  }
}

/** 0.2 ms each: the list that shows them has no more. */
const mostEndpoints = 300
const hourMs = 3_600_000
const bars = 12
const barMs = hourMs / bars

export const readEndpointPulses: Handler<'pulse.endpoints'> = (_input, context) => {
  const until = context.clock.now()
  // A use is written with some delay; see the endpoints' memory.
  const isUsed = ({ lastUsedAt }: EndpointRecord): boolean => lastUsedAt > until - hourMs - barMs
  return {
    endpoints: [...context.endpoints.all()]
      .filter(isUsed)
      .sort((a, b) => b.lastUsedAt - a.lastUsedAt)
      .slice(0, mostEndpoints)
      .map((endpoint) => lastHourOf(endpoint, until, context))
      .filter(({ delivered, failed }) => delivered + failed > 0),
  }
}

function lastHourOf({ id, seq }: EndpointRecord, until: number, context: EngineContext): EndpointPulse {
  const from = until - (until % barMs) - (bars - 1) * barMs
  const buckets = read(seq, { from, until: from + hourMs }, context)
  const byStart = new Map(widened(buckets, barMs).map((bucket) => [bucket.at, bucket]))
  return {
    id,
    ...totalsOf(buckets),
    bars: Array.from({ length: bars }, (_, index) => {
      const at = from + index * barMs
      const { delivered, failed } = byStart.get(at) ?? { delivered: 0, failed: 0 }
      return { at, delivered, failed }
    }),
  }
}

function read(endpointSeq: number, span: BucketSpan, { store }: EngineContext): StoredBucket[] {
  return store.pulseBuckets.read(endpointSeq, span)
}

/** The same in buckets of another width, of which those that are given are parts. */
function widened(buckets: readonly StoredBucket[], bucketMs: number): StoredBucket[] {
  const wide: StoredBucket[] = []
  for (const bucket of buckets) {
    const at = bucket.at - (bucket.at % bucketMs)
    let last = wide.at(-1)
    if (last?.at !== at) {
      last = { at, delivered: 0, failed: 0, latencies: noLatencies() }
      wide.push(last)
    }
    addBucket(last, bucket)
  }
  return wide
}

function pointOf(bucket: StoredBucket): PulsePoint {
  return { at: bucket.at, ...totalsOf([bucket]) }
}

function totalsOf(buckets: readonly StoredBucket[]): PulseTotals {
  const sum = { delivered: 0, failed: 0, latencies: noLatencies() }
  for (const bucket of buckets) addBucket(sum, bucket)
  const [p50Ms = null, p95Ms = null, p99Ms = null] = percentilesOf(sum.latencies, [0.5, 0.95, 0.99])
  return { delivered: sum.delivered, failed: sum.failed, p50Ms, p95Ms, p99Ms }
}
