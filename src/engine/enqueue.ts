/**
 * Accepts events: one event and its delivery, written together inside the caller's transaction. What is stored here is
 * what will be sent: the delivery carries its own copy of everything but the payload.
 */
import type { DeliveryRow } from '../shared/model.ts'
import { Refusal } from '../shared/result.ts'
import type { EngineContext } from './context.ts'
import type { FreshText, NewDelivery } from './store/deliveries.ts'
import type { EndpointRecord } from './store/endpoints.ts'

export interface NewEvent {
  /** A new UUID v7 where it is left out. */
  eventId?: string | undefined
  category: string
  /** The payload as it was typed. */
  data: string
}

/** Where a delivery goes, found once for all copies of an event. */
export interface Route {
  endpoint: EndpointRecord
  destinationSeq: number
}

export interface Acceptance {
  route: Route
  /** The id of the delivery that this one is a replay of. */
  replayOf: string | null
  /** When its first attempt is due; at once where it is left out or past. */
  sendAt?: number | undefined
}

/** An event that is stored; `editedData` stands in for its payload where it is given. */
export interface EventSource {
  eventSeq: number
  categorySeq: number
  editedData: Buffer | null
  text: FreshText
}

/** Answers with the delivery as accepted. Refuses with `event_exists` (details: `deliveryId`); an event is never overwritten. */
export function enqueue(
  event: NewEvent,
  acceptance: Acceptance,
  context: EngineContext,
): { delivery: DeliveryRow; event: EventSource } {
  const { store, clock } = context
  const eventId = event.eventId ?? context.newId()
  const categorySeq = store.categories.of(event.category)
  const createdAt = clock.now()
  const { data } = event
  const eventSeq = store.events.insert({ eventId, categorySeq, createdAt, data })
  if (eventSeq === null) {
    const message = `An event with the id "${eventId}" exists already. Leave the id out to get a new one, or redeliver that event.`
    const deliveryId = store.events.firstDelivery(eventId)
    throw new Refusal('event_exists', message, { field: 'eventId', deliveryId })
  }
  const text = { eventId, eventCreatedAt: createdAt, data }
  const source = { eventSeq, categorySeq, editedData: null, text }
  return { delivery: enqueueAgain(source, acceptance, context), event: source }
}

/** A further delivery of an event that is stored. Held at once where its endpoint is paused. */
export function enqueueAgain(
  source: EventSource,
  { route, replayOf, sendAt = 0 }: Acceptance,
  { store, clock, newId }: EngineContext,
): DeliveryRow {
  const now = clock.now()
  const { endpoint, destinationSeq } = route
  const state = endpoint.paused !== null ? 'held' : sendAt > now ? 'scheduled' : 'queued'
  const delivery: NewDelivery = {
    eventSeq: source.eventSeq,
    categorySeq: source.categorySeq,
    editedData: source.editedData,
    destinationSeq,
    endpointSeq: endpoint.seq,
    id: newId(),
    replayOf,
    state,
    dueAt: Math.max(sendAt, now),
    createdAt: now,
  }
  const seq = store.deliveries.insert(delivery, source.text)
  return acceptedRow({ ...delivery, seq, endpointId: endpoint.id, eventId: source.text.eventId }, store)
}

type Accepted = NewDelivery & Pick<DeliveryRow, 'seq' | 'endpointId' | 'eventId'>

/** What reading it back would answer, and without the time that takes: nobody waits for a question before a request starts. */
function acceptedRow(accepted: Accepted, { destinations, categories }: EngineContext['store']): DeliveryRow {
  const { seq, id, eventId, endpointId, state, replayOf, createdAt } = accepted
  const { url, method, retrySchedule, maxAttempts } = destinations.get(accepted.destinationSeq)
  return {
    seq,
    id,
    eventId,
    category: categories.name(accepted.categorySeq),
    url,
    method,
    state,
    heldBy: state === 'held' ? 'endpoint' : null,
    attemptCount: 0,
    maxAttempts,
    retrySchedule,
    nextAttemptAt: state === 'held' ? null : accepted.dueAt,
    createdAt,
    updatedAt: createdAt,
    replayOf,
    endpointId,
    lastStatusCode: null,
    lastErrorCode: null,
    lastTotalMs: null,
    attemptMarks: '',
  }
}
