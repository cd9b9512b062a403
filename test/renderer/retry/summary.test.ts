import { describe, expect, it } from 'vitest'
import { courseOf, type CourseInput } from '../../../src/renderer/retry/course.ts'
import { deliverySentence, policySentence, spanMs, summary } from '../../../src/renderer/retry/summary.ts'
import { defaultRetrySchedule, previewAttempts } from '../../../src/shared/retry.ts'

const now = new Date(2026, 10, 24, 14, 3, 10).getTime()
const cooldownMs = 60_000

describe('the summary of a schedule', () => {
  it('says how often and over how long', () => {
    const policy = { retrySchedule: defaultRetrySchedule, maxAttempts: 14 }
    expect(summary(policy, cooldownMs)).toBe('14 attempts over 23 h 2 min')
  })

  it('has words for one attempt, no pause, no end', () => {
    expect(summary({ retrySchedule: ['5s'], maxAttempts: 1 }, cooldownMs)).toBe(
      '1 attempt, gives up at once when it fails',
    )
    expect(summary({ retrySchedule: ['0s'], maxAttempts: 3 }, cooldownMs)).toBe(
      '3 attempts without a pause, then gives up',
    )
    expect(summary({ retrySchedule: ['5s', '1h'], maxAttempts: 0 }, cooldownMs)).toBe(
      'Never gives up: after attempt 2 it goes on every 1 h',
    )
    expect(summary({ retrySchedule: [], maxAttempts: 0 }, cooldownMs)).toBe(
      'Never gives up: tries every 1 min',
    )
  })
})

const sentences = (input: Partial<CourseInput>, originAt = now) => {
  const policy = { retrySchedule: defaultRetrySchedule, maxAttempts: 14 }
  const course = courseOf({ policy, cooldownMs, jitterPercent: 0, ...input })
  return {
    policy: policySentence(course, { originAt, now }),
    delivery: deliverySentence(course, { originAt, now }),
  }
}

describe('the sentence of a policy alone', () => {
  it('has a clock time only as if it failed now', () => {
    expect(sentences({}).policy).toBe(
      '14 attempts over 23 h 2 min. If the first failed now, it would give up on Wednesday 13:04.',
    )
    expect(sentences({ policy: { retrySchedule: ['5s', '5s'], maxAttempts: 3 } }).policy).toBe(
      '3 attempts over 10 s. If the first failed now, it would give up at 14:03:20.',
    )
  })

  it('says how far jitter moves the end', () => {
    const policy = { retrySchedule: ['1h'], maxAttempts: 3 }
    expect(sentences({ policy, jitterPercent: 10 }).policy).toContain(
      'over 2 h (1 h 48 min to 2 h 12 min with jitter).',
    )
  })

  it('does not break on a schedule that no calendar holds', () => {
    const policy = { retrySchedule: ['87600h'], maxAttempts: 100_000 }
    expect(sentences({ policy }).policy).toMatch(/give up in [\d,]+ years\.$/)
  })

  it('has no end where there is none', () => {
    expect(sentences({ policy: { retrySchedule: ['1h'], maxAttempts: 0 } }).policy).toBe(
      'Never gives up: tries every 1 h.',
    )
  })
})

describe('the sentence of a delivery', () => {
  const after = (attemptCount: number, policy: CourseInput['policy']) =>
    sentences({ policy, start: { attemptCount, notBeforeMs: 0 } }).delivery

  it('counts the attempts that were made', () => {
    expect(after(11, { retrySchedule: defaultRetrySchedule, maxAttempts: 14 })).toBe(
      '3 more attempts over 18 h, gives up on Wednesday 11:03.',
    )
    expect(after(0, { retrySchedule: ['1m'], maxAttempts: 3 })).toBe(
      '3 attempts over 2 min, gives up at 14:05:10.',
    )
  })

  it('has words for the last one, none left, no end', () => {
    expect(after(2, { retrySchedule: ['1m'], maxAttempts: 3 })).toBe(
      '1 more attempt, at 14:04:10; gives up if it fails.',
    )
    expect(after(3, { retrySchedule: ['1m'], maxAttempts: 3 })).toBe(
      'It has had 3 attempts already: allow it more than that.',
    )
    expect(after(3, { retrySchedule: ['1m'], maxAttempts: 0 })).toBe(
      'Never gives up: attempt 4 at 14:04:10, and on until it is delivered.',
    )
  })
})

it.each([
  [defaultRetrySchedule, 30],
  [['5s', '30s'], 2],
  [['5s', '30s'], 3],
  [['5s'], 40],
  [[], 4],
])('sums up to what the engine would plan: %j, %d attempts', (retrySchedule, maxAttempts) => {
  const policy = { retrySchedule, maxAttempts }
  const planned = previewAttempts({ policy, cooldownMs: 60_000, firstNumber: 1, firstAt: 0, limit: 1_000 })
  expect(spanMs(policy, 60_000)).toBe(planned.at(-1)?.at)
})
