/** "What would have happened": an outage of the receiver, and what this schedule would have made of it. */
import { parseDuration } from '../../shared/durations.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { fateText, offeredAttempts } from './fate-text.ts'
import type { Fate, Outage } from './outage.ts'

/** As typed. */
export interface OutageDraft {
  start: string
  lasts: string
}

/** Null while one of the two cannot be read, or nothing lasts. */
export function outageOf({ start, lasts }: OutageDraft): Outage | null {
  const [from, length] = [parseDuration(start), parseDuration(lasts)]
  if (!from.ok || !length.ok || length.ms === 0) return null
  return { startMs: from.ms, endMs: from.ms + length.ms }
}

interface OutagePanelProps {
  value: OutageDraft
  onChange: (value: OutageDraft) => void
  outage: Outage | null
  fate: Fate | null
  /** Number of the attempt that it begins after. */
  origin: number
  onAttempts: (attempts: number) => void
}

const picks = ['10m', '1h', '8h', '1d', '3d']

export function OutagePanel({ value, onChange, outage, fate, origin, onAttempts }: OutagePanelProps) {
  const offered = offeredAttempts(fate)
  return (
    <section
      aria-label="What would have happened"
      className="flex flex-col gap-2 rounded-md border border-line bg-panel p-2.5"
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Field
          label="The receiver is away for"
          error={complaint(value.lasts, 'An outage lasts a moment at least.')}
          className="w-44"
        >
          <TextInput mono size="sm" value={value.lasts} onChange={(lasts) => onChange({ ...value, lasts })} />
        </Field>
        <Field label={`Begins after attempt ${origin}`} error={complaint(value.start)} className="w-44">
          <TextInput mono size="sm" value={value.start} onChange={(start) => onChange({ ...value, start })} />
        </Field>
        <div role="group" aria-label="Lengths of an outage" className="flex flex-wrap gap-0.5 pt-6">
          {picks.map((lasts) => (
            <Button
              key={lasts}
              variant="ghost"
              aria-pressed={value.lasts === lasts}
              onClick={() => onChange({ ...value, lasts })}
            >
              {lasts}
            </Button>
          ))}
        </div>
      </div>
      <div className="flex min-h-6 items-center gap-3">
        <output className="tabular min-w-0 flex-1 text-base">
          {outage && fate
            ? fateText(fate, outage.endMs - outage.startMs)
            : outage
              ? 'Correct the schedule first.'
              : 'Enter how long the receiver is away.'}
        </output>
        {offered !== null && (
          <Button onClick={() => onAttempts(offered)}>Allow {offered.toLocaleString('en')} attempts</Button>
        )}
      </div>
    </section>
  )
}

function complaint(text: string, onZero?: string): string | null {
  const parsed = parseDuration(text)
  if (!parsed.ok) return parsed.message
  return parsed.ms === 0 && onZero !== undefined ? onZero : null
}
