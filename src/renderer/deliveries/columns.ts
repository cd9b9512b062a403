/**
 * The columns of the table, and how they share its width: pure. Sized ones are as wide as they were made, the others share
 * what is left; where there is too little room for all, the least needed are left out, whatever their size.
 */
import { newestFirst, type Sort, type SortColumn } from '../../shared/filter.ts'
import { type Track, widthsOf } from './column-widths.ts'

/** Pixels; what is in sight is reckoned with it too. */
export const rowHeightPx = 30
export const headHeightPx = 28
/** Below the last row while the selection's bar floats there. */
export const barRoomPx = 56
/** Of one column. */
export const widestPx = 4_000

export type ColumnName =
  | 'category'
  | 'target'
  | 'endpoint'
  | 'eventId'
  | 'attempts'
  | 'answer'
  | 'took'
  | 'accepted'
  | 'when'

export interface Column {
  name: ColumnName
  label: string
  /** What a press on its head sorts by. */
  sortBy?: SortColumn
  /** Pixels: it is never narrower. */
  least: number
  /** Its width where it was not sized: pixels, or its part of what is left. */
  width?: number
  share?: number
  isRight?: boolean
  /** Shown only where a person asked for it. */
  isExtra?: boolean
  /** The higher, the earlier it is left out; 0: never, and it cannot be hidden. */
  leaveOut: number
}

export const columns: readonly Column[] = [
  { name: 'category', label: 'Category', sortBy: 'category', least: 100, share: 1, leaveOut: 0 },
  { name: 'target', label: 'Target', sortBy: 'target', least: 110, share: 1.4, leaveOut: 1 },
  { name: 'endpoint', label: 'Endpoint', least: 90, share: 0.8, isExtra: true, leaveOut: 2 },
  { name: 'eventId', label: 'Event id', least: 90, width: 270, isExtra: true, leaveOut: 4 },
  { name: 'attempts', label: 'Attempts', sortBy: 'attempts', least: 64, width: 90, leaveOut: 5 },
  { name: 'answer', label: 'Answer', sortBy: 'answer', least: 60, width: 108, leaveOut: 0 },
  { name: 'took', label: 'Took', sortBy: 'took', least: 52, width: 68, isRight: true, leaveOut: 6 },
  {
    name: 'accepted',
    label: 'Accepted',
    sortBy: 'accepted',
    least: 130,
    width: 150,
    isExtra: true,
    leaveOut: 3,
  },
  // `in 23 h 59 min` has room however narrow the table is.
  { name: 'when', label: 'When', sortBy: 'accepted', least: 84, width: 92, isRight: true, leaveOut: 0 },
]

/** What a person made of the columns. */
export interface ColumnChoice {
  hidden: readonly string[]
  /** Pixels. */
  widths: Readonly<Record<string, number>>
}

export const usualColumns: ColumnChoice = {
  hidden: columns.filter(({ isExtra }) => isExtra).map(({ name }) => name),
  widths: {},
}

const stateWidthPx = 14
const paddingPx = 28
const wideGapPx = 12
const narrowGapPx = 8
const narrowBelowPx = 540
/** Below it columns of a fixed width give half of what they can to the others. */
const tightBelowPx = 760

export interface ShownColumn extends Column {
  widthPx: number
}

export interface TableLayout {
  shown: readonly ShownColumn[]
  /** For CSS. */
  template: string
  gapPx: number
}

/** `widthPx` is the table's; 0 while it is not known. */
export function layoutOf({ hidden, widths }: ColumnChoice, widthPx: number): TableLayout {
  const gapPx = widthPx > 0 && widthPx < narrowBelowPx ? narrowGapPx : wideGapPx
  const roomPx = widthPx - paddingPx - stateWidthPx
  const chosen = columns.filter(({ name, leaveOut }) => leaveOut === 0 || !hidden.includes(name))
  const fitting = widthPx === 0 ? chosen : fittingOf(chosen, roomPx, gapPx)
  const isTight = widthPx > 0 && widthPx < tightBelowPx
  const tracks = fitting.map((column) => trackOf(column, widths[column.name], isTight))
  const px = widthsOf(tracks, roomPx - fitting.length * gapPx)
  const shown = fitting.map((column, index) => ({ ...column, widthPx: px[index] ?? column.least }))
  const template = [stateWidthPx, ...shown.map((column) => column.widthPx)].map((each) => `${each}px`)
  return { shown, gapPx, template: template.join(' ') }
}

function trackOf({ least, width, share = 1 }: Column, chosenPx: number | undefined, isTight: boolean): Track {
  const px = chosenPx ?? (width && isTight ? Math.round((width + least) / 2) : width)
  return px === undefined ? { least, share } : { least, px: Math.max(least, px) }
}

/** Without the least needed, until the others have room. */
function fittingOf(chosen: readonly Column[], roomPx: number, gapPx: number): readonly Column[] {
  const neededPx = chosen.reduce((sum, { least }) => sum + least + gapPx, 0)
  const next = Math.max(...chosen.map(({ leaveOut }) => leaveOut))
  if (neededPx <= roomPx || next === 0) return chosen
  return fittingOf(
    chosen.filter(({ leaveOut }) => leaveOut !== next),
    roomPx,
    gapPx,
  )
}

/** What a press on a column's head does: its order, then the other way round, then newest first again. */
export function nextSort({ sortBy }: Column, current: Sort): Sort {
  if (sortBy === undefined) return current
  if (current.by !== sortBy) return { by: sortBy, descending: beginsDescending(sortBy) }
  const isFirst = current.descending === beginsDescending(sortBy)
  if (isFirst || sortBy === 'accepted') return { by: sortBy, descending: !current.descending }
  return newestFirst
}

/** The most first where there is a number, the alphabet from its beginning. */
function beginsDescending(sortBy: Sort['by']): boolean {
  return sortBy === 'took' || sortBy === 'attempts' || sortBy === 'accepted'
}
