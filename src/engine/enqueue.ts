/**
 * Accepts events: one event and its delivery, written together inside the caller's transaction. What is stored here is
 * what will be sent: the delivery carries its own copy of everything but the payload.
 */
import { Refusal } from '../shared/result.ts'
import type { EngineContext } from './context.ts'
import type { Destination } from './store/destinations.ts'

export interface NewEvent {
  /** A new UUID v7 where it is left out. */
  eventId?: string | undefined
  category: string
  data: Buffer
}

/** Where deliveries go, found once for all copies of an event. */
export interface Route {
  destinationSeq: number
  endpointSeq: number
}

export interface DeliveryOptions {
  /** The id of the delivery that this one is a replay of. */
  replayOf: string | null
}

/** Inside the caller's transaction: finds the endpoint and the destination, or makes them. */
export function routeTo(destination: Destination, { store, clock, endpoints }: EngineContext): Route {
  const endpointSeq = endpoints.of(destination.url, clock.now()).seq
  return { endpointSeq, destinationSeq: store.destinations.of(endpointSeq, destination).seq }
}

interface Acceptance extends DeliveryOptions {
  route: Route
}

/** Answers with the delivery's seq. Refuses with `event_exists`; an event is never overwritten. */
export function enqueue(event: NewEvent, acceptance: Acceptance, context: EngineContext): number {
  const { store, clock } = context
  const eventId = event.eventId ?? context.newId()
  const categorySeq = store.categories.of(event.category)
  const { data } = event
  const eventSeq = store.events.insert({ eventId, categorySeq, createdAt: clock.now(), data })
  if (eventSeq === null) {
    const message = `An event with the id "${eventId}" exists already. Leave the id out to get a new one, or redeliver that event.`
    throw new Refusal('event_exists', message, { field: 'eventId' })
  }
  return enqueueAgain({ eventSeq, categorySeq, editedData: null }, acceptance, context)
}

/** A further delivery of an event that is stored; `editedData` stands in for its payload where it is given. */
export function enqueueAgain(
  source: { eventSeq: number; categorySeq: number; editedData: Buffer | null },
  { route, replayOf }: Acceptance,
  { store, clock, newId }: EngineContext,
): number {
  const now = clock.now()
  return store.deliveries.insert({
    ...source,
    ...route,
    id: newId(),
    replayOf,
    state: 'queued',
    dueAt: now,
    createdAt: now,
  })
}
