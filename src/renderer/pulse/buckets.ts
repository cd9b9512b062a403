/** A reading of the pulse as the charts draw it: one bucket after the other, also those in which nothing happened. Pure. */
import type { PulsePoint, PulseReading, PulseTotals } from '../../shared/pulse.ts'
import { countText, tookText } from '../deliveries/format.ts'

const nothing: PulseTotals = { delivered: 0, failed: 0, p50Ms: null, p95Ms: null, p99Ms: null }

export function allBuckets({ from, until, bucketMs, points }: PulseReading): PulsePoint[] {
  const byStart = new Map(points.map((point) => [point.at, point]))
  const count = Math.floor((until - from) / bucketMs) + 1
  return Array.from({ length: count }, (_, index) => {
    const at = from + index * bucketMs
    return byStart.get(at) ?? { at, ...nothing }
  })
}

export function attemptsOf({ delivered, failed }: PulseTotals): number {
  return delivered + failed
}

/** Attempts per second; of the bucket that is not over, over the part of it that is. */
export function rateOf(point: PulsePoint, { until, bucketMs }: PulseReading): number {
  const passedMs = Math.min(bucketMs, Math.max(until - point.at, 1_000))
  return (attemptsOf(point) * 1_000) / passedMs
}

/** Over the whole span. */
export function meanRate({ totals, from, until }: PulseReading): number {
  return (attemptsOf(totals) * 1_000) / Math.max(until - from, 1_000)
}

/** `0`, `0.02`, `3.4`, `1,250`. */
export function rateText(perSecond: number): string {
  if (perSecond >= 100) return countText(Math.round(perSecond))
  if (perSecond >= 10) return perSecond.toFixed(0)
  if (perSecond >= 1) return perSecond.toFixed(1)
  return perSecond === 0 ? '0' : perSecond.toPrecision(2)
}

/** Full marks only when nothing failed: 99.96 % is not rounded up. A dash where there was nothing. */
export function shareText(totals: PulseTotals): string {
  const all = attemptsOf(totals)
  if (all === 0) return '–'
  if (totals.failed === 0) return '100 %'
  return `${(Math.floor((totals.delivered / all) * 1_000) / 10).toFixed(1)} %`
}

/** `41 ms`; histograms do not know it better than to two digits. */
export function latencyText(ms: number | null): string {
  return ms === null ? '–' : tookText(Number(ms.toPrecision(2)))
}

/** For those who hear the charts. */
export function spokenTotals(totals: PulseTotals): string {
  const all = attemptsOf(totals)
  if (all === 0) return 'no attempts'
  const took = `median ${latencyText(totals.p50Ms)}, 95 % within ${latencyText(totals.p95Ms)}, 99 % within ${latencyText(totals.p99Ms)}`
  return `${countText(all)} attempts, ${countText(totals.delivered)} delivered, ${countText(totals.failed)} failed, ${took}`
}

/** Powers of ten around all times; a decade at least. */
export function latencyRange(buckets: readonly PulsePoint[]): [min: number, max: number] {
  const times = buckets.flatMap(({ p50Ms, p99Ms }) =>
    p50Ms === null || p99Ms === null ? [] : [p50Ms, p99Ms],
  )
  if (times.length === 0) return [1, 1_000]
  const low = 10 ** Math.floor(Math.log10(Math.min(...times)))
  const high = 10 ** Math.ceil(Math.log10(Math.max(...times)))
  return [low, Math.max(high, low * 10)]
}
