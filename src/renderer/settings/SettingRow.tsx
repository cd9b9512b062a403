/** A setting on the page: what it is at the left, its control at the right with the way back to its default. */
import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Settings } from '../../shared/model.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { useLive } from '../live/store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { useIsFound } from './settings-view.ts'
import { saveSetting } from './use-saving.ts'

interface SettingRowProps {
  label: string
  hint: string
  /** The control's id, so that a press on the label goes there. */
  htmlFor?: string
  /** The settings that it shows, for the way back; none: there is no default. */
  names?: readonly (keyof Settings)[]
  /** The default in words. */
  byDefault?: string
  /** The control fills the line. */
  long?: boolean
  children: ReactNode
}

export function SettingRow({ label, hint, htmlFor, names, byDefault, long, children }: SettingRowProps) {
  if (!useIsFound(label, hint)) return null
  return (
    <div data-setting className="grid grid-cols-[minmax(0,5fr)_minmax(0,6fr)] gap-6 py-3">
      <div>
        <label htmlFor={htmlFor} className="text-base font-medium">
          {label}
        </label>
        <p className="text-sm text-muted">
          {hint} {byDefault && <span className="whitespace-nowrap text-faint">Default: {byDefault}.</span>}
        </p>
      </div>
      <div className="flex min-w-0 items-start gap-1">
        <div className={long ? 'min-w-0 flex-1' : 'min-w-40'}>{children}</div>
        {names && <Reset label={label} names={names} />}
      </div>
    </div>
  )
}

/** Always takes its room, so that nothing moves when it shows. */
export function Reset({ label, names }: { label: string; names: readonly (keyof Settings)[] }) {
  const settings = useLive((live) => live.settings)
  const changed = names.filter((name) => !isSame(settings[name], defaultSettings[name]))
  const reset = (): void => {
    const defaults = Object.fromEntries(changed.map((name) => [name, defaultSettings[name]]))
    void saveSetting(label, defaults)
  }
  return (
    <span className="flex size-7 shrink-0 items-center justify-center">
      {changed.length > 0 && (
        <IconButton label={`${label}: back to the default`} icon={<RotateCcw />} onClick={reset} />
      )}
    </span>
  )
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Why the last change was refused. */
export function Refused({ message, id }: { message: string | null; id?: string }) {
  if (message === null) return null
  return (
    <p id={id} role="alert" className="pt-1 text-sm text-bad">
      {message}
    </p>
  )
}
