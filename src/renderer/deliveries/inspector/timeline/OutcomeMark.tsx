/** The outcome of an attempt by shape and colour: a disc delivered, a square failed, a triangle interrupted. */
import type { AttemptOutcome } from '../../../../shared/model.ts'
import { classes } from '../../../ui/classes.ts'
import { outcomeColors } from '../outcome.ts'

export function OutcomeMark({ outcome, className }: { outcome: AttemptOutcome; className?: string }) {
  return (
    <svg
      viewBox="0 0 14 14"
      className={classes('size-3.5 shrink-0', outcomeColors[outcome], className)}
      aria-hidden
    >
      {outcome === 'delivered' && <circle cx="7" cy="7" r="4.5" fill="currentColor" />}
      {outcome === 'failed' && <rect x="3" y="3" width="8" height="8" rx="1.5" fill="currentColor" />}
      {outcome === 'interrupted' && (
        <path
          d="M7 2.5 11.5 11h-9z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      )}
    </svg>
  )
}
