/**
 * Aligned tables for people that fit the terminal. On a narrow one the columns that may shrink shrink first, then the
 * least needed ones are left out. A pipe gets everything.
 */
import type { Paint, Style } from './paint.ts'
import { columnsOf, cutTo } from './printable.ts'

export interface Column<R> {
  title: string
  cell(row: R): string
  style?(row: R): Style | null
  /** How far it may shrink; without, it is shown whole. */
  least?: number
  /** Left out in this order, 1 first; without, never. */
  leaveOut?: number
}

export interface TableLook {
  /** Columns of the terminal; null for lines of any length. */
  width: number | null
  paint: Paint
}

export interface TableContent<R> {
  columns: Column<R>[]
  rows: R[]
}

const gap = 2

export function tableText<R>({ columns, rows }: TableContent<R>, { width, paint }: TableLook): string {
  const all = columns.map((column) => measured(column, rows))
  const shown = fit(all, width ?? Number.POSITIVE_INFINITY)
  const head = line(shown, ({ column }) => [column.title, 'dim'], paint)
  const body = rows.map((row) =>
    line(shown, ({ column }) => [column.cell(row), column.style?.(row) ?? null], paint),
  )
  return [head, ...body].join('\n')
}

interface Measured<R> {
  column: Column<R>
  width: number
}

function line<R>(
  shown: Measured<R>[],
  cellOf: (one: Measured<R>) => [text: string, style: Style | null],
  paint: Paint,
): string {
  const cells = shown.map((one) => {
    const [text, style] = cellOf(one)
    const cut = cutTo(text, one.width)
    const room = ' '.repeat(Math.max(0, one.width - columnsOf(cut)))
    return (style ? paint(style, cut) : cut) + room
  })
  return cells.join(' '.repeat(gap)).trimEnd()
}

function measured<R>(column: Column<R>, rows: R[]): Measured<R> {
  const widths = rows.map((row) => columnsOf(column.cell(row)))
  return { column, width: widths.reduce((most, width) => Math.max(most, width), column.title.length) }
}

function fit<R>(all: Measured<R>[], width: number): Measured<R>[] {
  const taken = (list: Measured<R>[]): number => list.reduce((sum, { width }) => sum + width + gap, -gap)
  const least = ({ column, width }: Measured<R>): number => Math.min(width, column.least ?? width)
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
