/** A line of text. Inside a `Field` it is labelled and marked as invalid by it. */
import { Input } from '@base-ui/react/input'
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

export interface TextInputProps extends Omit<
  ComponentProps<'input'>,
  'onChange' | 'value' | 'defaultValue' | 'size'
> {
  value: string
  onChange: (value: string) => void
  /** For data such as URLs, headers and durations. */
  mono?: boolean
  /** `sm`: 24 px high; `md`: 28 px. */
  size?: 'sm' | 'md'
  /** An icon inside, at the left. */
  icon?: ReactNode
}

export const inputLook =
  'w-full min-w-0 rounded-sm border border-edge bg-raised text-fg transition-colors placeholder:text-faint ' +
  'hover:border-faint/60 focus:border-accent focus:outline-1 focus:-outline-offset-1 focus:outline-accent ' +
  'data-invalid:border-bad data-invalid:focus:outline-bad disabled:opacity-45'

export function TextInput({ value, onChange, mono, size = 'md', icon, className, ...rest }: TextInputProps) {
  return (
    <span className={classes('relative inline-flex min-w-0 items-center', className ?? 'w-full')}>
      {icon && (
        <span className="pointer-events-none absolute left-2 text-faint [&_svg]:size-3.5">{icon}</span>
      )}
      <Input
        spellCheck={false}
        autoComplete="off"
        {...rest}
        value={value}
        onValueChange={(next) => onChange(next)}
        className={classes(
          inputLook,
          size === 'sm' ? 'h-6 text-sm' : 'h-7 text-base',
          mono && 'font-mono text-sm',
          icon ? 'pr-2 pl-7' : 'px-2',
        )}
      />
    </span>
  )
}
