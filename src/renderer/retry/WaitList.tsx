/**
 * The waits of a schedule as cells, edited in place, by the keyboard and by dragging. An edit may make, move or remove
 * the cell that should have the focus next, so the focus goes by place, after the edit is drawn. Behind the last cell
 * stands what goes on by itself.
 */
import { Plus, Repeat } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useId, useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import { type Course, pointAt } from './course.ts'
import { withWaits } from './move-point.ts'
import { addWait, type Complaints, moveWait, type PolicyDraft, removeWait, setWait } from './policy-draft.ts'
import { clockTime, span } from './times.ts'
import type { ChangePolicy } from './use-history.ts'
import { useReorder } from './use-reorder.ts'
import { type WaitAction, WaitCell } from './WaitCell.tsx'

interface WaitListProps {
  value: PolicyDraft
  /** What the course is of: while a wait is half typed, what stood there before. */
  plan: PolicyDraft
  onChange: ChangePolicy
  /** By `retrySchedule.<index>` and `retrySchedule`. */
  complaints: Complaints
  course: Course
  clock: { originAt: number; now: number }
  cooldownMs: number
}

export function WaitList(props: WaitListProps) {
  const { value, plan, onChange, complaints, course, clock, cooldownMs } = props
  const errorId = useId()
  const list = useRef<HTMLOListElement>(null)
  const focus = useWaitFocus(list)
  const { waits } = value
  const change = (next: string[], focused: WantedFocus, name?: string): void => {
    onChange(withWaits(value, next), name)
    focus.after(focused)
  }
  const move = (from: number, to: number, name?: string): void => {
    if (to < 0 || to >= waits.length || to === from) return
    change(moveWait(waits, from, to - from), { index: to }, name)
  }
  const act = useStable((index: number, action: WaitAction): void => {
    switch (action.do) {
      case 'set': {
        const next = setWait(waits, index, action.text)
        const focused = { index: index + next.length - waits.length, caret: 'end' as const }
        // Typing is one step; what makes several waits of one is another.
        return change(next, focused, next.length === waits.length ? `wait ${index}` : undefined)
      }
      case 'add':
        return change(addWait(waits, index + 1), { index: index + 1 })
      case 'remove':
        return change(removeWait(waits, index), { index: Math.max(0, index - 1) })
      case 'move':
        return move(index, index + action.step)
      case 'go':
        return focus.now(index + action.step)
    }
  })
  const reorder = useReorder(move)
  const wrong = waits.findIndex((_, index) => complaints[`retrySchedule.${index}`])
  const message = wrong >= 0 ? complaints[`retrySchedule.${wrong}`] : complaints['retrySchedule']
  return (
    <div>
      <ol
        ref={list}
        aria-label="Waits"
        className="grid grid-cols-[repeat(auto-fill,minmax(124px,1fr))] gap-1"
        {...reorder}
      >
        {waits.map((wait, index) => (
          <WaitCell
            // A wait is its place: two equal ones differ in nothing else.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            index={index}
            text={wait}
            time={timeOf(course, { index, isKnown: index < (wrong < 0 ? plan.waits.length : wrong) }, clock)}
            wrong={complaints[`retrySchedule.${index}`] !== undefined}
            errorId={errorId}
            act={act}
          />
        ))}
        {wrong < 0 && <GoesOn course={course} last={plan.waits.at(-1) ?? null} cooldownMs={cooldownMs} />}
        <li className="flex min-h-10 items-center gap-1">
          <Button
            variant="ghost"
            icon={<Plus />}
            title="Add a wait (Enter in the one before)"
            onClick={() => change(addWait(waits, waits.length), { index: waits.length })}
          >
            Add
          </Button>
        </li>
      </ol>
      {message && (
        <p id={errorId} role="alert" className="pt-1 text-sm text-bad">
          {message}
        </p>
      )}
    </div>
  )
}

interface GoesOnProps {
  course: Course
  /** The last entry as typed; null where there is none. */
  last: string | null
  cooldownMs: number
}

/** Past the end of the list its last entry repeats, or where there is none the cooldown. */
function GoesOn({ course, last, cooldownMs }: GoesOnProps) {
  const { count } = course.repeat
  if (count === 0) return null
  const often = count === 1 ? 'once' : `${count.toLocaleString('en')} times`
  const times = Number.isFinite(count) ? often : 'without end'
  const why = last === null ? 'An empty list waits the cooldown of the settings.' : 'The last entry repeats.'
  return (
    <li
      title={why}
      className="flex min-w-0 flex-col rounded-sm border border-dashed border-edge px-2 pt-1 pb-0.5"
    >
      <span className="flex items-center gap-1 truncate font-mono text-sm text-muted [&_svg]:size-3 [&_svg]:shrink-0">
        <Repeat aria-hidden />
        {last ?? span(cooldownMs)}
      </span>
      <span className="tabular truncate text-xs text-faint">
        {last === null ? `cooldown, ${times}` : `repeats ${times}`}
      </span>
    </li>
  )
}

interface WantedFocus {
  index: number
  /** Selects the text, which the next key replaces, unless it is being typed. */
  caret?: 'end'
}

function useWaitFocus(list: RefObject<HTMLOListElement | null>) {
  const wanted = useRef<WantedFocus | null>(null)
  const inputAt = (index: number): HTMLInputElement | null | undefined =>
    list.current?.querySelector<HTMLInputElement>(`input[data-wait="${index}"]`)
  useEffect(() => {
    if (wanted.current === null) return
    const { index, caret } = wanted.current
    wanted.current = null
    const input = inputAt(index)
    if (!input || input === document.activeElement) return
    input.focus()
    if (caret === 'end') input.setSelectionRange(input.value.length, input.value.length)
    else input.select()
  })
  return {
    now: (index: number): void => inputAt(index)?.focus(),
    after(focus: WantedFocus): void {
      wanted.current = focus
    },
  }
}

/** One function for all draws, which does what the latest draw would have done. */
function useStable<A extends unknown[]>(latest: (...given: A) => void): (...given: A) => void {
  const current = useRef(latest)
  useEffect(() => {
    current.current = latest
  })
  return useCallback((...given: A) => current.current(...given), [])
}

/** Null where it is never reached; past attempts of a delivery have no time to come, and nothing is known after a mistake. */
function timeOf(
  course: Course,
  { index, isKnown }: { index: number; isKnown: boolean },
  { originAt, now }: { originAt: number; now: number },
): string | null {
  const made = course.input.start?.attemptCount ?? 0
  if (!isKnown) return ''
  if (index + 2 <= made) return 'made'
  const point = pointAt(course, index + 1 - made)
  return point && point.number === index + 2 ? clockTime(originAt + point.offsetMs, now) : null
}
