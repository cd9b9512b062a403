/**
 * The waits of a schedule as cells, edited in place and by the keyboard. An edit may make, move or remove the cell that
 * should have the focus next, so the focus goes by place, after the edit is drawn.
 */
import { Plus } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import type { PlannedAttempt } from '../../shared/retry.ts'
import { Button } from '../ui/Button.tsx'
import { addWait, type Complaints, moveWait, type PolicyDraft, removeWait, setWait } from './policy-draft.ts'
import { clockTime } from './times.ts'
import { WaitCell } from './WaitCell.tsx'

interface WaitListProps {
  value: PolicyDraft
  onChange: (value: PolicyDraft) => void
  /** By `retrySchedule.<index>` and `retrySchedule`. */
  complaints: Complaints
  planned: PlannedAttempt[]
  now: number
  /** What stands below the cells while nothing is wrong. */
  children: ReactNode
}

export function WaitList({ value, onChange, complaints, planned, now, children }: WaitListProps) {
  const errorId = useId()
  const list = useRef<HTMLOListElement>(null)
  const focus = useWaitFocus(list)
  const { waits } = value
  const change = (next: string[], focused: WantedFocus): void => {
    onChange({ ...value, waits: next })
    focus.after(focused)
  }
  const wrong = waits.findIndex((_, index) => complaints[`retrySchedule.${index}`])
  const message = wrong >= 0 ? complaints[`retrySchedule.${wrong}`] : complaints['retrySchedule']
  return (
    <div>
      <ol
        ref={list}
        aria-label="Waits"
        className="grid grid-cols-[repeat(auto-fill,minmax(112px,1fr))] gap-1"
      >
        {waits.map((wait, index) => (
          <WaitCell
            // A wait is its place: two equal ones differ in nothing else.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            index={index}
            text={wait}
            time={timeOf(planned, index, { now, isWhole: wrong < 0 })}
            wrong={complaints[`retrySchedule.${index}`] !== undefined}
            errorId={errorId}
            actions={{
              set: (text) => {
                const next = setWait(waits, index, text)
                change(next, { index: index + next.length - waits.length, caret: 'end' })
              },
              add: () => change(addWait(waits, index + 1), { index: index + 1 }),
              remove: () => change(removeWait(waits, index), { index: Math.max(0, index - 1) }),
              move: (step) => {
                const target = index + step
                if (target >= 0 && target < waits.length)
                  change(moveWait(waits, index, step), { index: target })
              },
              go: (step) => focus.now(index + step),
            }}
          />
        ))}
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
      {message ? (
        <p id={errorId} role="alert" className="pt-1 text-sm text-bad">
          {message}
        </p>
      ) : (
        <p className="pt-1 text-sm text-faint">{children}</p>
      )}
    </div>
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

/** Nothing is known after a wait that cannot be read. */
function timeOf(
  planned: PlannedAttempt[],
  index: number,
  { now, isWhole }: { now: number; isWhole: boolean },
): string | null {
  const attempt = planned[index + 1]
  if (attempt) return clockTime(attempt.at, now)
  return isWhole || index < planned.length - 1 ? null : ''
}
