/**
 * `list` for people: an aligned table that fits the terminal. Ids are never cut, because they are what one copies. On a
 * narrow terminal the long columns shrink first, then the least needed ones are left out. A pipe gets everything.
 */
import type { DeliveryRow } from '../shared/model.ts'
import type { Paint } from './paint.ts'
import { columnsOf, cutTo, printableLine } from './printable.ts'
import { lastResult, localTime, stateStyle } from './texts.ts'

interface Column {
  title: string
  cell(row: DeliveryRow): string
  /** How far it may shrink; without, it is shown whole. */
  least?: number
  /** Left out in this order, 1 first; without, never. */
  leaveOut?: number
}

const columns: Column[] = [
  { title: 'ID', cell: ({ id }) => id },
  { title: 'STATE', cell: ({ state }) => state },
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
const gap = 2

export interface TableLook {
  /** Columns of the terminal; null for lines of any length. */
  width: number | null
  paint: Paint
}

export function deliveryTable(rows: DeliveryRow[], { width, paint }: TableLook): string {
  const shown = fit(
    columns.map((column) => measured(column, rows)),
    width ?? Number.POSITIVE_INFINITY,
  )
  const line = (texts: string[], painted: (text: string, index: number) => string): string =>
    texts
      .map((text, index) => {
        const cut = cutTo(text, shown[index]?.width ?? 0)
        const room = ' '.repeat(Math.max(0, (shown[index]?.width ?? 0) - columnsOf(cut)))
        return painted(cut, index) + room
      })
      .join(' '.repeat(gap))
      .trimEnd()
  const head = line(
    shown.map(({ column }) => column.title),
    (text) => paint('dim', text),
  )
  const body = rows.map((row) =>
    line(
      shown.map(({ column }) => column.cell(row)),
      (text, index) => (shown[index]?.column.title === 'STATE' ? paint(stateStyle(row.state), text) : text),
    ),
  )
  return [head, ...body].join('\n')
}

interface Measured {
  column: Column
  width: number
}

function measured(column: Column, rows: DeliveryRow[]): Measured {
  const widths = rows.map((row) => columnsOf(column.cell(row)))
  return { column, width: widths.reduce((most, width) => Math.max(most, width), column.title.length) }
}

function fit(all: Measured[], width: number): Measured[] {
  const taken = (list: Measured[]): number => list.reduce((sum, { width }) => sum + width + gap, -gap)
  const least = ({ column, width }: Measured): number => Math.min(width, column.least ?? width)
  let shown = all
  const leastTaken = (): number => taken(shown.map((one) => ({ ...one, width: least(one) })))
  for (let turn = 1; turn < all.length && leastTaken() > width; turn += 1) {
    shown = shown.filter(({ column }) => column.leaveOut !== turn)
  }
  return shown.map((one) => {
    const over = taken(shown) - width
    if (over <= 0) return one
    const fitting = { ...one, width: Math.max(least(one), one.width - over) }
    shown = shown.map((other) => (other.column === one.column ? fitting : other))
    return fitting
  })
}
