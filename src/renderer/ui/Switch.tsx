/** On or off, taking effect at once. Inside a `Field` it is labelled by it; elsewhere give a `label` or an `id` for one. */
import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { classes } from './classes.ts'

interface SwitchProps {
  checked: boolean
  onChange: (checked: boolean) => void
  label?: string
  id?: string
  /** What is off is the dangerous side: it is drawn in red then. */
  dangerOff?: boolean
  disabled?: boolean
  'aria-describedby'?: string | undefined
}

export function Switch({ checked, onChange, label, dangerOff = false, ...rest }: SwitchProps) {
  return (
    <BaseSwitch.Root
      aria-label={label}
      checked={checked}
      onCheckedChange={(next) => onChange(next)}
      {...rest}
      className={classes(
        'inline-flex h-4 w-7 shrink-0 items-center rounded-full border p-px transition-colors data-disabled:opacity-45',
        'data-checked:border-accent data-checked:bg-accent',
        dangerOff
          ? 'data-unchecked:border-bad data-unchecked:bg-bad-wash'
          : 'data-unchecked:border-faint data-unchecked:bg-raised',
      )}
    >
      <BaseSwitch.Thumb
        className={classes(
          'size-3 rounded-full transition-transform data-checked:translate-x-3 data-checked:bg-on-accent',
          dangerOff ? 'data-unchecked:bg-bad' : 'data-unchecked:bg-faint',
        )}
      />
    </BaseSwitch.Root>
  )
}
