/**
 * What is known of deliveries that somebody keeps in mind, such as the selected ones, though the list may have let them go:
 * by the list, by the feed, and by what was done to them. A flood is not told row by row: what may have gone on by itself
 * is not known then.
 */
import { create } from 'zustand'
import type { FeedEvent } from '../../shared/events.ts'
import { type DeliveryRow, type DeliveryState, isFinal } from '../../shared/model.ts'
import { deliveryList, rowOf } from './deliveries.ts'
import { matchOf } from './matches.ts'

interface Known {
  state: DeliveryState
  /** The filter does not find it any more. */
  isHidden: boolean
}

let watched: ReadonlySet<string> = new Set()
const known = new Map<string, Known>()

/** `version` counts what was learned; `deleted` is what went last of those that are watched. */
export const watchedDeliveries = create<{ version: number; deleted: readonly string[] }>(() => ({
  version: 0,
  deleted: [],
}))

/** From now on these, and no others. */
export function watch(ids: ReadonlySet<string>): void {
  watched = ids
  for (const id of known.keys()) if (!ids.has(id)) known.delete(id)
  for (const id of ids) {
    const row = rowOf(id)
    if (row) known.set(id, { state: row.state, isHidden: false })
  }
}

/** States that were told otherwise than by the feed. */
export function learnStates(rows: readonly Pick<DeliveryRow, 'id' | 'state'>[]): void {
  for (const { id, state } of rows) {
    if (watched.has(id)) known.set(id, { state, isHidden: known.get(id)?.isHidden ?? false })
  }
  changed()
}

/** Undefined where it is not known. */
export function stateOf(id: string): DeliveryState | undefined {
  return rowOf(id)?.state ?? known.get(id)?.state
}

/** How many of those that are watched the filter does not find any more. */
export function hiddenCount(): number {
  let count = 0
  for (const { isHidden } of known.values()) if (isHidden) count += 1
  return count
}

export function noteWatchedEvents(events: readonly FeedEvent[]): void {
  if (watched.size === 0) return
  for (const event of events) {
    if (event.name === 'deliveries.changed') noteRows(event.rows)
    else if (event.name === 'deliveries.deleted') noteDeleted(event.ids)
    else if (event.name === 'deliveries.flooded') noteFlood()
  }
}

function noteRows(rows: readonly DeliveryRow[]): void {
  const { filter } = deliveryList.getState()
  for (const row of rows) {
    if (watched.has(row.id)) known.set(row.id, { state: row.state, isHidden: matchOf(row, filter) === 'no' })
  }
  changed()
}

function noteDeleted(ids: readonly string[]): void {
  const deleted = ids.filter((id) => watched.has(id))
  if (deleted.length > 0) changed(deleted)
}

/** What is held or final stays so until a person does something. */
function noteFlood(): void {
  for (const [id, { state }] of known) {
    if (state !== 'held' && !isFinal(state)) known.delete(id)
  }
  changed()
}

function changed(deleted = watchedDeliveries.getState().deleted): void {
  watchedDeliveries.setState(({ version }) => ({ version: version + 1, deleted }))
}
