/** What the charts draw of a reading: gaps are gaps, and the bucket that is not over is not taken for a whole one. */
import { expect, it } from 'vitest'
import {
  allBuckets,
  latencyRange,
  meanRate,
  rateOf,
  rateText,
  shareText,
} from '../../../src/renderer/pulse/buckets.ts'
import type { PulseReading, PulseTotals } from '../../../src/shared/pulse.ts'

const none: PulseTotals = { delivered: 0, failed: 0, p50Ms: null, p95Ms: null, p99Ms: null }
const some: PulseTotals = { delivered: 27, failed: 3, p50Ms: 12, p95Ms: 90, p99Ms: 1_100 }
const reading: PulseReading = {
  from: 1_000_000,
  until: 1_022_000,
  bucketMs: 5_000,
  points: [
    { at: 1_005_000, ...some },
    { at: 1_020_000, ...some },
  ],
  totals: { ...some, delivered: 54, failed: 6 },
}

it('has every bucket up to now', () => {
  expect(allBuckets(reading)).toEqual([
    { at: 1_000_000, ...none },
    { at: 1_005_000, ...some },
    { at: 1_010_000, ...none },
    { at: 1_015_000, ...none },
    { at: 1_020_000, ...some },
  ])
})

it('tells the rate of the last bucket over what has passed of it', () => {
  const [whole, last] = reading.points
  expect(whole && rateOf(whole, reading)).toBe(6)
  expect(last && rateOf(last, reading)).toBe(15)
  expect(meanRate(reading)).toBeCloseTo(60 / 22)
})

it.each([
  [0, '0'],
  [0.0213, '0.021'],
  [3.44, '3.4'],
  [41.6, '42'],
  [1_249.7, '1,250'],
])('writes %s per second as %s', (rate, text) => {
  expect(rateText(rate)).toBe(text)
})

it('rounds no failure away', () => {
  expect(shareText(none)).toBe('–')
  expect(shareText({ ...none, delivered: 5 })).toBe('100 %')
  expect(shareText({ ...none, delivered: 9_999, failed: 1 })).toBe('99.9 %')
})

it('shows latencies between powers of ten, a decade at least', () => {
  expect(latencyRange(allBuckets(reading))).toEqual([10, 10_000])
  expect(latencyRange([{ at: 0, ...some, p50Ms: 1, p99Ms: 1 }])).toEqual([1, 10])
  expect(latencyRange([{ at: 0, ...none }])).toEqual([1, 1_000])
})
