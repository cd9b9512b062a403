/** The keys of a point on the time axis, as `RetryAxis` says below it. */
import type { KeyboardEvent } from 'react'
import type { CoursePoint } from './course.ts'
import { withWait, withWaits } from './move-point.ts'
import { addWait, type PolicyDraft, removeWait } from './policy-draft.ts'
import { longestSnapMs, stepFine, stepWait } from './snap.ts'
import type { ChangePolicy } from './use-history.ts'

interface PointKeysProps {
  draft: PolicyDraft
  change: ChangePolicy
  focusPoint: (entry: number) => void
}

const directions: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
}

export function usePointKeys({ draft, change, focusPoint }: PointKeysProps) {
  const actionOf = ({ entry, waitMs }: CoursePoint, event: KeyboardEvent): (() => void) | null => {
    if (entry === null || waitMs === null || event.ctrlKey || event.metaKey || event.altKey) return null
    const set =
      (ms: number): (() => void) =>
      () =>
        change(withWait(draft, entry, ms), `point ${entry}`)
    const direction = directions[event.key]
    if (direction) return set(event.shiftKey ? stepFine(waitMs, direction) : stepWait(waitMs, direction))
    switch (event.key) {
      case 'Home':
        return set(0)
      case 'End':
        return set(longestSnapMs)
      case 'PageUp':
        return () => focusPoint(entry - 1)
      case 'PageDown':
        return () => focusPoint(entry + 1)
      case 'Insert':
      case '+':
        return () => {
          change(withWaits(draft, addWait(draft.waits, entry + 1)))
          focusPoint(entry + 1)
        }
      case 'Delete':
      case 'Backspace':
        return () => {
          change(withWaits(draft, removeWait(draft.waits, entry)))
          focusPoint(Math.max(0, entry - 1))
        }
      default:
        return null
    }
  }
  return (point: CoursePoint) =>
    (event: KeyboardEvent): void => {
      const action = actionOf(point, event)
      if (!action) return
      event.preventDefault()
      event.stopPropagation()
      action()
    }
}
