/**
 * Accepts events: one event and its delivery, written together inside the caller's transaction. What is stored here is
 * what will be sent: the delivery carries its own copy of everything but the payload.
 */
import { Refusal } from '../shared/result.ts'
import type { EngineContext } from './context.ts'
import type { NewDelivery } from './store/deliveries.ts'

export interface NewEvent {
  /** A new UUID v7 where it is left out. */
  eventId?: string | undefined
  category: string
  data: Buffer
}

/** Where and how to send: what a delivery carries besides its event. */
export type Destination = Omit<
  NewDelivery,
  'id' | 'eventSeq' | 'endpointSeq' | 'editedData' | 'nextAttemptAt' | 'createdAt'
>

/** Answers with the delivery's seq. Refuses with `event_exists`; an event is never overwritten. */
export function enqueue(event: NewEvent, destination: Destination, context: EngineContext): number {
  const { store, clock } = context
  const eventId = event.eventId ?? context.newId()
  const eventSeq = store.events.insert({
    eventId,
    category: event.category,
    createdAt: clock.now(),
    data: event.data,
  })
  if (eventSeq === null) {
    const message = `An event with the id "${eventId}" exists already. Leave the id out to get a new one, or redeliver that event.`
    throw new Refusal('event_exists', message, { field: 'eventId' })
  }
  return enqueueAgain({ eventSeq, editedData: null }, destination, context)
}

/** A further delivery of an event that is stored; `editedData` stands in for its payload where it is given. */
export function enqueueAgain(
  source: { eventSeq: number; editedData: Buffer | null },
  destination: Destination,
  { store, clock, endpoints, newId }: EngineContext,
): number {
  const now = clock.now()
  return store.deliveries.insert({
    ...destination,
    ...source,
    id: newId(),
    endpointSeq: endpoints.of(destination.url, now).seq,
    nextAttemptAt: now,
    createdAt: now,
  })
}
