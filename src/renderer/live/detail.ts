/**
 * The one delivery that the inspector shows, whole: fetched when it is chosen and again when the feed says that it
 * changed. Its body is fetched on demand, because it may have 25 MB; it never changes after it was accepted.
 */
import { create } from 'zustand'
import type { FeedEvent } from '../../shared/events.ts'
import type { DeliveryDetail } from '../../shared/model.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { invoke } from '../host/bridge.ts'
import { createRefresher } from './refresher.ts'

interface Shown {
  id: string | null
  detail: DeliveryDetail | null
  /** The whole body as sent, before compression; null until it was asked for and is there. */
  body: string | null
  failure: Failure | null
}

export const shownDelivery = create<Shown>(() => ({ id: null, detail: null, body: null, failure: null }))

const refresher = createRefresher(fetchDetail, 200)

/** Chooses the delivery to show; what was shown before stays until the new one is there. */
export function showDelivery(id: string | null): void {
  if (id === shownDelivery.getState().id) return
  shownDelivery.setState({ id, body: null, failure: null, ...(id === null ? { detail: null } : {}) })
  refresher.cancel()
  if (id !== null) refresher.request()
}

/** Fetches the body of the shown delivery unless it is there; for another one it does nothing. */
export async function loadBody(id: string): Promise<void> {
  const isWanted = (): boolean => shownDelivery.getState().id === id
  if (!isWanted() || shownDelivery.getState().body !== null) return
  const answer = await fetchBody(id, isWanted)
  if (answer && isWanted())
    shownDelivery.setState(answer.ok ? { body: answer.value } : { failure: answer.error })
}

/** The whole body of a delivery, in parts; null when it is not wanted any more before its end. */
export async function fetchBody(id: string, isWanted: () => boolean): Promise<Result<string> | null> {
  const parts: string[] = []
  let from = 0
  for (;;) {
    const part = await invoke('delivery.bodyPart', { id, from })
    if (!isWanted()) return null
    if (!part.ok) return part
    parts.push(part.value.text)
    if (part.value.next === null) return { ok: true, value: parts.join('') }
    from = part.value.next
  }
}

export function refreshDetail(): void {
  if (shownDelivery.getState().id !== null) refresher.request()
}

/** Fetches again when one of these events is about the shown delivery, or might be. */
export function noteEvents(events: readonly FeedEvent[]): void {
  const { id } = shownDelivery.getState()
  if (id === null) return
  for (const event of events) {
    const concerned =
      event.name === 'deliveries.flooded' ||
      (event.name === 'deliveries.deleted' && event.ids.includes(id)) ||
      (event.name === 'deliveries.changed' && event.rows.some((row) => row.id === id || row.replayOf === id))
    if (concerned) refresher.request()
  }
}

async function fetchDetail(): Promise<void> {
  const { id } = shownDelivery.getState()
  if (id === null) return
  const answer = await invoke('delivery.show', { id })
  if (shownDelivery.getState().id !== id) return
  if (answer.ok) shownDelivery.setState({ detail: answer.value, failure: null })
  else if (answer.error.code !== 'disconnected')
    shownDelivery.setState({ detail: null, failure: answer.error })
}
