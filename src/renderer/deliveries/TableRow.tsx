/** One delivery in the table. Drawn again only when its own row, its place or its selection changed. */
import { type CSSProperties, memo, type MouseEvent } from 'react'
import type { DeliveryRow } from '../../shared/model.ts'
import { classes } from '../ui/classes.ts'
import { StateMark } from '../ui/StateMark.tsx'
import { rowHeightPx, type TableLayout } from './columns.ts'
import { extendTo, selectOne, toggleOne } from './selection.ts'
import { stateSentence } from './state-text.ts'
import { cells } from './table-cells.tsx'

interface TableRowProps {
  /** Undefined while it is loaded. */
  row: DeliveryRow | undefined
  /** 0-based, from the top. */
  index: number
  layout: TableLayout
  isSelected: boolean
  isCursor: boolean
}

/** Of the head's row too. */
export const rowClass = 'grid items-center pr-4 pl-3'

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { row, index, layout, isSelected, isCursor } = props
  const place = {
    height: rowHeightPx,
    transform: `translateY(${index * rowHeightPx}px)`,
    gridTemplateColumns: layout.template,
    columnGap: layout.gapPx,
  }
  if (!row) return <LoadingRow place={place} index={index} />
  return (
    <div
      role="row"
      id={`delivery-${row.id}`}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-delivery={row.id}
      style={place}
      onClick={(event) => choose(event, row.id)}
      className={classes(
        rowClass,
        'absolute inset-x-0 top-0 select-none',
        isSelected ? 'bg-selected' : 'hover:bg-hover',
        isCursor &&
          'shadow-[inset_2px_0_0_var(--color-accent)] group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
      )}
    >
      <div role="gridcell" className="flex" title={stateSentence(row)}>
        <StateMark state={row.state} />
      </div>
      {layout.shown.map(({ name, widthPx }) => {
        const Cell = cells[name]
        return <Cell key={name} row={row} widthPx={widthPx} />
      })}
    </div>
  )
})

function choose(event: MouseEvent, id: string): void {
  if (event.shiftKey) extendTo(id)
  else if (event.ctrlKey || event.metaKey) toggleOne(id)
  else selectOne(id, true)
}

function LoadingRow({ place, index }: { place: CSSProperties; index: number }) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy
      style={place}
      className={classes(rowClass, 'absolute inset-x-0 top-0')}
    >
      <div className="size-3 rounded-full bg-hover" />
      <div className="h-2 w-2/3 rounded-sm bg-hover" />
      <div className="h-2 w-4/5 rounded-sm bg-hover" />
    </div>
  )
}
