import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attemptsOf,
  type CourseInput,
  courseOf,
  lastOf,
  placeAt,
  pointAt,
} from '../../../src/renderer/retry/course.ts'
import { formatDuration } from '../../../src/shared/durations.ts'
import { defaultRetrySchedule, previewAttempts } from '../../../src/shared/retry.ts'

const cooldownMs = 60_000
const schedule = fc.array(fc.integer({ min: 0, max: 86_400_000 }).map(formatDuration), { maxLength: 20 })

function course(input: Partial<CourseInput>) {
  const policy = { retrySchedule: defaultRetrySchedule, maxAttempts: 30 }
  return courseOf({ policy, cooldownMs, jitterPercent: 0, ...input })
}

it('plans what the engine plans, from any attempt on', () => {
  const inputs = fc.record({
    policy: fc.record({ retrySchedule: schedule, maxAttempts: fc.integer({ min: 0, max: 60 }) }),
    attemptCount: fc.integer({ min: 0, max: 40 }),
    percent: fc.integer({ min: 0, max: 50 }),
  })
  fc.assert(
    fc.property(inputs, ({ policy, attemptCount, percent }) => {
      const start = { attemptCount, notBeforeMs: 0 }
      const planned = course({ policy, jitterPercent: percent, start })
      const first = pointAt(planned, 0)
      const wanted = previewAttempts({
        policy,
        cooldownMs,
        firstNumber: attemptCount + 1,
        firstAt: first?.offsetMs ?? 0,
        limit: 100,
      })
      const points = wanted.map((_, index) => pointAt(planned, index))
      expect(points.map((point) => [point?.number, point?.offsetMs])).toEqual(
        wanted.map(({ number, at }) => [number, at]),
      )
      if (policy.maxAttempts > 0) expect(attemptsOf(planned)).toBe(wanted.length)
      for (const point of points) {
        expect(point?.earliestMs).toBeLessThanOrEqual(point?.offsetMs ?? 0)
        expect(point?.latestMs).toBeGreaterThanOrEqual(point?.offsetMs ?? 0)
      }
    }),
  )
})

it('a moved attempt stands where it is planned, and the others are counted from it', () => {
  const policy = { retrySchedule: ['5s', '1m'], maxAttempts: 4 }
  const moved = course({ policy, start: { attemptCount: 1, notBeforeMs: 0, plannedMs: 3_600_000 } })
  expect(moved.points.map(({ number, offsetMs, entry }) => [number, offsetMs, entry])).toEqual([
    [2, 3_600_000, 0],
    [3, 3_660_000, 1],
  ])
  expect(lastOf(moved)?.offsetMs).toBe(3_720_000)
})

describe('what moves a point', () => {
  it('is its own entry; the first attempt and repeated ones have none', () => {
    const { points, repeat } = course({ policy: { retrySchedule: ['5s', '1m'], maxAttempts: 5 } })
    expect(points.map(({ entry }) => entry)).toEqual([null, 0, 1])
    expect(repeat).toMatchObject({ count: 2, waitMs: 60_000 })
  })

  it('past the end of the list is the last entry, once', () => {
    const policy = { retrySchedule: ['5s', '1m'], maxAttempts: 9 }
    const { points, repeat } = course({ policy, start: { attemptCount: 6, notBeforeMs: 0 } })
    expect(points.map(({ number, entry }) => [number, entry])).toEqual([[7, 1]])
    expect(repeat.count).toBe(2)
  })
})

it('a wait that is over means at once, and the others follow from then', () => {
  const policy = { retrySchedule: ['5s', '1m', '1m'], maxAttempts: 4 }
  const { points } = course({ policy, start: { attemptCount: 1, notBeforeMs: 9_000 } })
  expect(points.map(({ offsetMs }) => offsetMs)).toEqual([9_000, 69_000, 129_000])
})

it('a delivery that has had its attempts has none to come', () => {
  const used = course({
    policy: { retrySchedule: ['5s'], maxAttempts: 2 },
    start: { attemptCount: 2, notBeforeMs: 0 },
  })
  expect([attemptsOf(used), lastOf(used)]).toEqual([0, null])
})

it('100,000 attempts are counted through without being listed', () => {
  const planned = course({ policy: { retrySchedule: ['1s', '10s'], maxAttempts: 100_000 } })
  expect(planned.points).toHaveLength(3)
  expect(lastOf(planned)).toMatchObject({ number: 100_000, offsetMs: 1_000 + 99_998 * 10_000 })
})

it('the place at an instant is the first attempt at it or later', () => {
  const policies = fc.record({ retrySchedule: schedule, maxAttempts: fc.integer({ min: 1, max: 60 }) })
  fc.assert(
    fc.property(policies, fc.integer({ min: 0, max: 10 * 86_400_000 }), (policy, ms) => {
      const planned = course({ policy })
      const all = Array.from(
        { length: attemptsOf(planned) },
        (_, index) => pointAt(planned, index)?.offsetMs ?? 0,
      )
      const wanted = all.findIndex((offset) => offset >= ms)
      expect(placeAt(planned, ms)).toBe(wanted < 0 ? null : wanted)
    }),
  )
})
