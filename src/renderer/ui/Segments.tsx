/** One of a few short values, all in sight. Chosen with the arrow keys as radio buttons are. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'

interface SegmentsProps<V extends string> {
  /** The accessible name of the group. */
  label: string
  value: V
  options: readonly { value: V; label: string; title?: string }[]
  onChange: (value: V) => void
}

export function Segments<V extends string>({ label, value, options, onChange }: SegmentsProps<V>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next)}
      className="inline-flex h-6 shrink-0 rounded-sm border border-edge bg-raised p-px"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          aria-label={option.title ?? option.label}
          className="tabular flex h-full items-center rounded-[3px] px-2 text-sm text-muted select-none hover:text-fg data-checked:bg-selected data-checked:font-medium data-checked:text-fg"
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
