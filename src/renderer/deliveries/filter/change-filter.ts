/** Changes some parts of the table's filter: from menus, keys and links alike. */
import { deliveryList, setFilter } from '../../live/deliveries.ts'
import { type FilterChange, withChange } from './filter-parts.ts'

export function changeFilter(change: FilterChange): void {
  setFilter(withChange(deliveryList.getState().filter, change))
}
