/**
 * The rows of the table that are in sight, and those around them; what scrolls and what the feed changes is drawn here and
 * nowhere else. Tells the list what is shown and whether it follows the newest, and keeps the cursor in sight.
 */
import { type RefObject, useEffect, useRef } from 'react'
import { deliveryList, indexOf, load, rowAt, setView } from '../live/deliveries.ts'
import { barRoomPx, headHeightPx, rowHeightPx, type TableLayout } from './columns.ts'
import { isSeveral, selection } from './selection.ts'
import { TableRow } from './TableRow.tsx'
import { useAtTop } from './use-at-top.ts'
import { type RowSpan, useRowWindow } from './use-row-window.ts'

interface TableRowsProps {
  scroller: RefObject<HTMLElement | null>
  layout: TableLayout
  /** The pointer is about to press: new rows wait. */
  isAiming: boolean
}

export function TableRows({ scroller, layout, isAiming }: TableRowsProps) {
  const total = deliveryList((list) => list.total)
  // What is loaded is read row by row.
  deliveryList((list) => list.version)
  const { cursor, selected } = selection()
  const { near, drawn } = useRowWindow(scroller, { count: total, rowPx: rowHeightPx })
  const follows = useAtTop(scroller, rowHeightPx) && !isAiming

  useEffect(() => setView(near.start, near.end, follows), [near.start, near.end, follows])
  useEffect(() => void load(drawn.start, drawn.end), [drawn.start, drawn.end])

  const roomPx = isSeveral(selected) ? barRoomPx : 0
  // Under a pointer that is about to press, no row moves out from under the bar.
  const coveredPx = isAiming ? 0 : roomPx
  const covered = useRef(coveredPx)
  useEffect(() => {
    covered.current = coveredPx
  }, [coveredPx])

  /** False while the row at the cursor is not loaded, such as right after it was sent. */
  const isCursorThere = cursor !== null && indexOf(cursor) >= 0
  useEffect(() => {
    if (cursor !== null && isCursorThere && scroller.current)
      showRow(scroller.current, indexOf(cursor), covered.current)
  }, [cursor, isCursorThere, scroller])

  return (
    <div className="relative" style={{ height: total * rowHeightPx + roomPx }}>
      {rowsOf(drawn).map((index) => {
        const row = rowAt(index)
        return (
          <TableRow
            key={row?.id ?? index}
            row={row}
            index={index}
            layout={layout}
            isSelected={row !== undefined && selected.has(row.id)}
            isCursor={row !== undefined && row.id === cursor}
          />
        )
      })}
    </div>
  )
}

/** Scrolls as little as it takes to have the whole row in sight; the head sticks over the rows, the bar covers some. */
function showRow(scroller: HTMLElement, index: number, coveredPx: number): void {
  const topPx = index * rowHeightPx
  const bottomPx = topPx + rowHeightPx + headHeightPx + coveredPx - scroller.clientHeight
  if (scroller.scrollTop > topPx) scroller.scrollTop = topPx
  else if (scroller.scrollTop < bottomPx) scroller.scrollTop = bottomPx
}

function rowsOf({ start, end }: RowSpan): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index)
}
