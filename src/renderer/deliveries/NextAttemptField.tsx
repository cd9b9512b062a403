/** When the next attempt is due, instead of when the schedule has it. */
import { fieldTimeText, parseFieldTime, tomorrowAtNine } from '../composer/local-time.ts'
import { useNow } from '../live/now.ts'
import { span, spokenTime } from '../retry/times.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'

interface NextAttemptFieldProps {
  /** Of a field for local date and time; empty: none was given. */
  value: string
  onChange: (value: string) => void
  /** When it comes as it is; null where that is not one time. */
  plannedAt: number | null
  /** Whether it is left at that. */
  isPlanned: boolean
  /** What emptying it means. */
  otherwise: string
}

const picks: readonly [label: string, at: (now: number) => number][] = [
  ['In 5 min', (now) => now + 5 * 60_000],
  ['In 1 h', (now) => now + 3_600_000],
  ['Tomorrow 09:00', tomorrowAtNine],
]

export function NextAttemptField(props: NextAttemptFieldProps) {
  const { value, onChange, plannedAt, isPlanned, otherwise } = props
  const now = useNow()
  const at = parseFieldTime(value)
  const isPast = at !== null && at <= now
  const stays = isPlanned && plannedAt !== null ? `As planned: ${spokenTime(plannedAt, now)}` : otherwise
  return (
    <div className="flex items-start gap-2 border-t border-line pt-3">
      <Field
        label="Next attempt"
        hint={
          <span className={isPast ? 'tabular text-warn' : 'tabular'}>
            {hintOf(value, { now, otherwise: stays })}
          </span>
        }
        className="w-56 shrink-0"
      >
        <TextInput type="datetime-local" step={1} value={value} onChange={onChange} />
      </Field>
      <div role="group" aria-label="Quick choices" className="flex flex-wrap items-center gap-1 pt-6.5">
        {picks.map(([label, at]) => (
          <Button key={label} onClick={() => onChange(fieldTimeText(at(Date.now())))}>
            {label}
          </Button>
        ))}
        <Button variant="ghost" disabled={value === '' && stays === otherwise} onClick={() => onChange('')}>
          {otherwise}
        </Button>
      </div>
    </div>
  )
}

function hintOf(value: string, { now, otherwise }: { now: number; otherwise: string }): string {
  const at = parseFieldTime(value)
  if (at === null) return otherwise
  if (at <= now) return 'That is past: it goes out at once.'
  return `${spokenTime(at, now)}, in ${span(Math.ceil((at - now) / 1_000) * 1_000)}`
}
