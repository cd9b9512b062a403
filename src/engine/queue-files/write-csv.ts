/**
 * Deliveries as a CSV file (RFC 4180, lines end in CRLF), for spreadsheets: what the table shows, and no payloads. A value that a
 * spreadsheet would take for a formula begins with a quote (OWASP, "CSV Injection").
 */
import type { ExportedDelivery, ExportWriter } from './exported.ts'

type Value = string | number | null

const columns: readonly (readonly [name: string, value: (delivery: ExportedDelivery) => Value])[] = [
  ['seq', ({ seq }) => seq],
  ['id', ({ id }) => id],
  ['event_id', ({ eventId }) => eventId],
  ['category', ({ category }) => category],
  ['state', ({ state }) => state],
  ['held_by', ({ heldBy }) => heldBy],
  ['method', ({ method }) => method],
  ['url', ({ url }) => url],
  ['endpoint', ({ endpointName }) => endpointName],
  ['event_created_at', ({ eventCreatedAt }) => instant(eventCreatedAt)],
  ['accepted_at', ({ createdAt }) => instant(createdAt)],
  ['updated_at', ({ updatedAt }) => instant(updatedAt)],
  ['next_attempt_at', ({ nextAttemptAt }) => instant(nextAttemptAt)],
  ['attempts', ({ attemptCount }) => attemptCount],
  ['max_attempts', ({ maxAttempts }) => maxAttempts],
  ['last_status', ({ lastStatusCode }) => lastStatusCode],
  ['last_error', ({ lastErrorCode }) => lastErrorCode],
  ['data_bytes', ({ data }) => Buffer.byteLength(data)],
  ['replay_of', ({ replayOf }) => replayOf],
]

export function writeCsv(): ExportWriter {
  return {
    begin: line(columns.map(([name]) => name)),
    entry: (delivery) => line(columns.map(([, value]) => value(delivery))),
    end: '',
    needsAttempts: false,
  }
}

const line = (values: readonly Value[]): string => `${values.map(cell).join(',')}\r\n`

function cell(value: Value): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const harmless = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** RFC 3339 in UTC with milliseconds; the last resort for what no calendar has. */
function instant(ms: number | null): Value {
  if (ms === null) return null
  return Number.isNaN(new Date(ms).getTime()) ? ms : new Date(ms).toISOString()
}
