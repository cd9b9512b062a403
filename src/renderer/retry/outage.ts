/**
 * What would have become of a delivery while its receiver was away: an attempt inside the outage fails, one outside is
 * delivered. Jitter leaves some of it to chance, so the answer is a range that holds whatever chance says.
 */
import { attemptsOf, type Course, courseOf, type CoursePoint, lastOf, placeAt, pointAt } from './course.ts'

/** From the origin of the course; the end is the first instant at which the receiver is back. */
export interface Outage {
  startMs: number
  endMs: number
}

type Bounds = readonly [least: number, most: number]

export type Fate =
  /** Its next attempt is made before the outage begins. */
  | { kind: 'before'; number: number }
  | { kind: 'delivered'; number: Bounds; afterMs: Bounds }
  /** Delivered or given up, as chance has it. */
  | { kind: 'unsure'; number: Bounds; afterMs: Bounds; neededAttempts: number | null }
  /** `shortMs`: from the last attempt to the end of the outage. */
  | { kind: 'givesUp'; number: number; shortMs: Bounds; neededAttempts: number | null }
  /** It tries without a pause and without end: delivered as soon as the receiver is back. */
  | { kind: 'atOnce' }

/** Null where no attempt is to come. */
export function fateIn(course: Course, { startMs, endMs }: Outage): Fate | null {
  const first = pointAt(course, 0)
  if (!first) return null
  if (first.offsetMs < startMs) return { kind: 'before', number: first.number }
  const least = placeAt(course, endMs, 'latestMs')
  const most = placeAt(course, endMs, 'earliestMs')
  const last = lastOf(course)
  // Without an end of attempts, only waits of nothing do not reach the end of an outage.
  if (!last && most === null) return { kind: 'atOnce' }
  if (least === null) {
    const { number, earliestMs, latestMs } = last ?? first
    const shortMs: Bounds = [endMs - latestMs, endMs - earliestMs]
    return { kind: 'givesUp', number, shortMs, neededAttempts: neededFor(course, endMs) }
  }
  const end = most ?? attemptsOf(course) - 1
  const number: Bounds = [numberAt(course, least), numberAt(course, end)]
  const afterMs = delays(course, [least, end], endMs)
  return most === null
    ? { kind: 'unsure', number, afterMs, neededAttempts: neededFor(course, endMs) }
    : { kind: 'delivered', number, afterMs }
}

/** The place of the attempt that is delivered if every wait is exactly as long as written; null where it is given up. */
export function deliveredPlace(course: Course, { startMs, endMs }: Outage): number | null {
  const first = pointAt(course, 0)
  return first && first.offsetMs < startMs ? 0 : placeAt(course, endMs)
}

/** How long after the end of the outage one of the attempts from place `least` to `most` is delivered. */
function delays(course: Course, [least, most]: Bounds, endMs: number): Bounds {
  const listed = course.points.slice(least, most + 1)
  const last = pointAt(course, most)
  // Of attempts with the same wait the last one bounds the others.
  const candidates = last ? [...listed, last] : listed
  const latestMs = Math.max(...candidates.map((point) => latestAfter(course, point, endMs)))
  const earliestMs = Math.max(endMs, pointAt(course, least)?.earliestMs ?? endMs)
  return [earliestMs - endMs, latestMs - endMs]
}

/** The attempt before it failed inside the outage, so it comes at most its wait after the end. */
function latestAfter({ points, repeat }: Course, point: CoursePoint, endMs: number): number {
  const index = points.indexOf(point)
  if (index === 0) return point.latestMs
  const before = points[index - 1]
  const longestMs = index > 0 && before ? point.latestMs - before.latestMs : repeat.longestMs
  return Math.min(point.latestMs, endMs - 1 + longestMs)
}

function numberAt(course: Course, place: number): number {
  return pointAt(course, place)?.number ?? 0
}

/** Attempts at most with which it is delivered in any case; null where no number of them is enough. */
function neededFor(course: Course, endMs: number): number | null {
  const { policy } = course.input
  const endless = courseOf({ ...course.input, policy: { ...policy, maxAttempts: 0 } })
  const place = placeAt(endless, endMs, 'earliestMs')
  return place === null ? null : numberAt(endless, place)
}
