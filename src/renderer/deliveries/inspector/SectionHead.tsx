/** The line above a part of a tab: its title, a note beside it, and its tools at the right. */
import type { ReactNode } from 'react'

interface SectionHeadProps {
  title: string
  note?: string
  children?: ReactNode
}

export function SectionHead({ title, note, children }: SectionHeadProps) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 py-1 pr-3 pl-4">
      <h3 className="text-sm font-semibold">{title}</h3>
      {note && <span className="tabular min-w-0 text-sm text-faint">{note}</span>}
      <span className="flex-1" />
      {children}
    </div>
  )
}
