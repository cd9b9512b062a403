/** How fast, and in which order. Asked at each attempt, also of deliveries that were accepted before. */
import { useLive } from '../live/store.ts'
import { Field } from '../ui/Field.tsx'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { SwitchRow } from '../ui/SwitchRow.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import type { PartProps } from './part-props.ts'

const spans: SelectOption<string>[] = [
  { value: '1000', label: 'per second' },
  { value: '60000', label: 'per minute' },
]

export function PacePart({ draft, change, complaints }: PartProps) {
  const concurrency = useLive((live) => live.settings.concurrency)
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="Concurrency"
        error={complaints['concurrency']}
        hint={
          draft.ordered
            ? 'Not used: an ordered endpoint gets one at a time.'
            : 'Requests to it at the same time. Empty: as the settings say.'
        }
      >
        <TextInput
          mono
          className="w-40"
          inputMode="numeric"
          value={draft.concurrency}
          placeholder={String(concurrency)}
          onChange={(next) => change({ concurrency: next })}
        />
      </Field>
      <SwitchRow
        label="Rate limit"
        hint="At most so many attempts begin within any second or minute."
        checked={draft.hasRate}
        onChange={(hasRate) => change({ hasRate })}
      >
        {draft.hasRate && (
          <div className="flex items-start gap-2 pt-1">
            <Field label="Attempts" error={complaints['rateLimit.count']} className="w-40 shrink-0">
              <TextInput
                mono
                inputMode="numeric"
                value={draft.rateCount}
                onChange={(rateCount) => change({ rateCount })}
              />
            </Field>
            <Field label="Span" className="w-40 shrink-0">
              <Select
                value={draft.ratePerMs}
                options={spans}
                onChange={(ratePerMs) => change({ ratePerMs })}
              />
            </Field>
          </div>
        )}
      </SwitchRow>
      <SwitchRow
        label="In order"
        hint="One at a time, in the order of acceptance. One that is retried holds those behind it."
        checked={draft.ordered}
        onChange={(ordered) => change({ ordered })}
      />
    </div>
  )
}
