/** What attempts came to, over time: the answer that the charts draw. Attempts count where they started. */
import type { PulseBucket } from './model.ts'

export const pulseSpans = ['5m', '1h', '24h', '7d'] as const
export type PulseSpan = (typeof pulseSpans)[number]

/** How many buckets a span has, and how wide each is. */
export const pulseShapes: Readonly<Record<PulseSpan, { count: number; bucketMs: number }>> = {
  '5m': { count: 60, bucketMs: 5_000 },
  '1h': { count: 60, bucketMs: 60_000 },
  '24h': { count: 144, bucketMs: 600_000 },
  '7d': { count: 168, bucketMs: 3_600_000 },
}

export interface PulseTotals {
  delivered: number
  failed: number
  /** Percentiles of the attempts' total time, at most 4.5 % off; null where there were no attempts. */
  p50Ms: number | null
  p95Ms: number | null
  p99Ms: number | null
}

export interface PulsePoint extends PulseTotals {
  /** When the bucket begins. */
  at: number
}

export interface PulseReading {
  /** When the first bucket begins. */
  from: number
  /** Now: within the last bucket. */
  until: number
  bucketMs: number
  /** Those that had attempts, in order. */
  points: PulsePoint[]
  totals: PulseTotals
}

/** The last hour of one endpoint. */
export interface EndpointPulse extends PulseTotals {
  id: string
  /** Twelve of five minutes each, also where nothing happened. */
  bars: PulseBucket[]
}
