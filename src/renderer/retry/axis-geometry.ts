/**
 * What the time axis draws, as shares of its width: every attempt that has a wait of its own, of the repeated ones those
 * that can be told apart, and of the clock times those that do not stand on each other. Pure, and never more work than
 * there are pixels.
 */
import { attemptsOf, type Course, type CoursePoint, lastOf, pointAt } from './course.ts'
import { axisPosition, axisTime } from './time-axis.ts'

/** A course that ends at once still has an axis to drag on. */
const shortestAxisMs = 10_000
/** Room behind the last attempt, to drag it later: on a logarithmic axis a tenth is much. */
const headroom = 1.12
/** Of a course without end so many repeats are drawn. */
const shownRepeats = 6
/** Marks nearer to each other are one. */
const leastGapPixels = 5
/** Of a digit at the size of the labels, with a little room. */
const digitPixels = 6.4
const gapPixels = 10

/** How far the axis reaches, from the origin. */
export function axisEnd(course: Course, alsoMs = 0): number {
  const last =
    lastOf(course) ?? pointAt(course, course.points.length - 1 + shownRepeats) ?? course.points.at(-1)
  return axisTime(headroom, Math.max(shortestAxisMs, last?.latestMs ?? 0, alsoMs))
}

export interface AxisMark {
  point: CoursePoint
  /** 0-based, in the course. */
  place: number
  position: number
}

/** The listed attempts, and of the repeated ones those that lie apart; `shown` is among them wherever it lies. */
export function axisMarks(
  course: Course,
  axis: { endMs: number; width: number; shown?: number | null },
): AxisMark[] {
  const { points, repeat } = course
  const mark = (point: CoursePoint, place: number): AxisMark => ({
    point,
    place,
    position: axisPosition(point.offsetMs, axis.endMs),
  })
  const marks = points.map(mark)
  const last = points.at(-1)
  if (last) {
    for (const place of repeatPlaces(course, axis)) {
      const point = pointAt(course, place)
      if (point) marks.push(mark(point, place))
    }
  }
  const wanted = [axis.shown ?? null, Number.isFinite(repeat.count) ? attemptsOf(course) - 1 : null]
  for (const place of wanted) {
    const point = place === null ? null : pointAt(course, place)
    if (place === null || !point || marks.some((each) => each.place === place)) continue
    marks.push(mark(point, place))
  }
  return marks.toSorted((one, other) => one.place - other.place)
}

function* repeatPlaces({ points, repeat }: Course, { endMs, width }: { endMs: number; width: number }) {
  const start = points.at(-1)
  if (!start || repeat.waitMs === 0) return
  const gap = leastGapPixels / Math.max(width, 1)
  let times = 1
  while (times <= repeat.count) {
    const position = axisPosition(start.offsetMs + times * repeat.waitMs, endMs)
    if (position > 1) return
    yield points.length - 1 + times
    const apartMs = axisTime(position + gap, endMs)
    times = Math.max(times + 1, Math.ceil((apartMs - start.offsetMs) / repeat.waitMs))
  }
}

export interface AxisLabel {
  place: number
  text: string
  /** Of its left edge, in pixels. */
  left: number
}

interface Wanted {
  place: number
  position: number
  text: string
}

/** As many of the texts as fit side by side under their marks, the first ones first. */
export function axisLabels(wanted: readonly Wanted[], width: number): AxisLabel[] {
  const taken: { left: number; right: number }[] = []
  const labels: AxisLabel[] = []
  for (const { place, position, text } of wanted) {
    const size = text.length * digitPixels
    const left = Math.min(Math.max(0, position * width - size / 2), Math.max(0, width - size))
    const right = left + size
    if (taken.some((other) => left < other.right + gapPixels && right + gapPixels > other.left)) continue
    taken.push({ left, right })
    labels.push({ place, text, left })
  }
  return labels
}
