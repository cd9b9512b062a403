import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RetryPolicy } from '../../src/shared/model.ts'
import {
  defaultMaxAttempts,
  defaultRetrySchedule,
  longestRetryAfterMs,
  planNext,
  previewAttempts,
  retryAfterMs,
  waitAfter,
} from '../../src/shared/retry.ts'

const now = Date.UTC(2026, 0, 1)
const plan = (attemptNumber: number, policy: RetryPolicy, statusCode: number | null = 500) =>
  planNext({ statusCode }, { policy, cooldownMs: 60_000, attemptNumber, now })

describe('planNext', () => {
  it('waits entry n after failed attempt n, and the last entry past the end', () => {
    const waits = [1, 2, 3, 4, 5].map((number) => {
      const next = plan(number, { retrySchedule: ['1s', '2s', '3s'], maxAttempts: 0 })
      return next.state === 'retrying' ? next.waitMs : next.state
    })
    expect(waits).toEqual([1_000, 2_000, 3_000, 3_000, 3_000])
  })

  it('waits the cooldown where the schedule is empty', () => {
    expect(plan(1, { retrySchedule: [], maxAttempts: 0 })).toEqual({
      state: 'retrying',
      nextAttemptAt: now + 60_000,
      waitMs: 60_000,
      plannedWaitMs: 60_000,
    })
  })

  it('fails when attempt max_attempts has failed, and never with 0', () => {
    expect(plan(2, { retrySchedule: ['1s'], maxAttempts: 3 }).state).toBe('retrying')
    expect(plan(3, { retrySchedule: ['1s'], maxAttempts: 3 }).state).toBe('failed')
    expect(plan(4, { retrySchedule: ['1s'], maxAttempts: 3 }).state).toBe('failed')
    expect(plan(1_000_000, { retrySchedule: ['1s'], maxAttempts: 0 }).state).toBe('retrying')
  })

  it.each([200, 201, 202, 204, 299])('takes %d as delivered', (statusCode) => {
    expect(plan(1, { retrySchedule: [], maxAttempts: 1 }, statusCode).state).toBe('delivered')
  })

  it.each([null, 100, 199, 300, 301, 302, 307, 400, 404, 429, 500, 503])(
    'takes %s as a failure',
    (statusCode) => {
      expect(plan(1, { retrySchedule: ['1s'], maxAttempts: 2 }, statusCode).state).toBe('retrying')
    },
  )

  it('gives up at once on 410 Gone', () => {
    expect(plan(1, { retrySchedule: ['1s'], maxAttempts: 0 }, 410)).toEqual({ state: 'failed' })
  })

  it('is moved later by Retry-After on 429 and 503, never earlier, and not on other codes', () => {
    const asked = (statusCode: number, retryAfter: string, entry: string) =>
      planNext(
        { statusCode, retryAfter },
        { policy: { retrySchedule: [entry], maxAttempts: 0 }, cooldownMs: 0, attemptNumber: 1, now },
      )
    expect(asked(503, '120', '5s')).toMatchObject({ waitMs: 120_000, plannedWaitMs: 5_000 })
    expect(asked(429, '120', '5m')).toMatchObject({ waitMs: 300_000, plannedWaitMs: 300_000 })
    expect(asked(500, '120', '5s')).toMatchObject({ waitMs: 5_000, plannedWaitMs: 5_000 })
  })
})

interface Failure {
  statusCode: number | null
  retryAfter: string | undefined
  retrySchedule: string[]
  attemptNumber: number
  jitter: { percent: number; random: number }
}

describe('the plan after a failure', () => {
  const waits = fc.array(fc.constantFrom('0s', '1ms', '3s', '5m', '24h'), { maxLength: 6 })
  const asked = fc.oneof(
    fc.constant(undefined),
    fc.nat(200_000).map(String),
    fc
      .integer({ min: -500_000, max: 500_000 })
      .map((seconds) => new Date(now + seconds * 1_000).toUTCString()),
    fc.string(),
  )
  const jitter = fc.record({
    percent: fc.integer({ min: 0, max: 50 }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  const input: fc.Arbitrary<Failure> = fc.record({
    statusCode: fc.constantFrom(null, 400, 429, 500, 503),
    retryAfter: asked,
    retrySchedule: waits,
    attemptNumber: fc.integer({ min: 1, max: 40 }),
    jitter,
  })
  const next = (one: Failure, at = now) => {
    const { statusCode, retryAfter, retrySchedule, ...rest } = one
    const plan = planNext(
      { statusCode, retryAfter },
      { policy: { retrySchedule, maxAttempts: 0 }, cooldownMs: 60_000, now: at, ...rest },
    )
    if (plan.state !== 'retrying') throw new Error('not retrying')
    return plan
  }

  it('is never earlier than now, nor later than schedule, jitter and the longest Retry-After allow', () => {
    fc.assert(
      fc.property(input, (one) => {
        const { nextAttemptAt, waitMs } = next(one)
        const planned = waitAfter(
          one.attemptNumber,
          { retrySchedule: one.retrySchedule, maxAttempts: 0 },
          60_000,
        )
        expect(nextAttemptAt).toBe(now + waitMs)
        expect(waitMs).toBeGreaterThanOrEqual(Math.floor(planned * (1 - one.jitter.percent / 100)))
        expect(waitMs).toBeLessThanOrEqual(
          Math.max(Math.ceil(planned * (1 + one.jitter.percent / 100)), longestRetryAfterMs),
        )
        expect(Number.isInteger(waitMs)).toBe(true)
      }),
    )
  })

  it('comes later the later the attempt ended, the more chance says, and the more the server asks', () => {
    fc.assert(
      fc.property(input, fc.nat(1_000_000), (one, more) => {
        expect(next({ ...one, retryAfter: undefined }, now + more).nextAttemptAt).toBe(
          next({ ...one, retryAfter: undefined }).nextAttemptAt + more,
        )
        const longer = { ...one, jitter: { ...one.jitter, random: (one.jitter.random + 1) / 2 } }
        expect(next(longer).waitMs).toBeGreaterThanOrEqual(next(one).waitMs)
        const seconds = retryAfterMs(one.retryAfter, now) / 1_000
        const later = { ...one, retryAfter: String(seconds + more) }
        expect(next(later).waitMs).toBeGreaterThanOrEqual(next(one).waitMs)
      }),
    )
  })

  it('is exact without jitter, and with a chance of one half', () => {
    fc.assert(
      fc.property(input, (one) => {
        const exact = waitAfter(
          one.attemptNumber,
          { retrySchedule: one.retrySchedule, maxAttempts: 0 },
          60_000,
        )
        const plain = { ...one, retryAfter: undefined }
        expect(next({ ...plain, jitter: { percent: 0, random: one.jitter.random } }).waitMs).toBe(exact)
        expect(next({ ...plain, jitter: { percent: 50, random: 0.5 } }).waitMs).toBe(exact)
      }),
    )
  })

  it('of a schedule that grows never comes sooner after a later attempt', () => {
    const growing = ['0s', '1s', '5s', '1m', '1h']
    for (let number = 1; number < 20; number += 1) {
      const policy = { retrySchedule: growing, maxAttempts: 0 }
      expect(waitAfter(number + 1, policy, 0)).toBeGreaterThanOrEqual(waitAfter(number, policy, 0))
    }
  })
})

describe('retryAfterMs', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['120.1', 121_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['99999999', longestRetryAfterMs],
    ['soon', 0],
    ['-5', 0],
    ['March 7', 0],
    ['', 0],
  ])('reads %j as %d ms', (value, expected) => {
    expect(retryAfterMs(value, now)).toBe(expected)
  })

  it.each(['UTC', 'America/New_York', 'Asia/Kolkata'])(
    'means GMT by every format of a date, in %s',
    (zone) => {
      const before = process.env['TZ']
      process.env['TZ'] = zone
      try {
        for (const text of [
          'Thu, 01 Jan 2026 00:01:00 GMT',
          'Thursday, 01-Jan-26 00:01:00 GMT',
          'Thu Jan  1 00:01:00 2026',
        ]) {
          expect(retryAfterMs(text, now), text).toBe(60_000)
        }
      } finally {
        if (before === undefined) delete process.env['TZ']
        else process.env['TZ'] = before
      }
    },
  )

  it('never throws and stays within its bounds', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const ms = retryAfterMs(value, now)
        return ms >= 0 && ms <= longestRetryAfterMs
      }),
    )
  })
})

describe('the preview', () => {
  it('shows the attempts that the planner would make', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('0s', '1s', '5m', '24h'), { maxLength: 6 }),
        fc.integer({ min: 1, max: 12 }),
        (retrySchedule, maxAttempts) => {
          const policy = { retrySchedule, maxAttempts }
          const planned = previewAttempts({
            policy,
            cooldownMs: 60_000,
            firstNumber: 1,
            firstAt: now,
            limit: 100,
          })
          let at = now
          const simulated = [at]
          for (let number = 1; ; number += 1) {
            const next = planNext(
              { statusCode: 500 },
              { policy, cooldownMs: 60_000, attemptNumber: number, now: at },
            )
            if (next.state !== 'retrying') break
            at = next.nextAttemptAt
            simulated.push(at)
          }
          expect(planned.map((attempt) => attempt.at)).toEqual(simulated)
        },
      ),
    )
  })

  it('has the 30 attempts of the default policy, about 17 days', () => {
    const policy = { retrySchedule: defaultRetrySchedule, maxAttempts: defaultMaxAttempts }
    const planned = previewAttempts({ policy, cooldownMs: 0, firstNumber: 1, firstAt: 0, limit: 100 })
    expect(planned).toHaveLength(30)
    // 0 s + 5 s + 10 s + 30 s + 1 m + 5 m + 10 m + 15 m + 30 m + 1 h + 3 h + 6 h + 12 h, then 24 h sixteen times.
    expect(planned.at(-1)?.at).toBe((45 + 61 * 60 + 22 * 3_600) * 1_000 + 16 * 86_400_000)
  })
})
