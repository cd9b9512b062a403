/**
 * `POST /api/events`: the short way for scripts. 201 for a new event; asked to be idempotent, 200 with the delivery that
 * the event id already has, whatever payload it was sent with then.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CommandOutput } from '../shared/commands.ts'
import { type EventRequest, readEventRequest } from '../shared/event-request.ts'
import type { DeliveryRow } from '../shared/model.ts'
import { type Failure, Refusal, type Result } from '../shared/result.ts'
import type { Pending } from './pending.ts'
import { readJsonText } from './read-json.ts'
import { giveJson } from './responses.ts'

interface GiveEventOptions {
  invoke: Pending['invoke']
  query: URLSearchParams
  /** Epoch milliseconds. */
  now: number
}

/** Refuses as `readEventRequest` and `event.send` do, with places in the request as it came. */
export async function giveEvent(
  request: IncomingMessage,
  response: ServerResponse,
  { invoke, query, now }: GiveEventOptions,
): Promise<void> {
  const asked = readEventRequest(await readJsonText(request), now)
  const isIdempotent = asksIdempotent(request, query)
  if (isIdempotent && asked.input.eventId === undefined) throw idMissing()
  const sent = await invoke('event.send', asked.input)
  if (sent.ok) {
    const [delivery] = (sent.value as CommandOutput<'event.send'>).deliveries
    return give(response, delivery, 201)
  }
  const existing = isIdempotent ? await existingDelivery(sent.error, invoke) : null
  if (!existing) throw refusalOf(sent.error, asked)
  give(response, existing, 200)
}

type Given = Pick<DeliveryRow, 'id' | 'eventId' | 'state'>

function give(response: ServerResponse, delivery: Given | undefined, status: 200 | 201): void {
  const { id, eventId, state } = delivery ?? {}
  giveJson(response, { delivery_id: id, event_id: eventId, state }, { status, type: 'application/json' })
}

/** Null where the failure is another one, and where the delivery was deleted meanwhile. */
async function existingDelivery(failure: Failure, invoke: Pending['invoke']): Promise<Given | null> {
  const id = failure.details?.['deliveryId']
  if (failure.code !== 'event_exists' || typeof id !== 'string') return null
  const shown = (await invoke('delivery.show', { id })) as Result<Given>
  return shown.ok ? shown.value : null
}

/** Refuses with `idempotency_invalid` what is neither asked nor not asked. */
function asksIdempotent({ headers }: IncomingMessage, query: URLSearchParams): boolean {
  const header = headers['idempotency']
  const parameter = query.get('idempotent')
  const isKnown = header === undefined || header === 'event_id'
  if (isKnown && [null, 'true', 'false'].includes(parameter)) {
    return header !== undefined || parameter === 'true'
  }
  const message = 'Ask for it by the header "Idempotency: event_id" or by "?idempotent=true".'
  throw new Refusal('idempotency_invalid', message)
}

function idMissing(): Refusal {
  const message = 'An event is known by its id: give an "event_id" of your own to send it only once.'
  return new Refusal('event_id_missing', message, {
    problems: [{ code: 'event_id_missing', message, pointer: '/event_id' }],
  })
}

interface Listed {
  code: string
  field: string
  message: string
}

/** The engine names fields of `event.send`; the script wrote others. */
function refusalOf({ code, message, details }: Failure, { pointerOf }: EventRequest): Refusal {
  const own = details?.field === undefined ? [] : [{ code, field: details.field, message }]
  const listed = (details?.['problems'] as Listed[] | undefined) ?? own
  const problems = listed.map(({ field, ...problem }) => ({ ...problem, pointer: pointerOf(field) }))
  return new Refusal(code, message, { ...details, problems })
}
