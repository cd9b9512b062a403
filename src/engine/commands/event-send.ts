/** Accepts an event for a URL or for saved endpoints; with several of them, one event and a delivery for each. */
import { checkData } from '../../shared/checks.ts'
import type { ParsedInput } from '../../shared/commands.ts'
import { defaultEndpointOptions, type EndpointOptions } from '../../shared/endpoint.ts'
import type { DeliveryRow, Settings } from '../../shared/model.ts'
import { mergedHeaders } from '../../shared/request.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { enqueue, enqueueAgain, type Route } from '../enqueue.ts'
import type { EndpointRecord } from '../store/endpoints.ts'
import type { Destination } from '../store/destinations.ts'
import { endpointOf } from './endpoint.ts'

type Event = ParsedInput<'event.send'>

export const sendEvent: Handler<'event.send'> = async (input, context) => {
  const deliveries = await context.dispatcher.write(() => {
    const routes = routesOf(input, context)
    // As accepted: by the time of the answer they may be delivered, and even deleted.
    return Array.from({ length: input.copies }, () => accept(input, routes, context)).flat()
  })
  return { deliveries }
}

function accept(
  { eventId, category, data, sendAt }: Event,
  routes: Route[],
  context: EngineContext,
): DeliveryRow[] {
  const [first, ...others] = routes
  if (!first) return []
  const acceptance = { replayOf: null, sendAt }
  const accepted = enqueue({ eventId, category, data }, { ...acceptance, route: first }, context)
  return [
    accepted.delivery,
    ...others.map((route) => enqueueAgain(accepted.event, { ...acceptance, route }, context)),
  ]
}

function routesOf(input: Event, context: EngineContext): Route[] {
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
    const complaint = checkData(input.data, destination.bodyMode)
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
  event: Event,
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
