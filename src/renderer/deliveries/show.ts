/** The ways to the deliveries from anywhere in the window: to all that a filter finds, or to one of them. */
import type { DeliveryFilter } from '../../shared/commands.ts'
import { goTo } from '../app/navigation.ts'
import { setFilter } from '../live/deliveries.ts'
import { selectOne } from './selection.ts'

export function showDeliveries(filter: DeliveryFilter): void {
  goTo('deliveries')
  setFilter(filter)
}

/** With its inspector. */
export function openDelivery(id: string): void {
  goTo('deliveries')
  selectOne(id, true)
}
