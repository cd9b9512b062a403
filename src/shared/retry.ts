/**
 * Decides what follows an attempt. Pure, so that the engine and the window's preview give the same answer.
 * The rule: after failed attempt n wait entry n of the schedule; past its end the last entry repeats; an empty
 * schedule waits the cooldown; the delivery fails when attempt `maxAttempts` has failed (0 = never).
 */
import { parseDuration } from './durations.ts'
import type { RetryPolicy } from './model.ts'

/** The schedule and the count of surfly/webhook-dispatcher. */
export const defaultRetrySchedule = [
  '0s', '5s', '10s', '30s', '1m', '5m', '10m', '15m', '30m', '1h', '3h', '6h', '12h', '24h',
] // prettier-ignore
export const defaultMaxAttempts = 30
export const defaultCooldownMs = 60_000

/** A server may ask for a later attempt, at most this much later. */
export const longestRetryAfterMs = 24 * 3_600_000

export interface AttemptResult {
  statusCode: number | null
  /** The response's `Retry-After` header, if it had one. */
  retryAfter?: string | undefined
}

export interface PlanContext {
  policy: RetryPolicy
  cooldownMs: number
  /** 1-based number of the attempt that has just ended. */
  attemptNumber: number
  now: number
  /** The wait is longer or shorter by up to `percent`; `random` is from 0 to below 1, and one half changes nothing. */
  jitter?: { percent: number; random: number }
}

export type Plan =
  | { state: 'delivered' }
  | { state: 'failed' }
  | {
      state: 'retrying'
      nextAttemptAt: number
      waitMs: number
      /** What the schedule alone would have it wait; less where the server asked for more. */
      plannedWaitMs: number
    }

export function planNext(result: AttemptResult, context: PlanContext): Plan {
  const { statusCode } = result
  if (statusCode !== null && statusCode >= 200 && statusCode < 300) return { state: 'delivered' }
  if (statusCode === 410) return { state: 'failed' }
  const { maxAttempts } = context.policy
  if (maxAttempts > 0 && context.attemptNumber >= maxAttempts) return { state: 'failed' }
  const planned = jittered(
    waitAfter(context.attemptNumber, context.policy, context.cooldownMs),
    context.jitter,
  )
  const asked = statusCode === 429 || statusCode === 503 ? retryAfterMs(result.retryAfter, context.now) : 0
  const waitMs = Math.max(planned, asked)
  return {
    state: 'retrying',
    nextAttemptAt: context.now + waitMs,
    waitMs,
    plannedWaitMs: planned,
  }
}

function jittered(waitMs: number, jitter: PlanContext['jitter']): number {
  if (!jitter) return waitMs
  return Math.round(waitMs * (1 + (jitter.percent / 100) * (jitter.random * 2 - 1)))
}

/** The shortest and the longest that `planNext` makes of a wait with such a jitter, whatever chance says. */
export function waitBounds(waitMs: number, percent: number): { shortestMs: number; longestMs: number } {
  const at = (random: number): number => jittered(waitMs, { percent, random })
  return { shortestMs: at(0), longestMs: at(1) }
}

/** The wait after failed attempt `attemptNumber` (1-based). */
export function waitAfter(attemptNumber: number, policy: RetryPolicy, cooldownMs: number): number {
  const { retrySchedule } = policy
  const entry = retrySchedule[Math.min(attemptNumber, retrySchedule.length) - 1]
  if (entry === undefined) return cooldownMs
  const parsed = parseDuration(entry)
  // The command table refuses bad durations; a stored one that is bad all the same must not stop the queue.
  return parsed.ok ? parsed.ms : cooldownMs
}

/** Seconds (fractions rounded up) or an HTTP date, as RFC 9110 section 10.2.3 has it; what is neither counts as nothing. */
export function retryAfterMs(value: string | undefined, now: number): number {
  if (value === undefined) return 0
  const text = value.trim()
  const ms = /^\d+(\.\d+)?$/.test(text) ? Math.ceil(Number(text)) * 1_000 : httpDate(text) - now
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestRetryAfterMs) : 0
}

/**
 * `Date.parse` alone would also take "5" or "March 7", which are no HTTP dates, and the format of asctime, which names no
 * zone, as local time. All of them mean GMT (RFC 9110, section 5.6.7).
 */
function httpDate(text: string): number {
  if (!/^[A-Z][a-z]+,? .*\d{2}:\d{2}:\d{2}/.test(text)) return Number.NaN
  return Date.parse(/(?: \d{4}|:\d{2})$/.test(text) ? `${text} GMT` : text)
}

export interface PlannedAttempt {
  /** 1-based. */
  number: number
  at: number
  /** The wait before it; null for the first of the list when it is not the result of a failure. */
  waitMs: number | null
}

export interface PreviewInput {
  policy: RetryPolicy
  cooldownMs: number
  /** Number of the first attempt to show, 1-based. */
  firstNumber: number
  firstAt: number
  /** At most this many; schedules that never give up have no end. */
  limit: number
}

/** The attempts to come if every one fails at once: what the window draws. */
export function previewAttempts(input: PreviewInput): PlannedAttempt[] {
  const { policy, cooldownMs, firstNumber, limit } = input
  const last =
    policy.maxAttempts > 0 ? Math.min(policy.maxAttempts, firstNumber + limit - 1) : firstNumber + limit - 1
  const attempts: PlannedAttempt[] = []
  let at = input.firstAt
  for (let number = firstNumber; number <= last; number += 1) {
    const waitMs = number === firstNumber ? null : waitAfter(number - 1, policy, cooldownMs)
    at += waitMs ?? 0
    attempts.push({ number, at, waitMs })
  }
  return attempts
}
