/** How far something is. The numbers stand beside it as text. */
import { classes } from './classes.ts'

interface ProgressBarProps {
  label: string
  /** 0 to 1; null where the end is not known. */
  share: number | null
  className?: string
}

export function ProgressBar({ label, share, className }: ProgressBarProps) {
  const percent = share === null ? null : Math.round(Math.min(Math.max(share, 0), 1) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
      className={classes('h-1 overflow-hidden rounded-full bg-press', className)}
    >
      <div
        className={classes('h-full rounded-full bg-accent', percent === null && 'w-1/3 opacity-60')}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
