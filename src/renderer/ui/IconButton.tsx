/** A square button that shows an icon only; its label is its accessible name and its tooltip. */
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Tooltip } from './Tooltip.tsx'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  label: string
  icon: ReactNode
  /** Shown in the tooltip, such as `R` or `Ctrl N`. */
  shortcut?: string
  size?: 'sm' | 'md'
}

export function IconButton({ label, icon, shortcut, size = 'sm', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={classes(
          'inline-flex shrink-0 items-center justify-center rounded-sm text-muted transition-colors select-none',
          'hover:bg-press hover:text-fg disabled:pointer-events-none disabled:opacity-45 [&_svg]:size-3.5',
          size === 'sm' ? 'size-6' : 'size-7',
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
