/** The table's head: a press on a name sorts by it, the line behind it sizes the column, by pointer or by arrow keys. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { isNewestFirst } from '../../shared/filter.ts'
import { mostSorted } from '../../shared/limits.ts'
import { deliveryList, setSort } from '../live/deliveries.ts'
import { classes } from '../ui/classes.ts'
import { type Column, nextSort, type TableLayout, widestPx } from './columns.ts'
import { countText } from './format.ts'
import { columnChoice, sizeColumn } from './table-look.ts'

/** What a press of an arrow key changes, in pixels; with Shift four times as much. */
const keyStepPx = 8

export function TableHead({ layout, rowClass }: { layout: TableLayout; rowClass: string }) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      data-head
      style={{ gridTemplateColumns: layout.template, columnGap: layout.gapPx }}
      className={classes(
        rowClass,
        'sticky top-0 z-10 h-7 border-b border-line bg-canvas text-xs text-faint select-none',
      )}
    >
      <div role="columnheader" aria-label="State" />
      {layout.shown.map((column, index) => (
        <HeadCell
          key={column.name}
          column={column}
          gapPx={layout.gapPx}
          isLast={index === layout.shown.length - 1}
        />
      ))}
    </div>
  )
}

function HeadCell({ column, gapPx, isLast }: { column: Column; gapPx: number; isLast: boolean }) {
  const cell = useRef<HTMLDivElement>(null)
  const sortedBy = deliveryList((list) => list.sortedBy)
  const isSorted = column.sortBy === sortedBy.by
  return (
    <div
      ref={cell}
      role="columnheader"
      aria-sort={isSorted ? (sortedBy.descending ? 'descending' : 'ascending') : 'none'}
      className={classes('relative flex h-full min-w-0 items-center', column.isRight && 'justify-end')}
    >
      {column.sortBy ? <SortButton column={column} isSorted={isSorted} /> : <span>{column.label}</span>}
      {!isLast && (
        <Sizer column={column} gapPx={gapPx} widthNow={() => cell.current?.offsetWidth ?? column.least} />
      )}
    </div>
  )
}

function SortButton({ column, isSorted }: { column: Column; isSorted: boolean }) {
  const sort = deliveryList((list) => list.sort)
  const sortedBy = deliveryList((list) => list.sortedBy)
  const tooMany = deliveryList((list) => tooManyText(column, list.total))
  const Arrow = sortedBy.descending ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      title={tooMany ?? `Sort by ${column.label.toLowerCase()}`}
      aria-disabled={tooMany !== null}
      onClick={() => {
        if (tooMany === null || sort.by === column.sortBy) setSort(nextSort(column, sort))
      }}
      className={classes(
        'focus-inset inline-flex h-5 min-w-0 items-center gap-0.5 rounded-sm hover:text-fg aria-disabled:hover:text-faint',
        isSorted && !isNewestFirst(sortedBy) && 'font-medium text-fg',
      )}
    >
      <span className="truncate">{column.label}</span>
      {isSorted && <Arrow className="size-3 shrink-0" aria-hidden />}
    </button>
  )
}

/** Why it does not sort by this column; null where it does. */
function tooManyText({ sortBy }: Column, total: number): string | null {
  if (sortBy === 'accepted' || total <= mostSorted) return null
  return `Sorts up to ${countText(mostSorted)} deliveries; these are ${countText(total)}. Filter them further.`
}

interface SizerProps {
  column: Column
  gapPx: number
  widthNow: () => number
}

function Sizer({ column, gapPx, widthNow }: SizerProps) {
  const width = columnChoice((choice) => choice.widths[column.name])
  const start = useRef<{ x: number; width: number } | null>(null)
  const onPointerMove = (event: PointerEvent): void => {
    if (start.current) sizeColumn(column, start.current.width + event.clientX - start.current.x)
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${column.label}`}
      aria-valuemin={column.least}
      aria-valuemax={widestPx}
      aria-valuenow={width ?? column.width ?? column.least}
      aria-valuetext={width === undefined ? 'by itself' : `${width} pixels`}
      tabIndex={0}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width: widthNow() }
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => (start.current = null)}
      onPointerCancel={() => (start.current = null)}
      onDoubleClick={() => sizeColumn(column, null)}
      onKeyDown={(event) => sizeByKey(event, { column, widthNow })}
      style={{ right: -gapPx / 2 - 4 }}
      className="group/sizer absolute top-1 bottom-1 z-10 flex w-2 cursor-col-resize touch-none justify-center rounded-sm"
    >
      <span className="w-px bg-line group-hover/sizer:bg-faint group-focus-visible/sizer:bg-accent group-active/sizer:bg-accent" />
    </div>
  )
}

function sizeByKey(
  event: KeyboardEvent,
  { column, widthNow }: Pick<SizerProps, 'column' | 'widthNow'>,
): void {
  const step = event.shiftKey ? keyStepPx * 4 : keyStepPx
  if (event.key === 'ArrowLeft') sizeColumn(column, widthNow() - step)
  else if (event.key === 'ArrowRight') sizeColumn(column, widthNow() + step)
  else if (event.key === 'Home') sizeColumn(column, column.least)
  else if (event.key === 'Enter') sizeColumn(column, null)
  else return
  event.preventDefault()
}
