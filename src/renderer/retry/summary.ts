/**
 * What a retry policy comes to, in one sentence: how often, over how long. Summed up from the same `waitAfter` that the
 * engine plans with, without listing up to 100,000 attempts. When it gives up is known of a delivery only; of a policy
 * alone it would be a time that runs with the clock.
 */
import type { RetryPolicy } from '../../shared/model.ts'
import { waitAfter } from '../../shared/retry.ts'
import { attemptsOf, type Course, lastOf, pointAt } from './course.ts'
import { span, spokenTime } from './times.ts'

/** From the first attempt to the last if every one fails at once; null when it never gives up. */
export function spanMs(policy: RetryPolicy, cooldownMs: number): number | null {
  if (policy.maxAttempts === 0) return null
  const waits = policy.maxAttempts - 1
  const listed = Math.min(waits, policy.retrySchedule.length)
  let total = 0
  for (let attempt = 1; attempt <= listed; attempt += 1) total += waitAfter(attempt, policy, cooldownMs)
  return total + (waits - listed) * waitAfter(waits, policy, cooldownMs)
}

/** `14 attempts over 2 d 3 h`. */
export function summary(policy: RetryPolicy, cooldownMs: number): string {
  if (policy.maxAttempts === 1) return '1 attempt, gives up at once when it fails'
  const total = spanMs(policy, cooldownMs)
  if (total === null) return endless(policy, cooldownMs)
  const attempts = `${policy.maxAttempts.toLocaleString('en')} attempts`
  return total === 0 ? `${attempts} without a pause, then gives up` : `${attempts} over ${span(total)}`
}

function endless(policy: RetryPolicy, cooldownMs: number): string {
  const listed = policy.retrySchedule.length
  const last = waitAfter(listed + 1, policy, cooldownMs)
  const pace = last === 0 ? 'without a pause' : `every ${span(last)}`
  return listed > 1
    ? `Never gives up: after attempt ${listed} it goes on ${pace}`
    : `Never gives up: tries ${pace}`
}

/** Epoch milliseconds. */
interface Clock {
  /** Of the course's left end. */
  originAt: number
  now: number
}

/** The same with the clock: of a policy alone as if its first attempt failed now. */
export function policySentence(course: Course, clock: Clock): string {
  const { policy, cooldownMs } = course.input
  const text = summary(policy, cooldownMs)
  const last = lastOf(course)
  if (!last || last.offsetMs === 0) return `${text}.`
  const jitter =
    last.earliestMs < last.latestMs ? ` (${span(last.earliestMs)} to ${span(last.latestMs)} with jitter)` : ''
  return `${text}${jitter}. If the first failed now, it would give up ${when(last.offsetMs, clock)}.`
}

/** `11 more attempts over 2 d 3 h, gives up on Wednesday 15:04.` Of a delivery, whose past attempts count. */
export function deliverySentence(course: Course, clock: Clock): string {
  const made = course.input.start?.attemptCount ?? 0
  const [first, last] = [pointAt(course, 0), lastOf(course)]
  if (!first) return `It has had ${attempts(made)} already: allow it more than that.`
  if (!last)
    return `Never gives up: attempt ${first.number} ${when(first.offsetMs, clock)}, and on until it is delivered.`
  const count = attemptsOf(course)
  const more =
    made === 0
      ? attempts(count)
      : `${count.toLocaleString('en')} more ${count === 1 ? 'attempt' : 'attempts'}`
  if (count === 1) return `${more}, ${when(first.offsetMs, clock)}; gives up if it fails.`
  const jitter = last.earliestMs < last.latestMs ? ' or so, as jitter has it' : ''
  return `${more} over ${span(last.offsetMs - first.offsetMs)}, gives up ${when(last.offsetMs, clock)}${jitter}.`
}

function attempts(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'attempt' : 'attempts'}`
}

function when(offsetMs: number, { originAt, now }: Clock): string {
  const time = spokenTime(originAt + offsetMs, now)
  if (time.startsWith('in ')) return time
  return /^\d\d:/.test(time) ? `at ${time}` : `on ${time}`
}
