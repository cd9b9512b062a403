/**
 * The request that a draft would become, made with the very functions that the engine sends with. What is only
 * known when it is sent (event id, times) stands there as an example and is marked as `made`.
 */
import { unixTarget, utf8Length } from '../../shared/checks.ts'
import { curlCommand } from '../../shared/curl.ts'
import { envelope } from '../../shared/envelope.ts'
import { encodingOf } from '../../shared/compression.ts'
import type { EndpointSummary } from '../../shared/endpoint.ts'
import type { Compression, HeaderList } from '../../shared/model.ts'
import { requestHeaders, setsContentEncoding } from '../../shared/request.ts'
import { payloadBytes } from './payload-bytes.ts'
import type { ResolvedDraft } from './resolve.ts'

export interface PreviewContext {
  userAgent: string
  compression: Compression
  zstdSupport: EndpointSummary['zstdSupport']
  /** Stands for the id that the engine will make. */
  exampleId: string
  now: number
}

/** A piece of text, `made` when its like is made at send time. */
export interface Piece {
  text: string
  made: boolean
}

export interface PreviewedHeader {
  name: string
  value: string
  made: boolean
  /** Written by the connection itself, around all others. */
  wire: boolean
}

export interface RequestPreview {
  /** `POST /hooks HTTP/1.1`; null while the URL cannot be read. */
  requestLine: string | null
  /** All of them, in the order of the wire. */
  headers: PreviewedHeader[]
  body: Piece[]
  /** Before compression. */
  bodyBytes: number
  /** How much of the body is not shown, in UTF-16 units. */
  hidden: number
}

/** A longer body is shown up to here; the rest would only slow down typing. */
export const shownBody = 24 * 1024

export function previewRequest(draft: ResolvedDraft, context: PreviewContext): RequestPreview {
  const url = requestUrl(draft.url)
  const bodyBytes = previewBytes(draft, context)
  // The whole body is never put together: of several megabytes that would be felt while typing.
  const shown = previewBody({ ...draft, data: draft.data.slice(0, shownBody) }, context).slice(0, shownBody)
  const frame = previewBody({ ...draft, data: '' }, context)
  return {
    requestLine: url && `${draft.method} ${url.pathname}${url.search} HTTP/1.1`,
    headers: wireHeaders(draft, url, { bodyBytes, headers: previewHeaders(draft, context, bodyBytes) }),
    body: markBody(draft, context, { shown, head: draft.bodyMode === 'raw' ? '' : frame.slice(0, -1) }),
    bodyBytes,
    hidden: Math.max(0, frame.length + draft.data.length - shownBody),
  }
}

function previewBytes(draft: ResolvedDraft, context: PreviewContext): number {
  return utf8Length(previewBody({ ...draft, data: '' }, context)) + payloadBytes(draft.data)
}

/** What is asked for; over a unix socket that is all that the URL says. */
function requestUrl(text: string): URL | null {
  const unix = unixTarget(text)
  if (unix) return new URL(`http://localhost${unix.path}`)
  return URL.canParse(text) ? new URL(text) : null
}

/** The request as a cURL command, whatever its size; `upTo`: with so much of the payload, for showing. */
export function previewCurl(draft: ResolvedDraft, context: PreviewContext, upTo?: number): string {
  const body = previewBody({ ...draft, data: draft.data.slice(0, upTo) }, context)
  const headers = previewHeaders(draft, context, previewBytes(draft, context))
  return curlCommand({ url: draft.url, method: draft.method, headers, body })
}

/** What the first attempt's `Content-Encoding` would be. */
function plannedEncoding(context: PreviewContext, bodyBytes: number, headers: HeaderList): string | null {
  if (setsContentEncoding(headers)) return null
  return encodingOf(context.compression, bodyBytes, context.zstdSupport)
}

function previewBody(draft: ResolvedDraft, context: PreviewContext): string {
  const { bodyMode, category, data } = draft
  return envelope({ bodyMode, category, data, createdAt: context.now, eventId: idOf(draft, context) })
}

function previewHeaders(draft: ResolvedDraft, context: PreviewContext, bodyBytes: number): HeaderList {
  const { headers, contentType } = draft
  return requestHeaders({
    headers,
    contentType,
    userAgent: context.userAgent,
    eventId: idOf(draft, context),
    attemptNumber: 1,
    sentAt: context.now,
    contentEncoding: plannedEncoding(context, bodyBytes, headers),
  })
}

/** The head as undici writes it: host and connection first, a set `Host` in their place, the length last. */
function wireHeaders(
  draft: ResolvedDraft,
  url: URL | null,
  { headers, bodyBytes }: { headers: HeaderList; bodyBytes: number },
): PreviewedHeader[] {
  const is = (wanted: string, name: string): boolean => name.toLowerCase() === wanted
  const host = headers.find(([name]) => is('host', name))?.[1] ?? url?.host
  const encoded = headers.some(
    ([name, value]) => is('content-encoding', name) && (value === 'zstd' || value === 'gzip'),
  )
  const announced = bodyBytes > 0 || /^(?:POST|PUT|PATCH|QUERY)$/.test(draft.method)
  const lead: PreviewedHeader[] = []
  if (host !== undefined) lead.push({ name: 'host', value: host, made: false, wire: true })
  lead.push({ name: 'connection', value: 'keep-alive', made: false, wire: true })
  const length = { name: 'content-length', value: String(bodyBytes), made: encoded, wire: true }
  const others = headers.filter(([name]) => !is('host', name))
  return [...lead, ...markHeaders(draft, others), ...(announced ? [length] : [])]
}

function markHeaders(draft: ResolvedDraft, headers: HeaderList): PreviewedHeader[] {
  const own = new Set(draft.headers.map(([name]) => name.toLowerCase()))
  const made = new Set(draft.eventId === '' ? ['webhook-id', 'webhook-timestamp'] : ['webhook-timestamp'])
  return headers.map(([name, value]) => {
    const lower = name.toLowerCase()
    const isMade = own.has(lower) ? draft.expandedHeaders.has(lower) : made.has(lower)
    return { name, value, made: isMade, wire: false }
  })
}

interface Made {
  /** In the body; `end` exclusive. */
  start: number
  end: number
}

/**
 * The envelope around the payload is known to the byte, so an example is looked for only there, and what was expanded
 * stands where it was put: a text that only looks the same is never marked.
 */
function markBody(
  draft: ResolvedDraft,
  context: PreviewContext,
  { shown, head }: { shown: string; head: string },
): Piece[] {
  const expanded = draft.places.map(({ start, end }) => ({
    start: head.length + start,
    end: head.length + end,
  }))
  const made = [...envelopeExamples(draft, context, head), ...expanded]
  const pieces: Piece[] = []
  let end = 0
  for (const place of made) {
    if (place.start >= shown.length) break
    pieces.push({ text: shown.slice(end, place.start), made: false })
    pieces.push({ text: shown.slice(place.start, place.end), made: true })
    end = place.end
  }
  return [...pieces, { text: shown.slice(end), made: false }]
}

/** In the order of their places. */
function envelopeExamples(draft: ResolvedDraft, context: PreviewContext, head: string): Made[] {
  const examples = [new Date(context.now).toISOString()]
  if (draft.eventId === '') examples.push(context.exampleId)
  return examples
    .map((text) => ({ start: head.lastIndexOf(text), end: head.lastIndexOf(text) + text.length }))
    .filter(({ start }) => start >= 0)
    .toSorted((one, other) => one.start - other.start)
}

function idOf(draft: ResolvedDraft, context: PreviewContext): string {
  return draft.eventId === '' ? context.exampleId : draft.eventId
}
