/** The push button of the window, in four weights. One `primary` a view at most; `danger` is for what cannot be undone. */
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger'
  /** `sm` (24 px high) for toolbars and panes, `md` (28 px) for dialogs and forms. */
  size?: 'sm' | 'md'
  /** A lucide icon; it is drawn at 14 px. */
  icon?: ReactNode
}

const variants = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-strong',
  secondary: 'bg-raised text-fg border-edge hover:bg-hover active:bg-press',
  ghost: 'text-muted border-transparent hover:bg-hover hover:text-fg active:bg-press',
  danger: 'bg-raised text-bad border-edge hover:bg-bad-wash hover:border-bad/40',
}

const sizes = { sm: 'h-6 px-2 text-sm gap-1', md: 'h-7 px-3 text-base gap-1.5' }

export function Button({
  variant = 'secondary',
  size = 'sm',
  icon,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(
        'inline-flex shrink-0 items-center justify-center rounded-sm border font-medium whitespace-nowrap transition-colors select-none',
        'disabled:pointer-events-none disabled:opacity-45 aria-disabled:opacity-45',
        '[&_svg]:size-3.5 [&_svg]:shrink-0',
        variants[variant],
        sizes[size],
        className,
      )}
    >
      {icon}
      {children}
    </button>
  )
}
