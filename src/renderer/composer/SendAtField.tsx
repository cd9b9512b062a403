/** When its first attempt is due: a local date and time, or at once. */
import { useNow } from '../live/now.ts'
import { span, spokenTime } from '../retry/times.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { localTimeText, parseLocalTime, tomorrowAtNine } from './local-time.ts'

interface SendAtFieldProps {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

const picks: readonly [label: string, at: (now: number) => number][] = [
  ['In 5 min', (now) => now + 5 * 60_000],
  ['In 1 h', (now) => now + 3_600_000],
  ['Tomorrow 09:00', tomorrowAtNine],
]

export function SendAtField({ value, error, onChange }: SendAtFieldProps) {
  const now = useNow()
  return (
    <div className="flex items-start gap-2">
      <Field
        label="Send at"
        error={error}
        hint={<span className="tabular">{sendAtText(value, now)}</span>}
        className="w-56 shrink-0"
      >
        <TextInput type="datetime-local" step={1} value={value} onChange={onChange} />
      </Field>
      <div role="group" aria-label="Quick choices" className="flex flex-wrap items-center gap-1 pt-6.5">
        {picks.map(([label, at]) => (
          <Button key={label} onClick={() => onChange(localTimeText(at(Date.now())))}>
            {label}
          </Button>
        ))}
        <Button variant="ghost" disabled={value === ''} onClick={() => onChange('')}>
          At once
        </Button>
      </div>
    </div>
  )
}

/** `At once`, `Wednesday 15:04, in 2 d 3 h`. */
export function sendAtText(value: string, now: number): string {
  const at = parseLocalTime(value)
  if (at === null) return 'At once'
  if (at <= now) return 'That is past: it goes out at once.'
  return `${spokenTime(at, now)}, in ${span(Math.ceil((at - now) / 1_000) * 1_000)}`
}
