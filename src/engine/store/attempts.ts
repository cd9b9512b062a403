/** The table `attempts`: one row an HTTP request, as it went out and as it was answered. */
import type { Database } from 'better-sqlite3'
import type { Attempt, AttemptOutcome } from '../../shared/model.ts'
import { parseHead } from '../deliver/request-head.ts'
import type { SentAttempt } from '../deliver/sender.ts'

export interface AttemptRecord extends SentAttempt {
  /** 1-based. */
  number: number
  startedAt: number
  outcome: AttemptOutcome
  note: string | null
  /** Size of the body as sent. */
  requestBytes: number
  contentEncoding: string | null
}

export interface AttemptsTable {
  insert(deliverySeq: number, attempt: AttemptRecord): void
  /** In the order in which they were recorded. */
  of(deliverySeq: number): Attempt[]
  count(): number
}

interface AttemptColumns {
  number: number
  started_at: number
  outcome: AttemptOutcome
  status_code: number | null
  error_code: string | null
  error_message: string | null
  note: string | null
  dns_ms: number | null
  connect_ms: number | null
  tls_ms: number | null
  first_byte_ms: number | null
  total_ms: number
  request_head: string
  request_bytes: number
  content_encoding: string | null
  response_head: string
  response_body: Buffer
  response_bytes: number
  response_truncated: number
  http_version: string | null
  remote_address: string | null
  tls_protocol: string | null
}

export function attemptsTable(database: Database): AttemptsTable {
  const insert = database.prepare(
    `INSERT INTO attempts (delivery_seq, number, started_at, outcome, status_code, error_code, error_message, note,
       dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms, request_head, request_bytes, content_encoding,
       response_head, response_body, response_bytes, response_truncated, http_version, remote_address, tls_protocol)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const of = database.prepare<[number], AttemptColumns>(
    'SELECT * FROM attempts WHERE delivery_seq = ? ORDER BY seq',
  )
  const count = database.prepare<[], { count: number }>('SELECT coalesce(max(seq), 0) AS count FROM attempts')
  return {
    insert(deliverySeq, a) {
      insert.run(
        deliverySeq,
        a.number,
        a.startedAt,
        a.outcome,
        a.statusCode,
        a.errorCode,
        a.errorMessage,
        a.note,
        a.timings.dnsMs,
        a.timings.connectMs,
        a.timings.tlsMs,
        a.timings.firstByteMs,
        a.timings.totalMs,
        a.requestHead,
        a.requestBytes,
        a.contentEncoding,
        a.responseHead,
        a.responseBody,
        a.responseBytes,
        a.responseTruncated ? 1 : 0,
        a.httpVersion,
        a.remoteAddress,
        a.tlsProtocol,
      )
    },
    of: (deliverySeq) => of.all(deliverySeq).map(toAttempt),
    count: () => count.get()?.count ?? 0,
  }
}

function toAttempt(row: AttemptColumns): Attempt {
  return {
    number: row.number,
    startedAt: row.started_at,
    outcome: row.outcome,
    statusCode: row.status_code,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    note: row.note,
    timings: {
      dnsMs: row.dns_ms,
      connectMs: row.connect_ms,
      tlsMs: row.tls_ms,
      firstByteMs: row.first_byte_ms,
      totalMs: row.total_ms,
    },
    requestHeaders: parseHead(row.request_head),
    requestBytes: row.request_bytes,
    contentEncoding: row.content_encoding,
    responseHeaders: parseHead(row.response_head),
    responseBody: row.response_body.toString('utf8'),
    responseBytes: row.response_bytes,
    responseTruncated: row.response_truncated === 1,
    httpVersion: row.http_version,
    remoteAddress: row.remote_address,
    tlsProtocol: row.tls_protocol,
  }
}
