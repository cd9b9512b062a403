/**
 * Which deliveries the person means. The cursor is the one that the inspector shows and that the arrow keys move; the
 * selection holds it, and more when it was extended. By id, so that rows coming in above change nothing.
 */
import { create } from 'zustand'
import { type DeliveryState, deliveryStates } from '../../shared/model.ts'
import { deliveryList, indexOf, rowAt, rowWhenLoaded } from '../live/deliveries.ts'
import { showDelivery } from '../live/detail.ts'
import { stateOf, watch, watchedDeliveries } from '../live/watched.ts'
import { focusTableIfLost } from './table-focus.ts'

interface Selection {
  cursor: string | null
  selected: ReadonlySet<string>
  /** Where a range began. */
  origin: string | null
  /** Whether the inspector is open. */
  open: boolean
}

const nothing: Selection = { cursor: null, selected: new Set(), origin: null, open: false }

export const selection = create<Selection>(() => nothing)

/** What another filter hides must not be acted upon unseen: only an open delivery stays selected. */
deliveryList.subscribe((list, before) => {
  if (list.filter === before.filter) return
  const { cursor, open } = selection.getState()
  if (open && cursor !== null) selectOne(cursor)
  else clearSelection()
})

selection.subscribe(({ selected }, before) => {
  if (selected !== before.selected) watch(selected)
})

/** What is gone cannot be acted upon; of one that is open its inspector says so. */
watchedDeliveries.subscribe(({ deleted }, before) => {
  if (deleted !== before.deleted) letGo(deleted)
})

/** Several are selected: the bar of what can be done with them is up. */
export function isSeveral(selected: ReadonlySet<string>): boolean {
  return selected.size > 1
}

/** One delivery. With `open`, its inspector opens too. */
export function selectOne(id: string, open: boolean = selection.getState().open): void {
  selection.setState({ cursor: id, origin: id, selected: new Set([id]), open })
  showDelivery(open ? id : null)
}

/** Adds a delivery to the selection or takes it out. */
export function toggleOne(id: string): void {
  const selected = new Set(selection.getState().selected)
  if (!selected.delete(id)) selected.add(id)
  setCursor(id, { selected, origin: id })
}

/** Everything between the origin of the range and this delivery, as far as it is loaded. */
export function extendTo(id: string): void {
  const { origin, cursor } = selection.getState()
  const from = indexOf(origin ?? cursor ?? id)
  const to = indexOf(id)
  if (from < 0 || to < 0) return selectOne(id)
  const selected = new Set<string>()
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const row = rowAt(index)
    if (row) selected.add(row.id)
  }
  setCursor(id, { selected, origin: origin ?? id })
}

export function selectMany(ids: readonly string[]): void {
  const { cursor, open } = selection.getState()
  const selected = new Set(ids)
  const next = cursor !== null && selected.has(cursor) ? cursor : (ids[0] ?? null)
  selection.setState({ selected, cursor: next, origin: next })
  showDelivery(open ? next : null)
}

/** Moves the cursor to a position of the list, loading it when it is far away. */
export async function moveTo(index: number, extend: boolean): Promise<void> {
  const row = rowAt(index) ?? (await rowWhenLoaded(index))
  if (!row) return
  if (extend) extendTo(row.id)
  else selectOne(row.id)
}

export function openInspector(): void {
  const { cursor } = selection.getState()
  if (cursor !== null) selectOne(cursor, true)
}

export function closeInspector(): void {
  selection.setState({ open: false })
  showDelivery(null)
  focusTableIfLost()
}

export function clearSelection(): void {
  selection.setState(nothing)
  showDelivery(null)
}

/** The delivery to go to when these are gone: the next one below the cursor, or else the one above. */
export function neighbourOf(ids: readonly string[]): string | null {
  const { cursor } = selection.getState()
  const gone = new Set(ids)
  if (cursor === null || !gone.has(cursor)) return cursor
  const from = indexOf(cursor)
  for (const by of [1, -1]) {
    let index = from + by
    let row = rowAt(index)
    while (row && gone.has(row.id)) row = rowAt((index += by))
    if (row) return row.id
  }
  return null
}

/** Takes these out of a selection of several; the cursor stays. */
export function letGo(ids: readonly string[]): void {
  const { selected } = selection.getState()
  if (selected.size < 2) return
  const gone = new Set(ids)
  selection.setState({ selected: new Set([...selected].filter((id) => !gone.has(id))) })
}

/** The deliveries that an action is for: the selection, or else the cursor. */
export function targets(): string[] {
  const { cursor, selected } = selection.getState()
  if (selected.size > 0) return [...selected]
  return cursor === null ? [] : [cursor]
}

/** The states of some deliveries; every state where one of them is not known. */
export function statesOf(ids: readonly string[]): ReadonlySet<DeliveryState> {
  const states = new Set<DeliveryState>()
  for (const id of ids) {
    const state = stateOf(id)
    if (!state) return new Set(deliveryStates)
    states.add(state)
  }
  return states
}

function setCursor(id: string, rest: { selected: ReadonlySet<string>; origin: string }): void {
  selection.setState({ cursor: id, ...rest })
  if (selection.getState().open) showDelivery(id)
}
