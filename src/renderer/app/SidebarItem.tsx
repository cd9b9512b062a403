/** One line of the sidebar. */
import type { ReactNode } from 'react'
import { classes } from '../ui/classes.ts'

interface SidebarItemProps {
  icon: ReactNode
  label: string
  /** The label as it is drawn, where that is more than its text. */
  drawn?: ReactNode
  current: boolean
  onClick: () => void
  /** At the right end: a count, a port. */
  aside?: ReactNode
  title?: string
  /** What the sidebar's menu knows it by. */
  item?: string
}

export function SidebarItem({ icon, label, drawn, current, onClick, aside, title, item }: SidebarItemProps) {
  return (
    <li>
      <button
        type="button"
        title={title}
        data-item={item}
        aria-label={drawn ? label : undefined}
        aria-current={current ? 'page' : undefined}
        onClick={onClick}
        className={classes(
          'focus-inset flex h-7 w-full items-center gap-2 rounded-sm px-2 text-left [&_svg]:size-3.5 [&_svg]:shrink-0',
          current ? 'bg-press font-medium text-fg' : 'text-fg/85 hover:bg-hover',
        )}
      >
        {icon}
        <span className="min-w-0 flex-1 truncate">{drawn ?? label}</span>
        {aside && <span className="tabular shrink-0 text-sm font-normal text-muted">{aside}</span>}
      </button>
    </li>
  )
}
