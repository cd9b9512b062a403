/** Deliveries as an export hands them to a writer. */
import type { ExportedDelivery, ExportWriter } from '../../../src/engine/queue-files/exported.ts'
import type { AttemptRecord } from '../../../src/engine/store/attempts.ts'

export const acceptedAt = Date.parse('2026-11-24T14:03:20.123Z')

export function exportedDelivery(delivery: Partial<ExportedDelivery> = {}): ExportedDelivery {
  return {
    seq: 1,
    id: '01932e5a-7c00-7000-8000-000000000001',
    eventId: 'evt_1',
    category: 'order.created',
    eventCreatedAt: acceptedAt,
    createdAt: acceptedAt,
    updatedAt: acceptedAt + 1_000,
    state: 'delivered',
    heldBy: null,
    url: 'http://localhost:3000/hooks',
    method: 'POST',
    headers: [],
    extra: null,
    bodyMode: 'raw',
    contentType: 'application/json',
    compression: 'auto',
    retrySchedule: ['5s'],
    maxAttempts: 30,
    attemptCount: 1,
    nextAttemptAt: null,
    resumeAt: null,
    replayOf: null,
    lastStatusCode: 200,
    lastErrorCode: null,
    attemptMarks: 'd',
    data: '{"a":1}',
    endpointName: null,
    attempts: [],
    ...delivery,
  }
}

export function exportedAttempt(attempt: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    number: 1,
    startedAt: acceptedAt,
    outcome: 'delivered',
    statusCode: 200,
    errorCode: null,
    errorMessage: null,
    note: null,
    postponed: null,
    timings: { dnsMs: 1, connectMs: 2, tlsMs: 4, firstByteMs: 20, totalMs: 30 },
    requestHead:
      'POST /hooks HTTP/1.1\r\nhost: localhost:3000\r\nContent-Type: application/json\r\nwebhook-id: evt_1\r\ncontent-length: 7\r\n\r\n',
    requestBytes: 7,
    contentEncoding: null,
    responseHead: 'HTTP 200\r\ncontent-type: text/plain\r\n',
    responseBody: Buffer.from('ok'),
    responseBytes: 2,
    responseTruncated: false,
    httpVersion: '1.1',
    remoteAddress: '127.0.0.1:3000',
    tlsProtocol: null,
    certificate: null,
    ...attempt,
  }
}

/** The whole file. */
export function written(writer: ExportWriter, deliveries: readonly Partial<ExportedDelivery>[]): string {
  const entries = deliveries.map((delivery, index) => writer.entry(exportedDelivery(delivery), index))
  return writer.begin + entries.join('') + writer.end
}
