/** What dragging and the keys do to the waits: a point moves one wait, and what comes after moves along. */
import { formatDuration } from '../../shared/durations.ts'
import { mostAttempts } from '../../shared/limits.ts'
import type { CoursePoint } from './course.ts'
import type { PolicyDraft } from './policy-draft.ts'
import { longestSnapMs, snapWait, tidyWait } from './snap.ts'

/** The wait that brings a point to `offsetMs`, when the attempt before it stands at `fromMs`. */
export function waitTo(offsetMs: number, fromMs: number, isFree: boolean): number {
  const wait = Math.min(Math.max(0, offsetMs - fromMs), longestSnapMs)
  return isFree ? tidyWait(wait) : snapWait(wait)
}

export function withWait(draft: PolicyDraft, entry: number, waitMs: number): PolicyDraft {
  return { ...draft, waits: draft.waits.with(entry, formatDuration(waitMs)) }
}

/** A list that is used up exactly stays so when it grows or shrinks; any other number of attempts is left alone. */
export function withWaits(draft: PolicyDraft, waits: string[]): PolicyDraft {
  const isExact = draft.maxAttempts.trim() === String(draft.waits.length + 1)
  const attempts = Math.min(waits.length + 1, mostAttempts)
  return { waits, maxAttempts: isExact ? String(attempts) : draft.maxAttempts }
}

/** Puts an attempt at `offsetMs` between two others, which stay where they are; behind the last one it is a new last wait. */
export function insertAt(
  draft: PolicyDraft,
  offsetMs: number,
  points: readonly CoursePoint[],
): PolicyDraft | null {
  const next = points.find((point) => point.offsetMs > offsetMs)
  const before = points.findLast((point) => point.offsetMs <= offsetMs)
  if (next && (next.entry === null || next.waitMs === null)) return null
  const entry = next?.entry ?? draft.waits.length
  const fromMs = before?.offsetMs ?? 0
  const waitMs = waitTo(offsetMs, fromMs, false)
  if (!next) return withWaits(draft, [...draft.waits, formatDuration(waitMs)])
  const restMs = Math.max(0, next.offsetMs - fromMs - waitMs)
  return withWaits(draft, draft.waits.toSpliced(entry, 1, formatDuration(waitMs), formatDuration(restMs)))
}
