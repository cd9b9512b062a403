/** The ways to the export dialog, with what is to be exported at first. */
import type { DeliveryFilter } from '../../shared/commands.ts'
import { openOverlay } from '../app/navigation.ts'
import { isFiltered } from '../deliveries/filter/filter-parts.ts'
import { selection } from '../deliveries/selection.ts'
import { deliveryList } from '../live/deliveries.ts'

/** Several that are selected, else what the filter finds, else all. */
export function openExport(): void {
  const ids = selectedIds()
  const { filter } = deliveryList.getState()
  const scope = ids.length > 1 ? 'selected' : isFiltered(filter) ? 'found' : 'all'
  openOverlay({ kind: 'export', ids, filter, scope })
}

export function exportSelected(ids: string[]): void {
  openOverlay({ kind: 'export', ids, filter: deliveryList.getState().filter, scope: 'selected' })
}

export function exportFound(filter: DeliveryFilter): void {
  openOverlay({ kind: 'export', ids: selectedIds(), filter, scope: isFiltered(filter) ? 'found' : 'all' })
}

function selectedIds(): string[] {
  return [...selection.getState().selected]
}
