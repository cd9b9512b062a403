/**
 * A control with its label, a hint and its error. `TextInput` and `Select` inside find their label and error by
 * themselves; another control is named with `aria-label`.
 */
import { Field as BaseField } from '@base-ui/react/field'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

interface FieldProps {
  label: string
  /** What is wrong, as a sentence; the control is marked as invalid while it is there. */
  error?: string | null | undefined
  hint?: ReactNode
  /** At the right end of the label's line, such as a small button. */
  aside?: ReactNode
  className?: string
  children: ReactNode
}

export function Field({ label, error, hint, aside, className, children }: FieldProps) {
  return (
    <BaseField.Root invalid={Boolean(error)} className={classes('flex min-w-0 flex-col gap-1', className)}>
      <div className="flex min-h-5 items-center justify-between gap-2">
        <BaseField.Label className="text-sm font-medium text-muted">{label}</BaseField.Label>
        {aside}
      </div>
      {children}
      {error ? (
        <BaseField.Error match className="text-sm text-bad">
          {error}
        </BaseField.Error>
      ) : (
        hint && <BaseField.Description className="text-sm text-faint">{hint}</BaseField.Description>
      )}
    </BaseField.Root>
  )
}
