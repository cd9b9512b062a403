/**
 * What can be done with deliveries, by their states: the same rules as the engine's, so that nothing is offered that is
 * refused. Of deliveries whose state is not known everything is offered.
 */
import type { DeliveryFilter } from '../../shared/filter.ts'
import { type DeliveryState, deliveryStates } from '../../shared/model.ts'
import type { BulkAction } from '../app/navigation.ts'

const waiting = ['scheduled', 'queued', 'retrying'] as const satisfies readonly DeliveryState[]

const allowed: Readonly<Record<BulkAction, readonly DeliveryState[]>> = {
  retry: [...waiting, 'held', 'failed', 'canceled'],
  replay: deliveryStates,
  hold: waiting,
  release: ['held'],
  reschedule: [...waiting, 'held'],
  cancel: [...waiting, 'sending', 'held'],
  delete: deliveryStates.filter((state) => state !== 'sending'),
}

/** Whether it can be done with at least one in these states. */
export function isPossible(action: BulkAction, states: Iterable<DeliveryState>): boolean {
  for (const state of states) if (allowed[action].includes(state)) return true
  return false
}

/** Of what a filter finds that with which it is possible: the same filter where it is with all of it, null where with none. */
export function narrowedTo(action: BulkAction, filter: DeliveryFilter): DeliveryFilter | null {
  const found = statesFound(filter)
  const states = found.filter((state) => allowed[action].includes(state))
  if (states.length === found.length) return filter
  // No state at all would find every one.
  return states.length === 0 ? null : { ...filter, states }
}

/** The states that what a filter finds may have. */
export function statesFound({ states = [] }: DeliveryFilter): readonly DeliveryState[] {
  return states.length > 0 ? states : deliveryStates
}
