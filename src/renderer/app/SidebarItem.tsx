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
  /** Over the right end while the line is pointed at or has the focus, such as a menu. */
  more?: ReactNode
  /** What the sidebar's menu knows it by. */
  item?: string
}

export function SidebarItem(props: SidebarItemProps) {
  const { icon, label, drawn, current, onClick, aside, title, more, item } = props
  return (
    <li className={more ? 'group/line relative' : undefined}>
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
      {more && (
        <span className="absolute top-0.5 right-0.5 opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100 has-data-popup-open:opacity-100">
          {more}
        </span>
      )}
    </li>
  )
}
