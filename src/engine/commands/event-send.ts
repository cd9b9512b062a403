/** Accepts an event for a URL or for saved endpoints; with several of them, one event and a delivery for each. */
import { checkData, type Complaint } from '../../shared/checks.ts'
import type { ParsedInput } from '../../shared/commands.ts'
import { defaultEndpointOptions, type EndpointOptions } from '../../shared/endpoint.ts'
import {
  checkCopy,
  checkCopyData,
  copyRandom,
  dueAt,
  expandEvent,
  type FieldComplaint,
  hasPlaceholders,
  readEvent,
} from '../../shared/event-copies.ts'
import type { BodyMode, DeliveryRow, Settings } from '../../shared/model.ts'
import { mergedHeaders } from '../../shared/request.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { enqueue, enqueueAgain, type NewEvent, type Route } from '../enqueue.ts'
import type { EndpointRecord } from '../store/endpoints.ts'
import type { Destination } from '../store/destinations.ts'
import { endpointOf } from './endpoint.ts'

type Event = ParsedInput<'event.send'>

/** All copies or none are accepted: a refusal takes back what was written before it. */
export const sendEvent: Handler<'event.send'> = async (input, context) => {
  const deliveries = await context.dispatcher.write(() => {
    const copyOf = copier(input, context)
    // As accepted: by the time of the answer they may be delivered, and even deleted.
    return Array.from({ length: input.copies }, (_, index) => accept(copyOf(index + 1), context)).flat()
  })
  return { deliveries }
}

interface Copy {
  event: NewEvent
  sendAt: number
  routes: Route[]
}

/** Makes a copy by its number, from 1. Where they differ in their ids alone, the routes are found once. */
function copier(input: Event, context: EngineContext): (index: number) => Copy {
  const { copies, everyMs, category, data } = input
  const now = context.clock.now()
  const start = Math.max(input.sendAt ?? now, now)
  const template = input.placeholders ? readEvent(input).template : null
  if (!template || !hasPlaceholders(template)) {
    const routes = routesOf(input, context)
    const event = { eventId: input.eventId, category, data }
    return (index) => ({ event, routes, sendAt: dueAt(start, everyMs, index) })
  }
  return (index) => {
    const due = dueAt(start, everyMs, index)
    const eventId = input.eventId ?? context.newId()
    const random = input.seed === undefined ? context.random : copyRandom(input.seed, index)
    const values = { now, due, index, copies, eventId, random }
    const copy = expandEvent(template, values)
    const mode = input.endpointIds === undefined ? (input.bodyMode ?? 'envelope') : null
    refuse(checkCopy(copy, template, mode), input, index)
    const routes = routesOf({ ...input, ...copy }, context, (bodyMode) =>
      checkCopyData(copy, template, bodyMode),
    )
    return { event: { eventId, category: copy.category, data: copy.data }, routes, sendAt: due }
  }
}

function refuse(complaint: FieldComplaint | null, { copies }: Event, index: number): void {
  if (!complaint) return
  const { code, message, path, position } = complaint
  const which = copies > 1 ? ` (copy ${index} of ${copies}; none was accepted)` : ''
  const details = { field: path.join('.'), ...(position === undefined ? {} : { position }) }
  throw new Refusal(code, message + which, details)
}

function accept({ event, sendAt, routes }: Copy, context: EngineContext): DeliveryRow[] {
  const [first, ...others] = routes
  if (!first) return []
  const acceptance = { replayOf: null, sendAt }
  const accepted = enqueue(event, { ...acceptance, route: first }, context)
  return [
    accepted.delivery,
    ...others.map((route) => enqueueAgain(accepted.event, { ...acceptance, route }, context)),
  ]
}

type Routed = Omit<Event, 'placeholders' | 'copies' | 'everyMs' | 'seed'>

function routesOf(
  input: Routed,
  context: EngineContext,
  check: (bodyMode: BodyMode) => Complaint | null = (bodyMode) => checkData(input.data, bodyMode),
): Route[] {
  const { endpoints, clock } = context
  if (input.url !== undefined) {
    const endpoint = endpoints.of(input.url, clock.now())
    return [
      routeOf(
        endpoint,
        destinationOf(input, { url: input.url, options: defaultEndpointOptions }, context),
        context,
      ),
    ]
  }
  const ids = input.endpointIds ?? []
  return [...new Set(ids)].map((id) => {
    const index = ids.indexOf(id)
    const endpoint = endpointOf(id, context, `endpointIds.${index}`)
    const destination = destinationOf(input, endpoint, context)
    const complaint = check(destination.bodyMode)
    if (!complaint) return routeOf(endpoint, destination, context)
    const message = `${complaint.message} (${endpoint.name} sends it in the body mode "${destination.bodyMode}".)`
    throw new Refusal(complaint.code, message, { field: 'data', endpoint: index })
  })
}

function routeOf(endpoint: EndpointRecord, destination: Destination, { store }: EngineContext): Route {
  const { seq } = store.destinations.of(endpoint.seq, destination)
  return { endpoint, destinationSeq: seq }
}

/** What the event says comes first, then the endpoint, then the settings. */
function destinationOf(
  event: Routed,
  { url, options }: { url: string; options: EndpointOptions },
  context: EngineContext,
): Destination {
  const own = endpointDestination({ url, options }, context.settings())
  return {
    url,
    method: event.method ?? own.method,
    headers: mergedHeaders(own.headers, event.headers),
    bodyMode: event.bodyMode ?? own.bodyMode,
    contentType: event.contentType ?? own.contentType,
    compression: event.compression ?? own.compression,
    retrySchedule: event.retrySchedule ?? own.retrySchedule,
    maxAttempts: event.maxAttempts ?? own.maxAttempts,
  }
}

/** How an event goes to an endpoint when it says nothing itself. */
export function endpointDestination(
  { url, options }: { url: string; options: EndpointOptions },
  settings: Settings,
): Destination {
  const { method, headers, bodyMode, contentType } = options
  return {
    url,
    method,
    headers,
    bodyMode,
    contentType,
    compression: options.compression ?? settings.compression,
    retrySchedule: options.retrySchedule ?? settings.retrySchedule,
    maxAttempts: options.maxAttempts ?? settings.maxAttempts,
  }
}
