/**
 * The headers of one attempt, in order. What a person set wins, keeps its case and order, and stands last.
 * The window's preview and the sender both call this; the transport adds only `Host`, `Connection` and `Content-Length`.
 */
import type { HeaderList } from './model.ts'

export interface HeaderInput {
  headers: HeaderList
  contentType: string
  userAgent: string
  eventId: string
  /** 1-based. */
  attemptNumber: number
  /** When this attempt begins. */
  sentAt: number
  /** Null when the body goes out as it is. */
  contentEncoding: string | null
}

export function requestHeaders(input: HeaderInput): HeaderList {
  const own: HeaderList = [
    ['Content-Type', input.contentType],
    ['User-Agent', input.userAgent],
    ['webhook-id', input.eventId],
    ['webhook-timestamp', String(Math.floor(input.sentAt / 1_000))],
    ['webhook-attempt', String(input.attemptNumber)],
  ]
  if (input.contentEncoding) own.push(['Content-Encoding', input.contentEncoding])
  if (input.headers.length === 0) return own
  const set = new Set(input.headers.map(([name]) => name.toLowerCase()))
  return [...own.filter(([name]) => !set.has(name.toLowerCase())), ...input.headers]
}

/** What a person set, or the application's own. */
export function userAgentOf({ userAgent }: { userAgent: string }, version: string): string {
  return userAgent || `WebhookDispatcher/${version}`
}

/** A person who sets this header says that the payload is encoded already, so it is not compressed again. */
export function setsContentEncoding(headers: HeaderList): boolean {
  return headers.some(([name]) => name.toLowerCase() === 'content-encoding')
}

/** Of a new event to an endpoint: the endpoint's, without those that the event sets itself, and the event's. */
export function mergedHeaders(ofEndpoint: HeaderList, ofEvent: HeaderList): HeaderList {
  if (ofEndpoint.length === 0) return ofEvent
  const set = new Set(ofEvent.map(([name]) => name.toLowerCase()))
  return [...ofEndpoint.filter(([name]) => !set.has(name.toLowerCase())), ...ofEvent]
}
