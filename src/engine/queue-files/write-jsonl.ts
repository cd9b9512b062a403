/**
 * A delivery as a line of JSON: the fields of the Go package's `QueuedEvent` (event.go of surfly/webhook-dispatcher) in its
 * order, so that the Go program can read it, and everything more under `dispatcher`. The payload stands in it byte for byte.
 */
import type { HeaderList } from '../../shared/model.ts'
import type { AttemptRecord } from '../store/attempts.ts'
import type { ExportedDelivery, ExportWriter } from './exported.ts'

export function writeJsonl(): ExportWriter {
  return { begin: '', entry: lineOf, end: '', needsAttempts: false }
}

function lineOf(delivery: ExportedDelivery): string {
  const { isPlain, data } = dataOf(delivery)
  const before = fields({
    category: delivery.category,
    created_at: instant(delivery.eventCreatedAt),
    event_id: delivery.eventId,
  })
  const after = fields({
    url: delivery.url,
    headers: Object.fromEntries(delivery.headers),
    retry_count: delivery.attemptCount,
    retry_after: instant(delivery.nextAttemptAt ?? delivery.resumeAt ?? delivery.updatedAt),
    max_retry_count: delivery.maxAttempts,
    retry_schedule: delivery.retrySchedule,
    last_updated_at: instant(delivery.updatedAt),
  })
  // What a file from elsewhere had besides goes on with it.
  const extra = delivery.extra === null ? '' : `,${delivery.extra.slice(1, -1)}`
  return `{${before},"data":${data},${after}${extra},"dispatcher":${dispatcherOf(delivery, isPlain)}}\n`
}

/** Readers of lines need one line: where the payload is none, or no JSON, `dispatcher.payload` has it as it is. */
function dataOf({ data, bodyMode }: ExportedDelivery): { isPlain: boolean; data: string } {
  const isJson = bodyMode !== 'raw' || canParse(data)
  if (!isJson) return { isPlain: false, data: JSON.stringify(data) }
  const isOneLine = !/[\n\r]|^[ \t]|[ \t]$/.test(data)
  // Between the tokens of JSON a space stands for every other blank; inside of them there is none of these.
  return { isPlain: isOneLine, data: isOneLine ? data : data.replaceAll(/[\n\r]/g, ' ').trim() }
}

function canParse(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function dispatcherOf(delivery: ExportedDelivery, isPlain: boolean): string {
  const { headers, attempts } = delivery
  return JSON.stringify({
    id: delivery.id,
    state: delivery.state,
    held_by: delivery.heldBy ?? undefined,
    method: delivery.method,
    body_mode: delivery.bodyMode,
    content_type: delivery.contentType,
    compression: delivery.compression,
    endpoint: delivery.endpointName ?? undefined,
    replay_of: delivery.replayOf ?? undefined,
    accepted_at: instant(delivery.createdAt),
    next_attempt_at: optionalInstant(delivery.nextAttemptAt),
    resume_at: optionalInstant(delivery.resumeAt),
    attempt_marks: delivery.attemptMarks,
    last_status_code: delivery.lastStatusCode ?? undefined,
    last_error_code: delivery.lastErrorCode ?? undefined,
    // An object keeps neither a name twice nor one that looks like a number in its place.
    headers: isKeptByObject(headers) ? undefined : headers,
    payload: isPlain ? undefined : delivery.data,
    attempts: attempts.length === 0 ? undefined : attempts.map(attemptOf),
  })
}

function attemptOf({ responseBody, startedAt, ...attempt }: AttemptRecord) {
  return { startedAt: instant(startedAt), ...attempt, responseBody: responseBody.toString('base64') }
}

function isKeptByObject(headers: HeaderList): boolean {
  const kept = Object.entries(Object.fromEntries(headers))
  return kept.length === headers.length && kept.every(([name], index) => name === headers[index]?.[0])
}

/** Without the braces. */
function fields(object: Record<string, unknown>): string {
  return JSON.stringify(object).slice(1, -1)
}

/** RFC 3339 with milliseconds, UTC. */
function instant(at: number): string {
  return new Date(at).toISOString()
}

function optionalInstant(at: number | null): string | undefined {
  return at === null ? undefined : instant(at)
}
