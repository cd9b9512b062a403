/**
 * Deliveries as `--json` prints them: a fixed set of fields that programs can rely on, whatever the engine's own rows
 * gain. Instants are ISO 8601 in UTC, durations milliseconds, sizes bytes; what is not known is null.
 */
import type { Attempt, DeliveryDetail, DeliveryRow } from '../shared/model.ts'
import { instantJson as instant } from './texts.ts'
import type { WaitFor } from './why-waiting.ts'

export function deliveryJson(row: DeliveryRow) {
  const { id, eventId, category, url, method, state } = row
  const { attemptCount, maxAttempts, retrySchedule, nextAttemptAt, createdAt } = row
  return {
    id,
    eventId,
    category,
    url,
    method,
    state,
    attemptCount,
    maxAttempts,
    retrySchedule,
    nextAttemptAt: nextAttemptAt === null ? null : instant(nextAttemptAt),
    createdAt: instant(createdAt),
  }
}

export function detailJson(detail: DeliveryDetail, waitsFor: WaitFor[]) {
  return { ...deliveryJson(detail), waitsFor, attempts: detail.attempts.map(attemptJson) }
}

function attemptJson(attempt: Attempt) {
  const { number, outcome, statusCode, errorCode, errorMessage, timings } = attempt
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = timings
  return {
    number,
    startedAt: instant(attempt.startedAt),
    outcome,
    statusCode,
    errorCode,
    errorMessage,
    timings: {
      dnsMs: precise(dnsMs),
      connectMs: precise(connectMs),
      tlsMs: precise(tlsMs),
      firstByteMs: precise(firstByteMs),
      totalMs: precise(totalMs),
    },
    requestHeaders: attempt.requestHeaders,
    requestBytes: attempt.requestBytes,
    contentEncoding: attempt.contentEncoding,
    responseHeaders: attempt.responseHeaders,
    responseBody: attempt.responseBody,
    responseBytes: attempt.responseBytes,
  }
}

/** To the microsecond: what is finer is noise of floating point. */
function precise(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1_000) / 1_000
}
