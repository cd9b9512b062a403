/** `list` for people. Ids are never cut, because they are what one copies. */
import type { DeliveryRow } from '../shared/model.ts'
import { printableLine } from './printable.ts'
import { type Column, type TableLook, tableText } from './table.ts'
import { lastResult, localTime, stateStyle } from './texts.ts'

const columns: Column<DeliveryRow>[] = [
  { title: 'ID', cell: ({ id }) => id },
  { title: 'STATE', cell: ({ state }) => state, style: ({ state }) => stateStyle(state) },
  {
    title: 'TRIES',
    cell: ({ attemptCount, maxAttempts }) => `${attemptCount}/${maxAttempts || '∞'}`,
    leaveOut: 2,
  },
  { title: 'LAST', cell: (row) => lastResult(row) ?? '-', leaveOut: 4 },
  { title: 'CATEGORY', cell: ({ category }) => printableLine(category), least: 12, leaveOut: 3 },
  { title: 'URL', cell: ({ url }) => printableLine(url), least: 20, leaveOut: 5 },
  { title: 'CREATED', cell: ({ createdAt }) => localTime(createdAt), leaveOut: 1 },
]

export function deliveryTable(rows: DeliveryRow[], look: TableLook): string {
  return tableText({ columns, rows }, look)
}
