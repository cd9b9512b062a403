import { describe, expect, it } from 'vitest'
import { spanMs, summary } from '../../../src/renderer/retry/summary.ts'
import { defaultRetrySchedule, previewAttempts } from '../../../src/shared/retry.ts'

const now = new Date(2026, 10, 24, 14, 3, 10).getTime()
const context = { cooldownMs: 60_000, now }

describe('the summary of a schedule', () => {
  it('says how often, over how long and until when', () => {
    const policy = { retrySchedule: defaultRetrySchedule, maxAttempts: 14 }
    expect(summary(policy, context)).toBe('14 attempts over 23 h 2 min, gives up on Wednesday 13:04')
  })

  it('names the time of day when it ends today', () => {
    expect(summary({ retrySchedule: ['5s', '5s'], maxAttempts: 3 }, context)).toBe(
      '3 attempts over 10 s, gives up at 14:03:20',
    )
  })

  it('has words for one attempt, no pause, no end', () => {
    expect(summary({ retrySchedule: ['5s'], maxAttempts: 1 }, context)).toBe(
      '1 attempt, gives up at once when it fails',
    )
    expect(summary({ retrySchedule: ['0s'], maxAttempts: 3 }, context)).toBe(
      '3 attempts without a pause, then gives up',
    )
    expect(summary({ retrySchedule: ['5s', '1h'], maxAttempts: 0 }, context)).toBe(
      'Never gives up: after attempt 2 it goes on every 1 h',
    )
    expect(summary({ retrySchedule: [], maxAttempts: 0 }, context)).toBe('Never gives up: tries every 1 min')
  })

  it('does not break on a schedule that no calendar holds', () => {
    expect(summary({ retrySchedule: ['87600h'], maxAttempts: 100_000 }, context)).toMatch(
      /gives up in [\d,]+ years$/,
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
