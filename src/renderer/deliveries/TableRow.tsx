/** One delivery in the table. Drawn again only when its own row, its place or its selection changed. */
import { memo, type MouseEvent } from 'react'
import type { DeliveryRow } from '../../shared/model.ts'
import { classes } from '../ui/classes.ts'
import { StateMark } from '../ui/StateMark.tsx'
import { UrlText } from '../ui/UrlText.tsx'
import { AttemptMarks } from './AttemptMarks.tsx'
import { columnsLook, notNarrow, notTiny, rowHeightPx, wideOnly } from './columns.ts'
import { tookText } from './format.ts'
import { extendTo, selectOne, toggleOne } from './selection.ts'
import { stateSentence } from './state-text.ts'
import { errorText } from './status-text.ts'
import { TimeCell } from './TimeCell.tsx'

interface TableRowProps {
  /** Undefined while it is loaded. */
  row: DeliveryRow | undefined
  /** 0-based, from the top. */
  index: number
  isSelected: boolean
  isCursor: boolean
}

export const TableRow = memo(function TableRow({ row, index, isSelected, isCursor }: TableRowProps) {
  const place = { height: rowHeightPx, transform: `translateY(${index * rowHeightPx}px)` }
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
        columnsLook,
        'absolute inset-x-0 top-0 select-none',
        isSelected ? 'bg-selected' : 'hover:bg-hover',
        isCursor &&
          'shadow-[inset_2px_0_0_var(--color-accent)] group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
      )}
    >
      <div role="gridcell" className="flex" title={stateSentence(row)}>
        <StateMark state={row.state} />
      </div>
      <div role="gridcell" className="truncate font-medium" title={row.category}>
        {row.category}
      </div>
      <Target row={row} />
      <div role="gridcell" className={classes('overflow-hidden', notNarrow)}>
        <AttemptMarks row={row} />
      </div>
      <Status row={row} />
      <div role="gridcell" className={classes('tabular text-right text-sm text-muted', wideOnly)}>
        {row.lastTotalMs === null ? '' : tookText(row.lastTotalMs)}
      </div>
      <div role="gridcell" className="tabular truncate text-right text-sm text-muted">
        <TimeCell row={row} />
      </div>
    </div>
  )
})

function choose(event: MouseEvent, id: string): void {
  if (event.shiftKey) extendTo(id)
  else if (event.ctrlKey || event.metaKey) toggleOne(id)
  else selectOne(id, true)
}

function Target({ row }: { row: DeliveryRow }) {
  return (
    <div
      role="gridcell"
      className={classes('flex overflow-hidden font-mono text-sm text-muted', notTiny)}
      title={`${row.method} ${row.url}`}
    >
      {row.method !== 'POST' && <span className="shrink-0 whitespace-pre text-faint">{row.method} </span>}
      <UrlText url={row.url} />
    </div>
  )
}

function Status({ row }: { row: DeliveryRow }) {
  if (row.state === 'sending') return <Cell className="text-busy">sending</Cell>
  if (row.lastStatusCode !== null) {
    const good = row.lastStatusCode >= 200 && row.lastStatusCode < 300
    return (
      <Cell className={classes('font-mono', good ? 'text-muted' : 'text-bad')}>{row.lastStatusCode}</Cell>
    )
  }
  if (row.lastErrorCode !== null) {
    return (
      <Cell className={row.lastErrorCode === 'interrupted' ? 'text-warn' : 'text-bad'}>
        {errorText(row.lastErrorCode)}
      </Cell>
    )
  }
  return <Cell className="text-faint">–</Cell>
}

function Cell({ className, children }: { className: string; children: string | number }) {
  return (
    <div role="gridcell" className={classes('tabular truncate text-sm', className)} title={String(children)}>
      {children}
    </div>
  )
}

function LoadingRow({ place, index }: { place: { height: number; transform: string }; index: number }) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy
      style={place}
      className={classes(columnsLook, 'absolute inset-x-0 top-0')}
    >
      <div className="size-3 rounded-full bg-hover" />
      <div className="h-2 w-2/3 rounded-sm bg-hover" />
      <div className="h-2 w-4/5 rounded-sm bg-hover" />
    </div>
  )
}
