/**
 * A line of a queue file as a delivery: the Go package's `QueuedEvent`, and what our own exports say besides. The payload is
 * taken over as it stands in the text; what means nothing here is kept.
 */
import { isUtf8 } from 'node:buffer'
import { z } from 'zod'
import {
  checkCategory,
  checkData,
  checkEventId,
  checkHeaders,
  checkMethod,
  checkUrl,
  type Complaint,
} from '../../shared/checks.ts'
import { formatDuration, parseDuration } from '../../shared/durations.ts'
import { type JsonMember, jsonMembers } from '../../shared/json-members.ts'
import { mostAttempts, mostWaits } from '../../shared/limits.ts'
import type { HeaderList } from '../../shared/model.ts'
import type { FileDelivery } from './file-delivery.ts'
import { readInstant } from './read-instant.ts'
import { type ReadSaved, readSaved } from './read-saved.ts'

export interface Problem {
  code: string
  message: string
}

export type ReadEvent = { delivery: FileDelivery } | { problem: Problem }

const headerObject = z.record(z.string(), z.string())
const headerList = z.array(z.tuple([z.string(), z.string()]))

const event = z.object({
  category: z.string({ error: 'It has no category.' }),
  event_id: z.string().nullish(),
  created_at: z.string().nullish(),
  url: z.string({ error: 'It has no url.' }),
  headers: z
    .union([headerObject, headerList], { error: 'They are an object of texts, or a list of pairs of texts.' })
    .nullish(),
  retry_count: z.int().min(0).max(mostAttempts).nullish(),
  retry_after: z.string().nullish(),
  max_retry_count: z.int().min(0).max(mostAttempts).nullish(),
  retry_schedule: z.array(z.string()).max(mostWaits).nullish(),
  last_updated_at: z.string().nullish(),
})

const known = new Set([...Object.keys(event.shape), 'data', 'dispatcher'])

export function readEvent(bytes: Buffer): ReadEvent {
  if (!isUtf8(bytes)) return problem('encoding_invalid', 'It is not in UTF-8.')
  const text = bytes.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return problem(
      'json_invalid',
      `It is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return problem('event_invalid', 'It is no object with an event.')
  }
  const parsed = event.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const { message = 'It is no event.', path = [] } = issue ?? {}
    const saysAll = path.length === 0 || message.startsWith('It has no')
    return problem('event_invalid', saysAll ? message : `${path.join('.')}: ${message}`)
  }
  return assemble({ text, fields: parsed.data, dispatcher: (value as { dispatcher?: unknown }).dispatcher })
}

interface Parts {
  text: string
  fields: z.infer<typeof event>
  dispatcher: unknown
}

function assemble({ text, fields, dispatcher }: Parts): ReadEvent {
  const updatedAt = fields.last_updated_at ? readInstant(fields.last_updated_at) : null
  const own = dispatcher === undefined ? null : readSaved(dispatcher, updatedAt)
  if (typeof own === 'string') return problem('event_invalid', own)
  const members = jsonMembers(text)
  const data = own?.payload ?? textOf(text, members)
  if (data === null) return problem('event_invalid', 'It has no data.')
  const schedule = scheduleOf(fields.retry_schedule ?? null)
  if (typeof schedule === 'string') return problem('duration_invalid', schedule)
  const delivery: FileDelivery = {
    eventId: fields.event_id ?? null,
    category: fields.category,
    eventCreatedAt: instantOf(fields.created_at),
    data,
    url: fields.url,
    headers: own?.headers ?? headersOf(fields.headers ?? []),
    method: own?.method ?? 'POST',
    bodyMode: own?.bodyMode ?? 'envelope',
    contentType: own?.contentType ?? null,
    compression: own?.compression ?? null,
    retrySchedule: schedule,
    maxAttempts: fields.max_retry_count ?? null,
    attemptCount: fields.retry_count ?? 0,
    nextAttemptAt: own ? own.nextAttemptAt : instantOf(fields.retry_after),
    extra: extraOf(text, members),
    saved: own?.saved ?? null,
  }
  // What was cut out of a text that JSON.parse has accepted is JSON.
  const isJson = (own?.payload ?? null) === null && delivery.bodyMode !== 'raw'
  const complaint = wrongTime(fields, own) ?? complaintAbout(delivery, isJson)
  return complaint ? problem(complaint.code, complaint.message) : { delivery }
}

/** What every delivery must be, wherever it comes from. `isJson`: its payload is known to be valid JSON. */
export function complaintAbout(delivery: FileDelivery, isJson = false): Complaint | null {
  const { eventId, headers, bodyMode, data } = delivery
  return (
    checkedUrls.of(delivery.url) ??
    checkCategory(delivery.category) ??
    (eventId === null ? null : checkEventId(eventId)) ??
    checkMethod(delivery.method) ??
    checkHeaders(headers) ??
    checkData(data, isJson ? 'raw' : bodyMode)
  )
}

/** Files say the same again and again: parsing a URL and a schedule for each line took half of the time. */
const checkedUrls = remembering(checkUrl)
const schedules = remembering((waits: string) => canonicalSchedule(waits.split('\n')))

function remembering<T>(work: (text: string) => T): { of(text: string): T } {
  const known = new Map<string, T>()
  return {
    of(text) {
      const before = known.get(text)
      if (before !== undefined) return before
      if (known.size >= 1_000) known.clear()
      const answer = work(text)
      known.set(text, answer)
      return answer
    },
  }
}

/** A time that was not set, such as Go's `0001-01-01T00:00:00Z`, says nothing. */
function instantOf(text: string | null | undefined): number | null {
  return text ? readInstant(text) : null
}

/** An absurd time is told, and not taken for none. */
function wrongTime(
  { created_at: createdAt, retry_after: retryAfter }: Parts['fields'],
  own: ReadSaved | null,
) {
  const times = own ? [createdAt] : [createdAt, retryAfter]
  const wrong = times.find((text) => text && readInstant(text) === null && !text.startsWith('0001-01-01T'))
  if (!wrong) return null
  const message = `"${wrong.slice(0, 40)}" is no time between 1970 and 9999, such as 2026-11-28T17:00:00Z.`
  return { code: 'time_invalid', message }
}

/** Of a key that stands there twice the last one counts, as JSON.parse has it. */
function textOf(text: string, members: readonly JsonMember[]): string | null {
  const data = members.findLast(({ key }) => key === 'data')
  return data ? text.slice(data.from, data.to) : null
}

function headersOf(headers: Record<string, string> | HeaderList): HeaderList {
  return Array.isArray(headers) ? headers : Object.entries(headers)
}

/** In the canonical text of durations; a sentence where one is none. */
function scheduleOf(waits: string[] | null): string[] | string | null {
  if (!waits) return null
  return waits.length === 0 ? [] : schedules.of(waits.join('\n'))
}

function canonicalSchedule(waits: string[]): string[] | string {
  const canonical: string[] = []
  for (const wait of waits) {
    const parsed = parseDuration(wait)
    if (!parsed.ok) return `retry_schedule: ${parsed.message}`
    canonical.push(formatDuration(parsed.ms))
  }
  return canonical
}

/** As they stand there: numbers and escapes in them are not ours to change. */
function extraOf(text: string, members: readonly JsonMember[]): string | null {
  const parts = members
    .filter(({ key }) => !known.has(key))
    .map(({ key, from, to }) => `${JSON.stringify(key)}:${text.slice(from, to).replaceAll(/[\n\r]/g, ' ')}`)
  return parts.length === 0 ? null : `{${parts.join(',')}}`
}

function problem(code: string, message: string): ReadEvent {
  return { problem: { code, message } }
}
