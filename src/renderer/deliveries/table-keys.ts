/** The keys that belong to the grid while it has the focus. Letters such as J and K work everywhere: see app/commands.ts. */
import type { KeyboardEvent } from 'react'
import { deliveryList, indexOf, whenLoaded } from '../live/deliveries.ts'
import { selectAll } from './actions.ts'
import { headHeightPx, rowHeightPx } from './columns.ts'
import { moveTo, openInspector, selection } from './selection.ts'
import { focusTable, hasTableFocus } from './table-focus.ts'

export function handleGridKey(event: KeyboardEvent<HTMLElement>): void {
  // The buttons of the head have keys of their own.
  if (event.target !== event.currentTarget) return
  const { total } = deliveryList.getState()
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
    event.preventDefault()
    void selectAll(total)
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Enter') {
    event.preventDefault()
    openInspector()
    return
  }
  const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - headHeightPx) / rowHeightPx) - 1)
  const index = targetIndex(event.key, { page, total })
  if (index === null) return
  event.preventDefault()
  void moveTo(index, event.shiftKey)
}

/** From the filter's text into its rows: to the first one where none has the cursor. */
export async function enterRows(): Promise<void> {
  focusTable()
  await whenLoaded()
  if (selection.getState().cursor === null && hasTableFocus()) await moveTo(0, false)
}

function targetIndex(key: string, { page, total }: { page: number; total: number }): number | null {
  const { cursor } = selection.getState()
  const current = cursor === null ? -1 : indexOf(cursor)
  const within = (index: number): number => Math.min(Math.max(index, 0), total - 1)
  switch (key) {
    case 'ArrowDown':
      return within(current + 1)
    case 'ArrowUp':
      return within(current - 1)
    case 'PageDown':
      return within(current + page)
    case 'PageUp':
      return within(current - page)
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}
