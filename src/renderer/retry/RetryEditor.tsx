/**
 * Edits a retry policy: the waits as cells with the clock time that each leads to, the number of attempts, presets, and
 * what it all comes to, as a sentence and a picture. It holds nothing: every edit goes to its owner and comes back.
 */
import { ChevronDown, RotateCcw } from 'lucide-react'
import { mostWaits } from '../../shared/limits.ts'
import type { RetryPolicy } from '../../shared/model.ts'
import { type PlannedAttempt, previewAttempts, waitAfter } from '../../shared/retry.ts'
import { useNow } from '../live/now.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Menu } from '../ui/Menu.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { type Complaints, type PolicyDraft, policyOf, readablePolicy } from './policy-draft.ts'
import { presets } from './presets.ts'
import { RetryPlan } from './RetryPlan.tsx'
import { summary } from './summary.ts'
import { span } from './times.ts'
import { WaitList } from './WaitList.tsx'

/** Every wait of the longest list leads to one of these; more would stand on each other in the picture. */
const mostDrawn = mostWaits + 1

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
        <p className="min-w-0 flex-1 text-sm text-muted">
          {policy ? summary(policy, { cooldownMs, now }) : 'Correct the marked entries to see the plan.'}
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
            <Picture policy={policy} planned={planned} />
          </div>
        )}
      </div>
    </div>
  )
}

/** A schedule without end is drawn to a little past its list, where nothing new happens any more. */
function Picture({ policy, planned }: { policy: RetryPolicy; planned: PlannedAttempt[] }) {
  const { maxAttempts, retrySchedule } = policy
  if (maxAttempts > 0) return <RetryPlan planned={planned} endless={maxAttempts > planned.length} />
  return <RetryPlan planned={planned.slice(0, retrySchedule.length + 6)} endless />
}

/** What happens past the end of the list. */
function Onward({ policy, cooldownMs }: { policy: RetryPolicy | null; cooldownMs: number }) {
  if (!policy) return null
  const { retrySchedule, maxAttempts } = policy
  const lastMs = waitAfter(retrySchedule.length + 1, policy, cooldownMs)
  const last = lastMs === 0 ? 'without a pause' : `every ${span(lastMs)}`
  if (maxAttempts > 0 && maxAttempts <= retrySchedule.length + 1)
    return 'Each wait follows the failed attempt before it.'
  if (retrySchedule.length === 0) return `An empty list waits the cooldown of ${span(cooldownMs)} each time.`
  const end = maxAttempts === 0 ? 'without end' : `until attempt ${maxAttempts.toLocaleString('en')}`
  return `After the last entry it goes on ${last}, ${end}.`
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

function plan(policy: RetryPolicy, cooldownMs: number, now: number): PlannedAttempt[] {
  return previewAttempts({ policy, cooldownMs, firstNumber: 1, firstAt: now, limit: mostDrawn })
}
