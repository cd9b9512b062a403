import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courseOf } from '../../../src/renderer/retry/course.ts'
import { deliveredPlace, fateIn, type Outage } from '../../../src/renderer/retry/outage.ts'
import { formatDuration } from '../../../src/shared/durations.ts'
import type { RetryPolicy } from '../../../src/shared/model.ts'
import { planNext } from '../../../src/shared/retry.ts'

const cooldownMs = 60_000
const minute = 60_000
const hour = 60 * minute

function fate(policy: RetryPolicy, outage: Outage, jitterPercent = 0) {
  return fateIn(courseOf({ policy, cooldownMs, jitterPercent }), outage)
}

describe('without jitter', () => {
  const policy = { retrySchedule: ['1m', '10m', '1h'], maxAttempts: 6 }

  it('the first attempt after the outage is delivered', () => {
    expect(fate(policy, { startMs: 0, endMs: 2 * minute })).toEqual({
      kind: 'delivered',
      number: [3, 3],
      afterMs: [9 * minute, 9 * minute],
    })
  })

  it('the end belongs to it no more', () => {
    expect(fate(policy, { startMs: 0, endMs: minute })).toMatchObject({ number: [2, 2], afterMs: [0, 0] })
  })

  it('it may be an attempt that only repeats', () => {
    expect(fate(policy, { startMs: 0, endMs: 2 * hour })).toMatchObject({ kind: 'delivered', number: [5, 5] })
  })

  it('gives up before the end, and says what would have been enough', () => {
    expect(fate(policy, { startMs: 0, endMs: 10 * hour })).toEqual({
      kind: 'givesUp',
      number: 6,
      shortMs: [10 * hour - (3 * hour + 11 * minute), 10 * hour - (3 * hour + 11 * minute)],
      neededAttempts: 13,
    })
  })

  it('an outage that begins later does not touch the first attempt', () => {
    expect(fate(policy, { startMs: 5, endMs: hour })).toEqual({ kind: 'before', number: 1 })
  })

  it('tries without a pause: delivered at once where it never gives up, else never', () => {
    expect(fate({ retrySchedule: ['0s'], maxAttempts: 0 }, { startMs: 0, endMs: hour })).toEqual({
      kind: 'atOnce',
    })
    expect(fate({ retrySchedule: ['0s'], maxAttempts: 9 }, { startMs: 0, endMs: hour })).toMatchObject({
      kind: 'givesUp',
      neededAttempts: null,
    })
  })
})

interface Case {
  policy: RetryPolicy
  percent: number
  endMs: number
  attemptCount: number
  seed: number[]
}

const cases: fc.Arbitrary<Case> = fc.record({
  policy: fc.record({
    retrySchedule: fc.array(fc.integer({ min: 1, max: 4 * hour }).map(formatDuration), { maxLength: 8 }),
    maxAttempts: fc.integer({ min: 1, max: 20 }),
  }),
  percent: fc.integer({ min: 0, max: 50 }),
  endMs: fc.integer({ min: 1, max: 20 * hour }),
  attemptCount: fc.integer({ min: 0, max: 12 }),
  seed: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: 30,
    maxLength: 30,
  }),
})

/** What the engine's own rule makes of it, attempt by attempt, with this chance. */
function lived({ policy, percent, endMs, seed }: Case) {
  let now = 0
  for (let attemptNumber = 1; ; attemptNumber += 1) {
    const statusCode = now < endMs ? 500 : 200
    const jitter = { percent, random: seed[attemptNumber] ?? 0.5 }
    const plan = planNext({ statusCode }, { policy, cooldownMs, attemptNumber, now, jitter })
    if (plan.state === 'delivered') return { kind: plan.state, number: attemptNumber, afterMs: now - endMs }
    if (plan.state === 'failed') return { kind: 'givesUp' as const, number: attemptNumber }
    now = plan.nextAttemptAt
  }
}

it('whatever chance says, it becomes what was foretold', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const told = fate(one.policy, { startMs: 0, endMs: one.endMs }, one.percent)
      const happened = lived(one)
      if (happened.kind === 'givesUp') {
        expect(['givesUp', 'unsure']).toContain(told?.kind)
        return
      }
      if (told?.kind !== 'delivered' && told?.kind !== 'unsure') throw new Error(`foretold ${told?.kind}`)
      expect(happened.number).toBeGreaterThanOrEqual(told.number[0])
      expect(happened.number).toBeLessThanOrEqual(told.number[1])
      expect(happened.afterMs).toBeGreaterThanOrEqual(told.afterMs[0])
      expect(happened.afterMs).toBeLessThanOrEqual(told.afterMs[1])
    }),
    { numRuns: 500 },
  )
})

it('the attempts that it says are needed are enough, and one less may not be', () => {
  fc.assert(
    fc.property(cases, ({ policy, percent, endMs }) => {
      const outage = { startMs: 0, endMs }
      const told = fate(policy, outage, percent)
      if (told?.kind !== 'givesUp' && told?.kind !== 'unsure') return
      const needed = told.neededAttempts ?? 0
      expect(fate({ ...policy, maxAttempts: needed }, outage, percent)).toMatchObject({ kind: 'delivered' })
      expect(fate({ ...policy, maxAttempts: needed - 1 }, outage, percent)?.kind).not.toBe('delivered')
    }),
  )
})

it('the attempt that is marked is one of those that may be delivered', () => {
  fc.assert(
    fc.property(cases, ({ policy, percent, endMs, attemptCount }) => {
      const start = { attemptCount, notBeforeMs: 0 }
      const course = courseOf({ policy, cooldownMs, jitterPercent: percent, start })
      const outage = { startMs: 0, endMs }
      const told = fateIn(course, outage)
      const place = deliveredPlace(course, outage)
      if (told?.kind === 'givesUp' || told === null) expect(place).toBeNull()
      if (told?.kind === 'delivered') {
        const number = attemptCount + 1 + (place ?? Number.NaN)
        expect(number).toBeGreaterThanOrEqual(told.number[0])
        expect(number).toBeLessThanOrEqual(told.number[1])
      }
    }),
  )
})
