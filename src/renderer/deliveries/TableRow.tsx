/** One delivery in the table. Drawn again only when its own row, its place or its selection changed. */
import { type CSSProperties, memo, type MouseEvent, type ReactNode } from 'react'
import type { DeliveryRow } from '../../shared/model.ts'
import { useLive } from '../live/store.ts'
import { classes } from '../ui/classes.ts'
import { StateMark } from '../ui/StateMark.tsx'
import { UrlText } from '../ui/UrlText.tsx'
import { AttemptMarks } from './AttemptMarks.tsx'
import { type ColumnName, rowHeightPx, type TableLayout } from './columns.ts'
import { fullTime, tookText } from './format.ts'
import { extendTo, selectOne, toggleOne } from './selection.ts'
import { stateSentence } from './state-text.ts'
import { errorText } from './status-text.ts'
import { TimeCell } from './TimeCell.tsx'

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
      {layout.shown.map(({ name }) => {
        const Cell = cells[name]
        return <Cell key={name} row={row} />
      })}
    </div>
  )
})

const cells: Readonly<Record<ColumnName, (props: { row: DeliveryRow }) => ReactNode>> = {
  category: ({ row }) => (
    <div role="gridcell" className="truncate font-medium" title={row.category}>
      {row.category}
    </div>
  ),
  target: Target,
  endpoint: Endpoint,
  eventId: ({ row }) => (
    <Cell className="font-mono text-muted" title={row.eventId}>
      {row.eventId}
    </Cell>
  ),
  attempts: ({ row }) => (
    <div role="gridcell" className="overflow-hidden">
      <AttemptMarks row={row} />
    </div>
  ),
  answer: Status,
  took: ({ row }) => (
    <Cell className="text-right text-muted">{row.lastTotalMs === null ? '' : tookText(row.lastTotalMs)}</Cell>
  ),
  accepted: ({ row }) => <Cell className="text-muted">{fullTime(row.createdAt)}</Cell>,
  when: ({ row }) => (
    <div role="gridcell" className="tabular truncate text-right text-sm text-muted">
      <TimeCell row={row} />
    </div>
  ),
}

function choose(event: MouseEvent, id: string): void {
  if (event.shiftKey) extendTo(id)
  else if (event.ctrlKey || event.metaKey) toggleOne(id)
  else selectOne(id, true)
}

function Target({ row }: { row: DeliveryRow }) {
  return (
    <div
      role="gridcell"
      className="flex overflow-hidden font-mono text-sm text-muted"
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

function Endpoint({ row }: { row: DeliveryRow }) {
  const name = useLive((live) => live.endpoints.find(({ id }) => id === row.endpointId)?.name ?? '')
  return <Cell className="text-muted">{name}</Cell>
}

interface CellProps {
  className: string
  title?: string
  children: string | number
}

function Cell({ className, title, children }: CellProps) {
  return (
    <div
      role="gridcell"
      className={classes('tabular truncate text-sm', className)}
      title={title ?? String(children)}
    >
      {children}
    </div>
  )
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
