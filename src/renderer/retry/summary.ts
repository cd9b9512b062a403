/**
 * What a retry policy comes to, in one sentence: how often, over how long, until when. Summed up from the same
 * `waitAfter` that the engine plans with, without listing up to 100,000 attempts.
 */
import type { RetryPolicy } from '../../shared/model.ts'
import { waitAfter } from '../../shared/retry.ts'
import { span, spokenTime } from './times.ts'

export interface SummaryContext {
  cooldownMs: number
  /** When the first attempt would be made. */
  now: number
}

/** From the first attempt to the last if every one fails at once; null when it never gives up. */
export function spanMs(policy: RetryPolicy, cooldownMs: number): number | null {
  if (policy.maxAttempts === 0) return null
  const waits = policy.maxAttempts - 1
  const listed = Math.min(waits, policy.retrySchedule.length)
  let total = 0
  for (let attempt = 1; attempt <= listed; attempt += 1) total += waitAfter(attempt, policy, cooldownMs)
  return total + (waits - listed) * waitAfter(waits, policy, cooldownMs)
}

/** `14 attempts over 2 d 3 h, gives up on Wednesday 15:04`. */
export function summary(policy: RetryPolicy, context: SummaryContext): string {
  if (policy.maxAttempts === 1) return '1 attempt, gives up at once when it fails'
  const total = spanMs(policy, context.cooldownMs)
  if (total === null) return endless(policy, context.cooldownMs)
  const attempts = `${policy.maxAttempts.toLocaleString('en')} attempts`
  if (total === 0) return `${attempts} without a pause, then gives up`
  return `${attempts} over ${span(total)}, gives up ${when(context.now + total, context.now)}`
}

function endless(policy: RetryPolicy, cooldownMs: number): string {
  const listed = policy.retrySchedule.length
  const last = waitAfter(listed + 1, policy, cooldownMs)
  const pace = last === 0 ? 'without a pause' : `every ${span(last)}`
  return listed > 1
    ? `Never gives up: after attempt ${listed} it goes on ${pace}`
    : `Never gives up: tries ${pace}`
}

function when(at: number, now: number): string {
  const time = spokenTime(at, now)
  if (time.startsWith('in ')) return time
  return /^\d\d:/.test(time) ? `at ${time}` : `on ${time}`
}
