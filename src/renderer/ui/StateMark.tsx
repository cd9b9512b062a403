/**
 * The mark of a delivery's state: a shape of its own for each, so that no one depends on colour. Drawn in 14 px.
 * `stateLabels` holds the words for the same states, everywhere in the window.
 */
import type { DeliveryState } from '../../shared/model.ts'
import { classes } from './classes.ts'

export const stateLabels: Readonly<Record<DeliveryState, string>> = {
  scheduled: 'Scheduled',
  queued: 'Queued',
  sending: 'Sending',
  retrying: 'Retrying',
  held: 'Held',
  delivered: 'Delivered',
  failed: 'Failed',
  canceled: 'Canceled',
}

export const stateColors: Readonly<Record<DeliveryState, string>> = {
  scheduled: 'text-muted',
  queued: 'text-muted',
  sending: 'text-busy',
  retrying: 'text-warn',
  held: 'text-muted',
  delivered: 'text-good',
  failed: 'text-bad',
  canceled: 'text-faint',
}

interface StateMarkProps {
  state: DeliveryState
  /** False where the state stands beside it in words. */
  named?: boolean
  className?: string
}

export function StateMark({ state, named = true, className }: StateMarkProps) {
  return (
    <svg
      viewBox="0 0 14 14"
      className={classes('size-3.5 shrink-0 overflow-visible', stateColors[state], className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(named ? { role: 'img', 'aria-label': stateLabels[state] } : { 'aria-hidden': true })}
    >
      <Shape state={state} />
    </svg>
  )
}

function Shape({ state }: { state: DeliveryState }) {
  switch (state) {
    case 'scheduled':
      return (
        <>
          <circle cx="7" cy="7" r="5.25" />
          <path d="M7 4v3l2 1.25" />
        </>
      )
    case 'queued':
      return <circle cx="7" cy="7" r="5.25" strokeDasharray="1.6 2.5" />
    case 'sending':
      return (
        <>
          <circle cx="7" cy="7" r="5.25" />
          <path d="M4.5 7h5M7.5 5l2 2-2 2" />
        </>
      )
    case 'retrying':
      return (
        <>
          <path d="M12.25 7a5.25 5.25 0 1 1-1.6-3.77" />
          <path d="M12 1.25v2.5H9.5" />
        </>
      )
    case 'held':
      return <path d="M4.75 3v8M9.25 3v8" strokeWidth="2" />
    case 'delivered':
      return (
        <>
          <circle cx="7" cy="7" r="6" fill="currentColor" stroke="none" />
          <path d="m4.4 7.2 1.8 1.8 3.4-3.8" className="stroke-canvas" />
        </>
      )
    case 'failed':
      return (
        <>
          <rect x="1.5" y="1.5" width="11" height="11" rx="2.5" fill="currentColor" stroke="none" />
          <path d="m5 5 4 4M9 5 5 9" className="stroke-canvas" />
        </>
      )
    case 'canceled':
      return (
        <>
          <circle cx="7" cy="7" r="5.25" />
          <path d="m3.5 10.5 7-7" />
        </>
      )
  }
}
