/**
 * The virtualised table: a grid for assistive technology, of which only the rows in sight exist. What a scroll changes is
 * `TableRows`' business, so that the menu around it is not drawn again with every block of rows.
 */
import { ArrowUp } from 'lucide-react'
import {
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { isNewestFirst } from '../../shared/filter.ts'
import type { DeliveryRow } from '../../shared/model.ts'
import { deliveryList, rowOf, showNewest } from '../live/deliveries.ts'
import { classes } from '../ui/classes.ts'
import { ContextMenu, type MenuItem } from '../ui/Menu.tsx'
import { useColumnMenu } from './column-menu.tsx'
import { layoutOf, rowHeightPx } from './columns.ts'
import { isByKey, openMenuAt } from '../ui/menu-key.ts'
import { countText } from './format.ts'
import { rowMenu } from './row-menu.tsx'
import { selection, selectOne, targets } from './selection.ts'
import { gridId, holdFocus } from './table-focus.ts'
import { handleGridKey } from './table-keys.ts'
import { columnChoice } from './table-look.ts'
import { TableHead } from './TableHead.tsx'
import { rowClass } from './TableRow.tsx'
import { TableRows } from './TableRows.tsx'
import { useAtTop } from './use-at-top.ts'
import { useWidth } from './use-width.ts'

export function Table() {
  const scroller = useRef<HTMLDivElement>(null)
  const total = deliveryList((list) => list.total)
  const cursor = selection((state) => state.cursor)
  const aiming = useAiming()
  const [pointed, setPointed] = useState<DeliveryRow | 'head' | null>(null)
  const columnMenu = useColumnMenu()
  const choice = columnChoice()
  const width = useWidth(scroller)
  // Rows are drawn again when it is another one.
  const layout = useMemo(() => layoutOf(choice, width), [choice, width])
  useLayoutEffect(() => (scroller.current ? holdFocus(scroller.current) : undefined), [])

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
          onKeyDown={handleGridKey}
          onPointerMove={aiming.begin}
          onPointerLeave={aiming.end}
          className={classes(
            // With a ground of its own it is scrolled without being painted again.
            'group/grid min-h-0 flex-1 overflow-x-hidden overflow-y-auto bg-canvas',
            // With a cursor the ring stands around its row.
            cursor === null ? 'focus-inset' : 'focus-visible:outline-none',
          )}
        >
          <TableHead layout={layout} rowClass={rowClass} />
          <TableRows scroller={scroller} layout={layout} isAiming={aiming.now} />
        </div>
      </ContextMenu>
      <NewerPill scroller={scroller} />
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

/** While new ones wait that the table does not show. */
function NewerPill({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const count = deliveryList((list) => list.newer)
  const isNewestOnTop = deliveryList((list) => isNewestFirst(list.sort))
  const atTop = useAtTop(scroller, rowHeightPx)
  if (count === 0 || (atTop && isNewestOnTop)) return null
  const show = (): void => {
    showNewest()
    scroller.current?.scrollTo({ top: 0 })
  }
  return (
    <button
      type="button"
      onClick={show}
      className="absolute top-9 left-1/2 inline-flex h-6 -translate-x-1/2 items-center gap-1 rounded-full bg-accent px-3 text-sm font-medium text-on-accent shadow-float hover:bg-accent-strong"
    >
      <ArrowUp className="size-3.5" aria-hidden />
      <span className="tabular">{countText(count)} new</span>
    </button>
  )
}
