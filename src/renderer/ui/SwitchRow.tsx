/** A switch with its label and a sentence beside it, and below it what belongs to it while it is on. */
import { type ReactNode, useId } from 'react'
import { Switch } from './Switch.tsx'

interface SwitchRowProps {
  label: string
  hint: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  dangerOff?: boolean
  disabled?: boolean
  children?: ReactNode
}

export function SwitchRow({ label, hint, children, ...rest }: SwitchRowProps) {
  const id = useId()
  const hintId = useId()
  return (
    <div className="flex items-start gap-2.5">
      <span className="flex h-5 items-center">
        <Switch id={id} aria-describedby={hintId} label={label} {...rest} />
      </span>
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block font-medium select-none">
          {label}
        </label>
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
        {children}
      </div>
    </div>
  )
}
