/** The axis keeps bursts apart and gives long waits a bounded share, in the order of time. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  axisOf,
  axisPositions,
  axisSentence,
} from '../../../../src/renderer/deliveries/inspector/timeline/attempt-axis.ts'

const hour = 3_600_000

it('shows a burst of milliseconds and a wait of a day on one axis', () => {
  const [first = 0, second = 0, third = 0, last = 0] = axisPositions([0, 5, 10, 24 * hour])
  expect([first, last]).toEqual([0, 1])
  // On 400 px the marks of the burst are 40 px apart.
  expect(second - first).toBeGreaterThan(0.1)
  expect(third - second).toBeCloseTo(second - first)
})

it('keeps the order, every two apart, and a longer gap wider', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 * 24 * hour }), { minLength: 2, maxLength: 45 }),
      (gaps) => {
        let at = 1_000
        const positions = axisPositions([at, ...gaps.map((gap) => (at += gap))])
        expect(positions[0]).toBe(0)
        expect(positions.at(-1)).toBeCloseTo(1)
        const widths = gaps.map((_, index) => (positions[index + 1] ?? 0) - (positions[index] ?? 0))
        for (const [index, width] of widths.entries()) {
          expect(width).toBeGreaterThan(1 / (11 * gaps.length))
          const longer = gaps.findIndex((gap) => gap > (gaps[index] ?? 0) + 1)
          if (longer >= 0) expect(widths[longer]).toBeGreaterThan(width)
        }
      },
    ),
  )
})

it('has now between what was and what is planned, also where an attempt is due and late', () => {
  const attempts = [{ startedAt: 0 }, { startedAt: 100 }]
  const planned = [
    { number: 3, at: 5_000, waitMs: 5_000 },
    { number: 4, at: 10_000, waitMs: 5_000 },
  ]
  const kinds = (now: number | null) => axisOf(attempts, { planned, now }).points.map(({ kind }) => kind)
  expect(kinds(2_000)).toEqual(['attempt', 'attempt', 'now', 'planned', 'planned'])
  expect(kinds(7_000)).toEqual(['attempt', 'attempt', 'now', 'planned', 'planned'])
  expect(axisOf(attempts, { planned: [], now: null }).points).toHaveLength(2)
  const labels = axisOf(attempts, { planned, now: 2_000 }).gaps.map(({ label }) => label)
  expect(labels).toEqual(['100 ms', '5 s', '5 s'])
})

it('draws the latest of many', () => {
  const attempts = Array.from({ length: 300 }, (_, index) => ({ startedAt: index }))
  const { points } = axisOf(attempts, { planned: [], now: null })
  expect(points).toHaveLength(40)
  expect(points.at(-1)).toMatchObject({ index: 299, position: 1 })
})

it('says the same in a sentence', () => {
  const at = Date.UTC(2026, 0, 1, 12)
  const attempts = [
    { startedAt: at, outcome: 'failed' as const },
    { startedAt: at + 1, outcome: 'delivered' as const },
  ]
  expect(axisSentence(attempts, { planned: [], now: at })).toMatch(
    /^2 attempts since \d\d:00:00: 1 failed, 1 delivered\.$/,
  )
  const planned = [{ number: 1, at: at + 25_000, waitMs: null }]
  expect(axisSentence([], { planned, now: at })).toBe('No attempt yet. The next one in 25 s.')
  expect(axisSentence([], { planned, now: at + 60_000 })).toBe('No attempt yet. The next one is due.')
})
