/** A state in words where one word is not enough: who holds it, and what it waits for. */
import { type DeliveryRow, isFinal } from '../../shared/model.ts'
import { stateLabels } from '../ui/StateMark.tsx'
import { fullTime } from './format.ts'

type Row = Pick<DeliveryRow, 'state' | 'heldBy' | 'nextAttemptAt'>

/** `held by you`, `held by pause`: short enough for the table. */
export function heldText({ heldBy }: Row): string {
  return heldBy === 'endpoint' ? 'held by pause' : 'held by you'
}

/** What `delivery.retry` is called where there was no attempt yet, as of a scheduled one, and where there was. */
export function nextNowText({ state, attemptCount }: Pick<DeliveryRow, 'state' | 'attemptCount'>): string {
  return attemptCount === 0 && !isFinal(state) ? 'Send now' : 'Retry now'
}

/** `Held: its endpoint is paused.` */
export function stateSentence({ state, heldBy, nextAttemptAt }: Row): string {
  if (state === 'held') return heldBy === 'endpoint' ? 'Held: its endpoint is paused.' : 'Held by you.'
  if (state === 'scheduled' && nextAttemptAt !== null) return `Scheduled for ${fullTime(nextAttemptAt)}.`
  if (state === 'retrying' && nextAttemptAt !== null) {
    return `Retrying: the next attempt is due ${fullTime(nextAttemptAt)}.`
  }
  return `${stateLabels[state]}.`
}
