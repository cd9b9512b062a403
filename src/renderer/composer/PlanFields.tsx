/** How many copies, how far apart, and when the first attempt is due; below it what will happen, in a sentence. */
import { CalendarClock } from 'lucide-react'
import { useRef } from 'react'
import { useNow } from '../live/now.ts'
import type { Complaints } from '../retry/policy-draft.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Field } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import type { Draft } from './draft.ts'
import { localTimeText, tomorrowAtNine } from './local-time.ts'
import { isPast, planText } from './plan.ts'

interface PlanFieldsProps {
  draft: Draft
  change: (change: Partial<Draft>) => void
  complaints: Complaints
}

const picks: readonly [label: string, text: (now: number) => string][] = [
  ['In 5 min', () => 'in 5m'],
  ['In 1 h', () => 'in 1h'],
  ['Tomorrow 09:00', (now) => localTimeText(tomorrowAtNine(now))],
]

export function PlanFields({ draft, change, complaints }: PlanFieldsProps) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <Field label="Copies" error={complaints['copies']} className="w-24 shrink-0">
          <TextInput
            mono
            inputMode="numeric"
            value={draft.copies}
            onChange={(copies) => change({ copies })}
          />
        </Field>
        <Field label="One every" error={complaints['everyMs']} className="w-28 shrink-0">
          <TextInput
            mono
            value={draft.every}
            placeholder="all at once"
            disabled={draft.every === '' && draft.copies.trim() === '1'}
            onChange={(every) => change({ every })}
          />
        </Field>
        <SendAt value={draft.sendAt} error={complaints['sendAt']} onChange={(sendAt) => change({ sendAt })} />
      </div>
      <div role="group" aria-label="Quick choices" className="flex flex-wrap items-center gap-1">
        {picks.map(([label, text]) => (
          <Button key={label} onClick={() => change({ sendAt: text(Date.now()) })}>
            {label}
          </Button>
        ))}
        <Button variant="ghost" disabled={draft.sendAt === ''} onClick={() => change({ sendAt: '' })}>
          At once
        </Button>
      </div>
      <PlanSentence draft={draft} />
    </div>
  )
}

/** A text, because `in 10m` is none that a calendar knows; the calendar writes into it. */
function SendAt({
  value,
  error,
  onChange,
}: {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}) {
  const calendar = useRef<HTMLInputElement>(null)
  return (
    <Field label="Send at" error={error} className="flex-1">
      <span className="relative flex items-center gap-1">
        <TextInput mono value={value} placeholder="at once; in 10m; 2026-11-24 15:04" onChange={onChange} />
        <IconButton
          label="Choose a time"
          icon={<CalendarClock />}
          onClick={() => calendar.current?.showPicker()}
        />
        <input
          ref={calendar}
          type="datetime-local"
          step={1}
          tabIndex={-1}
          aria-hidden
          className="pointer-events-none absolute right-0 bottom-0 size-0 opacity-0"
          onChange={(event) => onChange(event.target.value.replace('T', ' '))}
        />
      </span>
    </Field>
  )
}

function PlanSentence({ draft }: { draft: Draft }) {
  const now = useNow()
  const isLate = isPast(draft, now)
  return (
    <p role="status" className={classes('tabular text-sm', isLate ? 'font-medium text-warn' : 'text-muted')}>
      {isLate && 'That time is past. '}
      {planText(draft, now)}.
    </p>
  )
}

/** For a folded section. */
export function PlanSummary({ draft }: { draft: Draft }) {
  return planText(draft, useNow())
}
