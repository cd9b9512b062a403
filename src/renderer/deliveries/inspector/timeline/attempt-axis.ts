/**
 * Where attempts lie on one axis from the first to the last one planned. Each gap between two of them has a width of its
 * own that grows with its logarithm: a burst of milliseconds stays apart, and a wait of a day leaves room for the others.
 */
import type { Attempt } from '../../../../shared/model.ts'
import type { PlannedAttempt } from '../../../../shared/retry.ts'
import { span } from '../../../retry/times.ts'
import { clockTime, countdownText } from '../../format.ts'

/** A gap of this much or less is as wide as none. */
const kneeMs = 10

/** Positions from 0 to 1 of instants in order; a single one lies at the begin. */
export function axisPositions(instants: readonly number[]): number[] {
  const widths = instants.map((at, index) => (index === 0 ? 0 : gapWidth(at - (instants[index - 1] ?? at))))
  const whole = widths.reduce((sum, width) => sum + width, 0)
  let sum = 0
  return widths.map((width) => {
    sum += width
    return whole === 0 ? 0 : sum / whole
  })
}

/** 1 for none, 3 for a second, 5 for a minute, 8 for a day. */
function gapWidth(ms: number): number {
  return 1 + Math.log10(1 + Math.max(0, ms) / kneeMs)
}

export interface AxisPoint {
  kind: 'attempt' | 'now' | 'planned'
  at: number
  position: number
  /** Index of the attempt in the delivery, or of the planned one among those. */
  index: number
}

export interface AxisGap {
  /** The middle of it. */
  position: number
  label: string
}

const mostPast = 40
const mostPlanned = 5
/** A narrower gap has no room for its label. */
const narrowestLabelled = 0.13

/** `now` is null where nothing is to come. */
export function axisOf(
  attempts: readonly Pick<Attempt, 'startedAt'>[],
  { planned, now }: { planned: readonly PlannedAttempt[]; now: number | null },
): { points: AxisPoint[]; gaps: AxisGap[] } {
  const left = Math.max(0, attempts.length - mostPast)
  const points: AxisPoint[] = [
    ...attempts.slice(left).map(({ startedAt }, index) => ({
      kind: 'attempt' as const,
      at: startedAt,
      position: 0,
      index: left + index,
    })),
    ...(now === null ? [] : [{ kind: 'now' as const, at: now, position: 0, index: 0 }]),
    ...planned
      .slice(0, mostPlanned)
      .map(({ at }, index) => ({ kind: 'planned' as const, at, position: 0, index })),
  ]
  // A clock that was set back does not change what came after what; what is due and late is still to come.
  let latest = Number.NEGATIVE_INFINITY
  for (const point of points) {
    latest = Math.max(latest, point.at)
    point.at = latest
  }
  const positions = axisPositions(points.map(({ at }) => at))
  for (const [index, point] of points.entries()) point.position = positions[index] ?? 0
  return { points, gaps: gapsBetween(points) }
}

/** From attempt to attempt, whether now lies between them or not. */
function gapsBetween(points: readonly AxisPoint[]): AxisGap[] {
  const gaps: AxisGap[] = []
  const attempts = points.filter(({ kind }) => kind !== 'now')
  for (const [index, to] of attempts.entries()) {
    const from = attempts[index - 1]
    if (!from || to.position - from.position < narrowestLabelled) continue
    gaps.push({ position: (from.position + to.position) / 2, label: span(to.at - from.at) })
  }
  return gaps
}

/** The axis in a sentence. */
export function axisSentence(
  attempts: readonly Pick<Attempt, 'startedAt' | 'outcome'>[],
  { planned, now }: { planned: readonly PlannedAttempt[]; now: number },
): string {
  const [first] = attempts
  const [next] = planned
  const after = next ? `The next one ${next.at <= now ? 'is due' : countdownText(next.at, now)}.` : ''
  if (!first) return after === '' ? 'No attempts.' : `No attempt yet. ${after}`
  const counts = (['failed', 'interrupted', 'delivered'] as const).flatMap((outcome) => {
    const count = attempts.filter((attempt) => attempt.outcome === outcome).length
    return count === 0 ? [] : [`${count} ${outcome}`]
  })
  const many = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`
  return `${many} since ${clockTime(first.startedAt).slice(0, 8)}: ${counts.join(', ')}. ${after}`.trim()
}
