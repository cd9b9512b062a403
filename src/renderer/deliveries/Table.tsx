/**
 * The virtualised table: a grid for assistive technology, of which only the rows in sight exist. It tells the list what
 * it shows and whether it stands at the top, and keeps the cursor in sight.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowUp } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { deliveryList, indexOf, rowAt, setView, showNewest } from '../live/deliveries.ts'
import { classes } from '../ui/classes.ts'
import { columnsLook, headHeightPx, notNarrow, notTiny, rowHeightPx, wideOnly } from './columns.ts'
import { countText } from './format.ts'
import { selectAll } from './actions.ts'
import { moveTo, openInspector, selection } from './selection.ts'
import { TableRow } from './TableRow.tsx'

/** The grid's element id, for keys that bring the focus here. */
export const gridId = 'deliveries-grid'

export function Table() {
  const scroller = useRef<HTMLDivElement>(null)
  const { total, newer, version } = deliveryList()
  const { cursor, selected } = selection()
  const [atTop, setAtTop] = useState(true)
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 10,
    // The head sticks over the rows and takes this much of the height.
    scrollPaddingEnd: headHeightPx,
  })
  const first = virtualizer.range?.startIndex ?? 0
  const last = virtualizer.range?.endIndex ?? 0

  useEffect(() => setView(first, last + 1, atTop), [first, last, atTop, version])

  useEffect(() => {
    const index = cursor === null ? -1 : indexOf(cursor)
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
    // Rows coming in above must not scroll: only a moved cursor does.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [cursor])

  return (
    <div className="@container relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        id={gridId}
        role="grid"
        aria-label="Deliveries"
        aria-rowcount={total + 1}
        aria-multiselectable
        aria-activedescendant={cursor === null ? undefined : `delivery-${cursor}`}
        tabIndex={0}
        onScroll={(event) => setAtTop(event.currentTarget.scrollTop < rowHeightPx)}
        onKeyDown={(event) => handleKey(event, scroller)}
        className={classes(
          'group/grid min-h-0 flex-1 overflow-x-hidden overflow-y-auto',
          // With a cursor the ring stands around its row.
          cursor === null ? 'focus-inset' : 'focus-visible:outline-none',
        )}
      >
        <TableHead />
        <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index }) => {
            const row = rowAt(index)
            return (
              <TableRow
                key={row?.id ?? index}
                row={row}
                index={index}
                isSelected={row !== undefined && selected.has(row.id)}
                isCursor={row !== undefined && row.id === cursor}
              />
            )
          })}
        </div>
      </div>
      {newer > 0 && !atTop && (
        <button
          type="button"
          onClick={() => {
            showNewest()
            virtualizer.scrollToOffset(0)
          }}
          className="absolute top-9 left-1/2 inline-flex h-6 -translate-x-1/2 items-center gap-1 rounded-full bg-accent px-3 text-sm font-medium text-on-accent shadow-float hover:bg-accent-strong"
        >
          <ArrowUp className="size-3.5" aria-hidden />
          <span className="tabular">{countText(newer)} new</span>
        </button>
      )}
    </div>
  )
}

function TableHead() {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={classes(
        columnsLook,
        'sticky top-0 z-10 h-7 border-b border-line bg-canvas text-xs text-faint select-none',
      )}
    >
      <div role="columnheader" aria-label="State" />
      <div role="columnheader">Category</div>
      <div role="columnheader" className={notTiny}>
        Target
      </div>
      <div role="columnheader" className={notNarrow}>
        Attempts
      </div>
      <div role="columnheader">Answer</div>
      <div role="columnheader" className={classes('text-right', wideOnly)}>
        Took
      </div>
      <div role="columnheader" className="text-right">
        When
      </div>
    </div>
  )
}

/** The keys of a grid. Letters such as J and K work everywhere and stand in app/shortcuts.ts. */
function handleKey(event: KeyboardEvent, scroller: RefObject<HTMLDivElement | null>): void {
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
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx) - 2)
  const index = targetIndex(event.key, { page, total })
  if (index === null) return
  event.preventDefault()
  void moveTo(index, event.shiftKey)
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
