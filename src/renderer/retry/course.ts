/**
 * The attempts that a policy leads to if every one fails at once, counted from an origin: the first attempt, or the end
 * of the latest one that failed. Attempts that have a wait of their own are listed; what repeats after them is a number,
 * so that 100,000 attempts cost as much as ten. The waits are those of `shared/retry.ts`, jitter included.
 */
import type { RetryPolicy } from '../../shared/model.ts'
import { waitAfter, waitBounds } from '../../shared/retry.ts'

/** Where a delivery stands; without one the policy is looked at from its first attempt. */
export interface CourseStart {
  /** Attempts that were made. */
  attemptCount: number
  /** No attempt earlier than this after the origin: the wait may be over already. */
  notBeforeMs: number
  /** When the next attempt is due, where a person has said so; null: as the schedule says. */
  nextMs?: number | null
  /** When it is planned at the moment, which an edit of its wait replaces; null: as the schedule says. */
  plannedMs?: number | null
}

export interface CourseInput {
  policy: RetryPolicy
  cooldownMs: number
  /** 0 to 50. */
  jitterPercent: number
  start?: CourseStart | undefined
}

export interface CoursePoint {
  /** Of the attempt, 1-based. */
  number: number
  /** From the origin, as every other instant here; without jitter. */
  offsetMs: number
  /** With every wait as short, and as long, as jitter can make it. */
  earliestMs: number
  latestMs: number
  /** The wait before it; null for a first attempt. */
  waitMs: number | null
  /** The entry of the schedule that moves it: its wait, where it is the first that waits so; null otherwise. */
  entry: number | null
}

interface Repeat {
  waitMs: number
  shortestMs: number
  longestMs: number
  /** Attempts after the listed ones; infinite where it never gives up. */
  count: number
}

export interface Course {
  points: CoursePoint[]
  repeat: Repeat
  /** What it was made of. */
  input: CourseInput
}

const untouched: CourseStart = { attemptCount: 0, notBeforeMs: 0 }

export function courseOf(input: CourseInput): Course {
  const { policy, cooldownMs, jitterPercent, start = untouched } = input
  const { retrySchedule, maxAttempts } = policy
  const most = maxAttempts === 0 ? Number.POSITIVE_INFINITY : maxAttempts
  const { attemptCount } = start
  const points: CoursePoint[] = []
  const lastListed = Math.min(most, Math.max(retrySchedule.length, attemptCount) + 1)
  for (let number = attemptCount + 1; number <= lastListed; number += 1) {
    const previous = points.at(-1)
    points.push(previous ? after(previous, input) : firstPoint(input, start))
  }
  const waitMs = waitAfter(retrySchedule.length + 1, policy, cooldownMs)
  const count = Math.max(0, most - attemptCount - points.length)
  return { points, repeat: { waitMs, ...waitBounds(waitMs, jitterPercent), count }, input }
}

/** The time of the next attempt stands already; jitter has no part in it. */
function firstPoint(
  { policy, cooldownMs }: CourseInput,
  { attemptCount, notBeforeMs, nextMs = null, plannedMs = null }: CourseStart,
): CoursePoint {
  const { length } = policy.retrySchedule
  if (attemptCount === 0) {
    return { number: 1, offsetMs: 0, earliestMs: 0, latestMs: 0, waitMs: null, entry: null }
  }
  const waitMs = nextMs ?? plannedMs ?? waitAfter(attemptCount, policy, cooldownMs)
  const offsetMs = Math.max(waitMs, notBeforeMs)
  const entry = length === 0 || nextMs !== null ? null : Math.min(attemptCount, length) - 1
  return { number: attemptCount + 1, offsetMs, earliestMs: offsetMs, latestMs: offsetMs, waitMs, entry }
}

function after(previous: CoursePoint, { policy, cooldownMs, jitterPercent }: CourseInput): CoursePoint {
  const waitMs = waitAfter(previous.number, policy, cooldownMs)
  const { shortestMs, longestMs } = waitBounds(waitMs, jitterPercent)
  return {
    number: previous.number + 1,
    offsetMs: previous.offsetMs + waitMs,
    earliestMs: previous.earliestMs + shortestMs,
    latestMs: previous.latestMs + longestMs,
    waitMs,
    entry: previous.number - 1,
  }
}

/** How many attempts are to come; infinite where it never gives up. */
export function attemptsOf({ points, repeat }: Course): number {
  return points.length + repeat.count
}

/** The attempt at a 0-based place; null where there is none. */
export function pointAt({ points, repeat }: Course, index: number): CoursePoint | null {
  const listed = points[index]
  const last = points.at(-1)
  if (listed || !last) return listed ?? null
  const times = index - points.length + 1
  if (index < 0 || times > repeat.count) return null
  return {
    number: last.number + times,
    offsetMs: last.offsetMs + times * repeat.waitMs,
    earliestMs: last.earliestMs + times * repeat.shortestMs,
    latestMs: last.latestMs + times * repeat.longestMs,
    waitMs: repeat.waitMs,
    entry: null,
  }
}

/** The attempt after which it gives up; null where it never does, or no attempt is to come. */
export function lastOf(course: Course): CoursePoint | null {
  return Number.isFinite(course.repeat.count) ? pointAt(course, attemptsOf(course) - 1) : null
}

/** The place of the first attempt at `ms` or later, by one of its times; null where none comes so late. */
export function placeAt(
  course: Course,
  ms: number,
  by: 'offsetMs' | 'earliestMs' | 'latestMs' = 'offsetMs',
): number | null {
  const { points, repeat } = course
  const listed = points.findIndex((point) => point[by] >= ms)
  const last = points.at(-1)
  if (listed >= 0 || !last) return listed < 0 ? null : listed
  const step = { offsetMs: repeat.waitMs, earliestMs: repeat.shortestMs, latestMs: repeat.longestMs }[by]
  if (step === 0) return null
  const times = Math.ceil((ms - last[by]) / step)
  return times > repeat.count ? null : points.length - 1 + times
}
