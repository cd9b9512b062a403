/** One of a few choices that each need a sentence, side by side or a line each. Chosen with the arrow keys as radio buttons are. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

interface RadioCardsProps<V extends string> {
  /** The accessible name of the group. */
  label: string
  value: V
  options: { value: V; title: string; detail: ReactNode }[]
  onChange: (value: V) => void
  /** A line each, where they are many. */
  lines?: boolean
}

export function RadioCards<V extends string>(props: RadioCardsProps<V>) {
  const { label, value, options, onChange, lines = false } = props
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next)}
      className={lines ? 'flex flex-col gap-1' : 'grid auto-cols-fr grid-flow-col gap-2'}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={classes(
            'flex items-start gap-2 rounded-sm border border-edge bg-raised px-3 select-none hover:bg-hover has-data-checked:border-accent has-data-checked:bg-selected-quiet',
            lines ? 'py-1' : 'py-2',
          )}
        >
          <Radio.Root
            value={option.value}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-edge bg-raised data-checked:border-accent data-checked:bg-accent"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-on-accent" />
          </Radio.Root>
          <span className={classes('min-w-0', lines && 'grid grid-cols-[8rem_minmax(0,1fr)] items-baseline')}>
            <span className="block font-medium">{option.title}</span>
            <span className="block text-sm wrap-anywhere text-muted">{option.detail}</span>
          </span>
        </label>
      ))}
    </RadioGroup>
  )
}
