/**
 * What becomes of the selection when something was done to it: what leaves the table by that leaves the selection too, as
 * in a mail client, and the cursor goes to the next one. What leaves by itself stays selected, and the bar says so.
 */
import type { DeliveryState } from '../../shared/model.ts'
import { deliveryList } from '../live/deliveries.ts'
import { learnStates } from '../live/watched.ts'
import { clearSelection, letGo, neighbourOf, selection, selectOne } from './selection.ts'

/** The states that each leads to, before anything else happens. */
const outcomes = {
  retry: ['queued', 'sending'],
  hold: ['held'],
  release: ['scheduled', 'queued', 'retrying'],
  cancel: ['canceled'],
} as const satisfies Record<string, readonly DeliveryState[]>

export type StateAction = keyof typeof outcomes

/**
 * Call it before the command, while the list still tells what stands beside what; what it answers with is called with
 * those that were changed.
 */
export function followAction(action: StateAction, ids: readonly string[]) {
  const next = neighbourOf(ids)
  return (changed: readonly string[]): void => {
    const led: readonly DeliveryState[] = outcomes[action]
    const { states = [] } = deliveryList.getState().filter
    if (states.length > 0 && !led.some((state) => states.includes(state))) leave(changed, next)
    const [only, ...others] = led
    if (only && others.length === 0) learnStates(changed.map((id) => ({ id, state: only })))
  }
}

/** An open delivery stays, because it is seen. */
function leave(gone: readonly string[], next: string | null): void {
  letGo(gone)
  const { cursor, open, selected } = selection.getState()
  if (cursor === null || !gone.includes(cursor)) return
  const [first, ...others] = selected
  if (open) selectOne(cursor)
  else if (others.length > 0 && first !== undefined) selection.setState({ cursor: first, origin: first })
  else if (next === null) clearSelection()
  else selectOne(next)
}
