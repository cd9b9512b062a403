/** Requests of other programs as deliveries: one place for what HAR, cURL and Postman have in common. Pure. */
import {
  checkCategory,
  checkData,
  checkEventId,
  checkHeaders,
  checkMethod,
  checkUrl,
  type Complaint,
  unixTarget,
} from '../../shared/checks.ts'
import { longestCategory } from '../../shared/limits.ts'
import type { HeaderList } from '../../shared/model.ts'
import type { FileItem } from './file-delivery.ts'

export interface FileRequest {
  url: string
  method: string
  headers: HeaderList
  /** Null: as the header says, or the settings. */
  contentType: string | null
  body: string
  /** Epoch milliseconds, NaN where it cannot be read; null where nothing is said. */
  createdAt: number | null
  /** What a person called it; null: it is called by its method and path. */
  name: string | null
}

export interface Place {
  line: number
  place: string
}

/** Written anew for what is really sent, for one connection or by the engine itself. */
const leftOut = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'webhook-attempt',
  'webhook-id',
  'webhook-timestamp',
])

export function requestItem(request: FileRequest, { line, place }: Place): FileItem {
  const valueOf = (wanted: string): string | undefined =>
    request.headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
  const headers = request.headers
    .filter(([name]) => !name.startsWith(':') && !leftOut.has(name.toLowerCase()))
    .map(([name, value]): [string, string] => [name, value.trim()])
  // A fragment is for the program that asks, and never sent.
  const url = unixTarget(request.url) ? request.url : request.url.replace(/#.*$/s, '')
  const method = request.method.toUpperCase()
  const complaint =
    checkUrl(url) ?? checkMethod(method) ?? checkHeaders(headers) ?? checkData(request.body, 'raw')
  if (complaint) return problemItem({ line, place }, complaint)
  const eventId = valueOf('webhook-id')?.trim()
  return {
    line,
    place,
    delivery: {
      eventId: eventId !== undefined && !checkEventId(eventId) ? eventId : null,
      category: legalCategory(request.name ?? `${method.toLowerCase()} ${pathOf(url)}`),
      eventCreatedAt: legalInstant(request.createdAt),
      data: request.body,
      url,
      method,
      headers,
      bodyMode: 'raw',
      contentType: valueOf('content-type')?.trim() || request.contentType || null,
      compression: null,
      retrySchedule: null,
      maxAttempts: null,
      extra: null,
      attemptCount: 0,
      nextAttemptAt: null,
      saved: null,
    },
  }
}

export function problemItem({ line, place }: Place, { code, message }: Omit<Complaint, 'path'>): FileItem {
  return { line, place, problem: { code, message } }
}

function pathOf(url: string): string {
  return URL.parse(unixTarget(url)?.path ?? url, 'http://localhost')?.pathname ?? '/'
}

/** Control and broken characters become spaces, what is too long loses its end. */
export function legalCategory(text: string): string {
  const clean = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  const short = clean.length > longestCategory ? `${cut(clean, longestCategory - 1)}…` : clean
  return checkCategory(short) ? 'request' : short
}

/** Never through the middle of a character. */
function cut(text: string, length: number): string {
  const start = text.slice(0, length)
  return start.isWellFormed() ? start : start.slice(0, -1)
}

/** What a calendar with four digits for the year can say; else null. */
function legalInstant(at: number | null): number | null {
  return at !== null && at >= 0 && at < 253_402_300_800_000 ? Math.floor(at) : null
}
