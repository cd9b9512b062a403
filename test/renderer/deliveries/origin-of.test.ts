import { expect, it } from 'vitest'
import { originOf } from '../../../src/renderer/deliveries/origin-of.ts'
import type { Attempt } from '../../../src/shared/model.ts'

const attempt = (startedAt: number, totalMs: number): Attempt =>
  ({ startedAt, timings: { totalMs } }) as Partial<Attempt> as Attempt

const untouched = { attemptCount: 0, attempts: [], nextAttemptAt: 5_000, resumeAt: null, updatedAt: 1 }

it('is when the first attempt is due, also while it is held', () => {
  expect(originOf(untouched)).toEqual({ attemptCount: 0, at: 5_000, plannedAt: 5_000 })
  expect(originOf({ ...untouched, nextAttemptAt: null, resumeAt: 7_000 })).toEqual({
    attemptCount: 0,
    at: 7_000,
    plannedAt: 7_000,
  })
})

it('is the end of the latest attempt, as the engine reads it', () => {
  const attempts = [attempt(1_000, 3), attempt(9_000, 40.7)]
  expect(originOf({ ...untouched, attemptCount: 2, attempts })).toEqual({
    attemptCount: 2,
    at: 9_040,
    plannedAt: 5_000,
  })
})

it('an interrupted one that does not count leaves the due time', () => {
  expect(originOf({ ...untouched, attempts: [attempt(1_000, 3)] })).toEqual({
    attemptCount: 0,
    at: 5_000,
    plannedAt: 5_000,
  })
})
