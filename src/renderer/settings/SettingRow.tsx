/** A setting on the page: what it is at the left, its control at the right, and what is wrong or was saved below that. */
import { Check } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'

interface SettingRowProps {
  label: string
  hint: ReactNode
  /** The control's id, so that a press on the label goes there. */
  htmlFor?: string
  /** Counts what was saved; each new count shows the mark for a moment. */
  saved?: number
  /** The control fills the line. */
  long?: boolean
  children: ReactNode
}

export function SettingRow({ label, hint, htmlFor, saved, long, children }: SettingRowProps) {
  return (
    <div className="grid grid-cols-[minmax(0,5fr)_minmax(0,6fr)] gap-6 py-3">
      <div>
        <label htmlFor={htmlFor} className="text-base font-medium">
          {label}
        </label>
        <p className="text-sm text-muted">{hint}</p>
      </div>
      <div className="flex min-w-0 items-start gap-2">
        <div className={long ? 'min-w-0 flex-1' : 'min-w-40'}>{children}</div>
        {saved !== undefined && <SavedMark count={saved} />}
      </div>
    </div>
  )
}

const shownMs = 2_000

/** Always takes its room, so that nothing moves when it shows. */
export function SavedMark({ count }: { count: number }) {
  const [gone, setGone] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setGone(count), shownMs)
    return () => clearTimeout(timer)
  }, [count])
  return (
    <span role="status" className="flex h-7 w-16 items-center gap-1 text-sm text-good [&_svg]:size-3.5">
      {count > gone && (
        <>
          <Check aria-hidden /> Saved
        </>
      )}
    </span>
  )
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
