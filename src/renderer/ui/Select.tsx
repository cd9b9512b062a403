/** One of a few values, from a list that opens. Inside a `Field` it is labelled by it; elsewhere give a `label`. */
import { Select as BaseSelect } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export interface SelectOption<V extends string> {
  value: V
  label: string
  icon?: ReactNode
}

interface SelectProps<V extends string> {
  value: V
  options: SelectOption<V>[]
  onChange: (value: V) => void
  /** The accessible name where no `Field` gives one. */
  label?: string
  size?: 'sm' | 'md'
  mono?: boolean
  className?: string
  disabled?: boolean
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { value, options, onChange, label, size = 'md', mono, className, disabled = false } = props
  const current = options.find((option) => option.value === value)
  return (
    <BaseSelect.Root
      value={value}
      items={options}
      modal={false}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onChange(next)
      }}
    >
      <BaseSelect.Trigger
        aria-label={label}
        className={classes(
          'inline-flex min-w-0 items-center gap-1.5 rounded-sm border border-edge bg-raised px-2 text-fg transition-colors select-none hover:bg-hover [&_svg]:size-3.5 [&_svg]:shrink-0',
          'data-invalid:border-bad data-disabled:opacity-45',
          size === 'sm' ? 'h-6 text-sm' : 'h-7 text-base',
          mono && 'font-mono text-sm',
          className,
        )}
      >
        {current?.icon}
        <BaseSelect.Value className="min-w-0 flex-1 truncate text-left" />
        <BaseSelect.Icon className="text-faint">
          <ChevronsUpDown />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50">
          <BaseSelect.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-auto rounded-md bg-raised p-1 shadow-float outline-none">
            {options.map((option) => (
              <BaseSelect.Item
                key={option.value}
                value={option.value}
                className="flex h-7 items-center gap-2 rounded-sm px-2 outline-none select-none data-highlighted:bg-press [&_svg]:size-3.5"
              >
                {option.icon}
                <BaseSelect.ItemText className={classes('flex-1 pr-4', mono && 'font-mono text-sm')}>
                  {option.label}
                </BaseSelect.ItemText>
                <BaseSelect.ItemIndicator className="text-accent">
                  <Check />
                </BaseSelect.ItemIndicator>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  )
}
