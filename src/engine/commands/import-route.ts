/** Where an imported delivery goes: as its file says, or as was chosen for all of them or for its origin. */
import type { ImportRequest } from '../../shared/queue-file.ts'
import type { EngineContext } from '../context.ts'
import type { Route } from '../enqueue.ts'
import type { FileDelivery } from '../queue-files/file-delivery.ts'
import { originOf } from '../queue-files/import-report.ts'
import type { EndpointRecord } from '../store/endpoints.ts'
import { addEndpoint, endpointOf } from './endpoint.ts'

export interface Routes {
  urlOf(delivery: FileDelivery): string
  /** A saved endpoint that the file names and this queue has not. */
  missingEndpoint(delivery: FileDelivery): string | null
  /** Inside a transaction: the endpoint is made where it is missing. */
  of(delivery: FileDelivery): Route & { endpoint: EndpointRecord }
}

/** Refuses with `endpoint_unknown`. */
export function createRoutes(request: ImportRequest, context: EngineContext): Routes {
  const { endpoints, clock, store } = context
  const chosen =
    request.endpointId === undefined ? null : endpointOf(request.endpointId, context, 'endpointId')
  const mapped = new Map(request.origins.map(({ origin, to }) => [origin, to]))
  const isMapped = chosen !== null || request.to !== undefined

  const urlOf = ({ url }: FileDelivery): string => {
    if (chosen) return chosen.url
    if (request.to !== undefined) return request.to
    const to = mapped.size === 0 ? undefined : mapped.get(originOf(url))
    return to === undefined ? url : moved(url, to)
  }
  const nameOf = (delivery: FileDelivery): string | null =>
    isMapped || urlOf(delivery) !== delivery.url ? null : (delivery.saved?.endpointName ?? null)
  const named = (name: string): EndpointRecord | undefined => {
    for (const endpoint of endpoints.all()) if (endpoint.saved && endpoint.name === name) return endpoint
    return undefined
  }
  const endpointFor = (delivery: FileDelivery, url: string): EndpointRecord => {
    if (chosen) return chosen
    const name = nameOf(delivery)
    if (name === null) return endpoints.of(url, clock.now())
    return named(name) ?? addEndpoint({ name, url, options: {} }, context)
  }

  return {
    urlOf,
    missingEndpoint(delivery) {
      const name = nameOf(delivery)
      return name === null || named(name) ? null : name
    },
    of(delivery) {
      const settings = context.settings()
      const url = urlOf(delivery)
      const endpoint = endpointFor(delivery, url)
      const { seq: destinationSeq } = store.destinations.of(endpoint.seq, {
        url,
        method: delivery.method,
        headers: delivery.headers,
        bodyMode: delivery.bodyMode,
        contentType: delivery.contentType ?? 'application/json',
        compression: delivery.compression ?? settings.compression,
        retrySchedule: delivery.retrySchedule ?? settings.retrySchedule,
        maxAttempts: delivery.maxAttempts ?? settings.maxAttempts,
      })
      return { endpoint, destinationSeq }
    },
  }
}

/** To another origin with the same path, unless the new URL has a path of its own. */
function moved(url: string, to: string): string {
  if (!URL.canParse(url) || !URL.canParse(to)) return to
  const [from, target] = [new URL(url), new URL(to)]
  const hasPath = target.pathname !== '/' || target.search !== ''
  return hasPath ? to : `${target.origin}${from.pathname}${from.search}`
}
