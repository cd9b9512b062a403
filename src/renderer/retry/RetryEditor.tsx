/**
 * Edits a retry policy: the waits as cells with the clock time that each leads to, the number of attempts, presets, and
 * what it all comes to, as a sentence and a picture. It holds nothing: every edit goes to its owner and comes back.
 */
import { ChevronDown, Plus, RotateCcw } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import type { RetryPolicy } from '../../shared/model.ts'
import { type PlannedAttempt, previewAttempts, waitAfter } from '../../shared/retry.ts'
import { useNow } from '../live/now.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Menu } from '../ui/Menu.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import {
  addWait,
  type Complaints,
  moveWait,
  type PolicyDraft,
  policyOf,
  readablePolicy,
  removeWait,
  setWait,
} from './policy-draft.ts'
import { presets } from './presets.ts'
import { RetryPlan } from './RetryPlan.tsx'
import { summary } from './summary.ts'
import { clockTime, span } from './times.ts'
import { WaitCell } from './WaitCell.tsx'

/** The picture shows no more: further attempts stand on each other at its right end. */
const mostDrawn = 200

interface RetryEditorProps {
  value: PolicyDraft
  onChange: (value: PolicyDraft) => void
  /** By `retrySchedule.<index>`, `retrySchedule` and `maxAttempts`. */
  complaints: Complaints
  /** The wait where the list is empty. */
  cooldownMs: number
  /** Offered as "Reset" when given. */
  onReset?: (() => void) | undefined
  resetLabel?: string
}

export function RetryEditor({
  value,
  onChange,
  complaints,
  cooldownMs,
  onReset,
  resetLabel,
}: RetryEditorProps) {
  const now = useNow()
  const policy = policyOf(value)
  const planned = plan(readablePolicy(value), cooldownMs, now)
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 text-sm text-muted" aria-live="polite">
          {policy ? summary(policy, { cooldownMs, now }) : 'Mend the marked entries to see the plan.'}
        </p>
        {onReset && (
          <Button variant="ghost" icon={<RotateCcw />} onClick={onReset}>
            {resetLabel}
          </Button>
        )}
        <PresetMenu onChoose={onChange} />
      </div>
      <WaitList value={value} onChange={onChange} complaints={complaints} planned={planned} now={now}>
        <Onward policy={policy} cooldownMs={cooldownMs} />
      </WaitList>
      <div className="grid grid-cols-[152px_1fr] items-start gap-4">
        <Field label="Attempts at most" error={complaints['maxAttempts']} hint="0 never gives up">
          <TextInput
            mono
            inputMode="numeric"
            value={value.maxAttempts}
            onChange={(maxAttempts) => onChange({ ...value, maxAttempts })}
          />
        </Field>
        {policy && planned.length > 1 && (
          <div className="pt-5">
            <RetryPlan planned={planned} endless={policy.maxAttempts === 0 || planned.length === mostDrawn} />
          </div>
        )}
      </div>
    </div>
  )
}

interface WaitListProps extends Pick<RetryEditorProps, 'value' | 'onChange' | 'complaints'> {
  planned: PlannedAttempt[]
  now: number
  children: ReactNode
}

function WaitList({ value, onChange, complaints, planned, now, children }: WaitListProps) {
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

/** What happens past the end of the list. */
function Onward({ policy, cooldownMs }: { policy: RetryPolicy | null; cooldownMs: number }) {
  if (!policy) return null
  const { retrySchedule, maxAttempts } = policy
  const last = span(waitAfter(retrySchedule.length + 1, policy, cooldownMs))
  if (maxAttempts > 0 && maxAttempts <= retrySchedule.length + 1)
    return 'Each wait follows the failed attempt before it.'
  if (retrySchedule.length === 0) return `An empty list waits the cooldown of ${last} each time.`
  const end = maxAttempts === 0 ? 'without end' : `until attempt ${maxAttempts.toLocaleString('en')}`
  return `After the last entry it goes on every ${last}, ${end}.`
}

function PresetMenu({ onChoose }: { onChoose: (value: PolicyDraft) => void }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost">
          Presets
          <ChevronDown />
        </Button>
      }
      items={presets.map(({ name, source, waits, maxAttempts }) => ({
        label: name,
        detail: source,
        onSelect: () => onChoose({ waits: [...waits], maxAttempts }),
      }))}
    />
  )
}

interface WantedFocus {
  index: number
  /** Selects the text, which the next key replaces, unless it is being typed. */
  caret?: 'end'
}

/** Focus by place: an edit may make, move or remove the cell that should have it next. */
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

function plan(policy: RetryPolicy, cooldownMs: number, now: number): PlannedAttempt[] {
  return previewAttempts({ policy, cooldownMs, firstNumber: 1, firstAt: now, limit: mostDrawn })
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
