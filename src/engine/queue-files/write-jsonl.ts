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

/** Put together by hand: of a million lines an object for each, and one for its times, took twice as long. */
function lineOf(delivery: ExportedDelivery): string {
  const { isPlain, data } = dataOf(delivery)
  const { eventCreatedAt, nextAttemptAt, resumeAt, updatedAt, headers, extra } = delivery
  const retryAfter = nextAttemptAt ?? resumeAt ?? updatedAt
  return (
    `{"category":${json(delivery.category)},"created_at":"${instant(eventCreatedAt)}","event_id":${json(delivery.eventId)}` +
    `,"data":${data},"url":${json(delivery.url)},"headers":${headersText(headers)},"retry_count":${delivery.attemptCount}` +
    `,"retry_after":"${instant(retryAfter)}","max_retry_count":${delivery.maxAttempts}` +
    `,"retry_schedule":${scheduleText(delivery.retrySchedule)},"last_updated_at":"${instant(updatedAt)}"` +
    // What a file from elsewhere had besides goes on with it.
    `${extra === null ? '' : `,${extra.slice(1, -1)}`},"dispatcher":${dispatcherOf(delivery, isPlain)}}\n`
  )
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
  const { headers, attempts, createdAt, nextAttemptAt, resumeAt } = delivery
  return (
    `{"id":${json(delivery.id)},"state":"${delivery.state}"${optional('held_by', delivery.heldBy)}` +
    `,"method":${json(delivery.method)},"body_mode":"${delivery.bodyMode}","content_type":${json(delivery.contentType)}` +
    `,"compression":"${delivery.compression}"${optional('endpoint', delivery.endpointName)}` +
    `${optional('replay_of', delivery.replayOf)},"accepted_at":"${instant(createdAt)}"` +
    optional('next_attempt_at', nextAttemptAt === null ? null : instant(nextAttemptAt)) +
    optional('resume_at', resumeAt === null ? null : instant(resumeAt)) +
    `,"attempt_marks":"${delivery.attemptMarks}"${optional('last_status_code', delivery.lastStatusCode)}` +
    optional('last_error_code', delivery.lastErrorCode) +
    // An object keeps neither a name twice nor one that looks like a number in its place.
    optional('headers', isKeptByObject(headers) ? null : headers) +
    optional('payload', isPlain ? null : delivery.data) +
    `${optional('attempts', attempts.length === 0 ? null : attempts.map(attemptOf))}}`
  )
}

function attemptOf({ responseBody, startedAt, ...attempt }: AttemptRecord) {
  return { startedAt: instant(startedAt), ...attempt, responseBody: responseBody.toString('base64') }
}

function optional(name: string, value: unknown): string {
  return value === null ? '' : `,"${name}":${JSON.stringify(value)}`
}

function json(text: string): string {
  return JSON.stringify(text)
}

function headersText(headers: HeaderList): string {
  return headers.length === 0 ? '{}' : JSON.stringify(Object.fromEntries(headers))
}

/** Deliveries of one destination share theirs. */
const scheduleTexts = new WeakMap<string[], string>()

function scheduleText(schedule: string[]): string {
  const known = scheduleTexts.get(schedule)
  if (known !== undefined) return known
  const text = JSON.stringify(schedule)
  scheduleTexts.set(schedule, text)
  return text
}

function isKeptByObject(headers: HeaderList): boolean {
  if (headers.length === 0) return true
  const kept = Object.entries(Object.fromEntries(headers))
  return kept.length === headers.length && kept.every(([name], index) => name === headers[index]?.[0])
}

/** What one second begins with: the times of a queue lie close together. */
let latest = { second: Number.NaN, text: '' }

/** RFC 3339 with milliseconds, UTC. */
function instant(at: number): string {
  const second = Math.floor(at / 1_000)
  if (second !== latest.second) latest = { second, text: new Date(second * 1_000).toISOString().slice(0, -4) }
  return `${latest.text}${String(at - second * 1_000).padStart(3, '0')}Z`
}
