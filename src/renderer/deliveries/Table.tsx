/**
 * The virtualised table: a grid for assistive technology, of which only the rows in sight exist. It tells the list what
 * it shows and whether it stands at the top, and keeps the cursor in sight.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowUp } from 'lucide-react'
import { type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { isNewestFirst } from '../../shared/filter.ts'
import type { DeliveryRow } from '../../shared/model.ts'
import { deliveryList, indexOf, rowAt, rowOf, setView, showNewest } from '../live/deliveries.ts'
import { classes } from '../ui/classes.ts'
import { ContextMenu, type MenuItem } from '../ui/Menu.tsx'
import { useColumnMenu } from './column-menu.tsx'
import { headHeightPx, layoutOf, rowHeightPx } from './columns.ts'
import { isByKey, openMenuAt } from '../ui/menu-key.ts'
import { countText } from './format.ts'
import { rowMenu } from './row-menu.tsx'
import { selection, selectOne, targets } from './selection.ts'
import { handleGridKey } from './table-keys.ts'
import { columnChoice } from './table-look.ts'
import { TableHead } from './TableHead.tsx'
import { rowClass, TableRow } from './TableRow.tsx'
import { useWidth } from './use-width.ts'

/** The grid's element id, for keys that bring the focus here. */
const gridId = 'deliveries-grid'

export function Table() {
  const scroller = useRef<HTMLDivElement>(null)
  const { total, newer, version, sort } = deliveryList()
  const { cursor, selected } = selection()
  const [atTop, setAtTop] = useState(true)
  const aiming = useAiming()
  const [pointed, setPointed] = useState<DeliveryRow | 'head' | null>(null)
  const columnMenu = useColumnMenu()
  const choice = columnChoice()
  const width = useWidth(scroller)
  // Rows are drawn again when it is another one.
  const layout = useMemo(() => layoutOf(choice, width), [choice, width])
  // The React Compiler, which this rule speaks for, is not used here.
  // oxlint-disable-next-line react/incompatible-library
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
  const follows = atTop && !aiming.now

  useEffect(() => setView(first, last + 1, follows), [first, last, follows, version])

  /** False while the row at the cursor is not loaded, such as right after it was sent. */
  const isCursorThere = cursor !== null && indexOf(cursor) >= 0
  useEffect(() => {
    if (cursor !== null && isCursorThere) virtualizer.scrollToIndex(indexOf(cursor), { align: 'auto' })
  }, [cursor, isCursorThere, virtualizer])

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <ContextMenu
        items={menuOf(pointed, columnMenu)}
        onBegin={(event) => setPointed(isHead(event) ? 'head' : rowOfMenu(event, cursor))}
      >
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
          onKeyDown={handleGridKey}
          onPointerMove={aiming.begin}
          onPointerLeave={aiming.end}
          className={classes(
            'group/grid min-h-0 flex-1 overflow-x-hidden overflow-y-auto',
            // With a cursor the ring stands around its row.
            cursor === null ? 'focus-inset' : 'focus-visible:outline-none',
          )}
        >
          <TableHead layout={layout} rowClass={rowClass} />
          <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index }) => {
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
        </div>
      </ContextMenu>
      {newer > 0 && (!atTop || !isNewestFirst(sort)) && (
        <NewerPill
          count={newer}
          onClick={() => {
            showNewest()
            virtualizer.scrollToOffset(0)
          }}
        />
      )}
    </div>
  )
}

/** Nothing moves under a pointer that is about to press: this long after it moved over the rows new ones wait. */
const aimingMs = 1_500

function useAiming() {
  const [now, setNow] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const end = useCallback(() => {
    clearTimeout(timer.current)
    setNow(false)
  }, [])
  const begin = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setNow(false), aimingMs)
    setNow(true)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return { now, begin, end }
}

function menuOf(pointed: DeliveryRow | 'head' | null, columnMenu: MenuItem[]): MenuItem[] {
  if (pointed === 'head') return columnMenu
  return pointed ? rowMenu(pointed, targets()) : []
}

function isHead({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('[data-head]') !== null
}

/** The row that a menu is for; by key it is opened anew at the row of the cursor. Null: none opens. */
function rowOfMenu(event: MouseEvent, cursor: string | null): DeliveryRow | null {
  const row = rowUnder(event)
  if (row) return row
  event.stopPropagation()
  const element = cursor === null ? null : document.getElementById(`delivery-${cursor}`)
  if (element && isByKey(event)) {
    event.preventDefault()
    openMenuAt(element)
    return rowOf(cursor ?? '') ?? null
  }
  return null
}

/** The row of a secondary click, made part of the selection; null on the head and beside the rows. */
function rowUnder(event: MouseEvent): DeliveryRow | null {
  const element =
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-delivery]') : null
  const row = rowOf(element?.dataset['delivery'] ?? '')
  if (!row) return null
  if (!selection.getState().selected.has(row.id)) selectOne(row.id)
  return row
}

function NewerPill({ count, onClick }: { count: number; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="absolute top-9 left-1/2 inline-flex h-6 -translate-x-1/2 items-center gap-1 rounded-full bg-accent px-3 text-sm font-medium text-on-accent shadow-float hover:bg-accent-strong"
    >
      <ArrowUp className="size-3.5" aria-hidden />
      <span className="tabular">{countText(count)} new</span>
    </button>
  )
}
