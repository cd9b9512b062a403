/** The table `attempts`: one row an HTTP request, as it went out and as it was answered. */
import { isUtf8 } from 'node:buffer'
import type { Database } from 'better-sqlite3'
import type { Attempt, AttemptOutcome, Postponed } from '../../shared/model.ts'
import { parseHead } from '../deliver/request-head.ts'
import type { SentAttempt } from '../deliver/sender.ts'
import type { HeadFacts } from '../head-template.ts'
import type { HeadsTable, StoredHead } from './heads.ts'
import type { PeersTable } from './peers.ts'
import { parseStored } from './stored-json.ts'

export interface AttemptRecord extends SentAttempt {
  /** 1-based. */
  number: number
  startedAt: number
  outcome: AttemptOutcome
  note: string | null
  postponed: Postponed | null
  /** Size of the body as sent. */
  requestBytes: number
  contentEncoding: string | null
}

/** The delivery that an attempt is of. */
export interface AttemptOrigin {
  deliverySeq: number
  destinationSeq: number
  eventId: string
}

export interface AttemptsTable {
  insert(origin: AttemptOrigin, attempt: AttemptRecord): void
  /** In the order in which they were recorded. */
  of(delivery: { seq: number; eventId: string }): Attempt[]
  /** The same, as they were recorded. */
  recordsOf(delivery: { seq: number; eventId: string }): AttemptRecord[]
  /** When the latest one ended; null when there was none. */
  lastEndedAt(deliverySeq: number): number | null
  removeOf(deliverySeq: number): void
  count(): number
}

interface AttemptColumns {
  number: number
  started_at: number
  outcome: AttemptOutcome
  status_code: number | null
  total_ms: number
  first_byte_ms: number | null
  request_bytes: number
  request_head: StoredHead
  response_head: StoredHead
  response_body: Buffer
  peer_seq: number | null
  detail: string | null
}

/** What few attempts have; what is null or stands elsewhere is left out. */
interface Detail {
  errorCode?: string
  errorMessage?: string
  note?: string
  postponed?: Postponed
  dnsMs?: number
  connectMs?: number
  tlsMs?: number
  contentEncoding?: string
  /** Where it is not the size of what is kept. */
  responseBytes?: number
  responseTruncated?: true
}

export function attemptsTable(
  database: Database,
  { heads, peers }: { heads: HeadsTable; peers: PeersTable },
): AttemptsTable {
  const insert = database.prepare(
    `INSERT INTO attempts (delivery_seq, number, started_at, outcome, status_code, total_ms, first_byte_ms, request_bytes,
       request_head, response_head, response_body, peer_seq, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const of = database.prepare<[number], AttemptColumns>(
    'SELECT * FROM attempts WHERE delivery_seq = ? ORDER BY seq',
  )
  const lastEndedAt = database
    .prepare<[number], number>(
      'SELECT started_at + CAST(total_ms AS INTEGER) FROM attempts WHERE delivery_seq = ? ORDER BY seq DESC LIMIT 1',
    )
    .pluck()
  const removeOf = database.prepare<[number]>('DELETE FROM attempts WHERE delivery_seq = ?')
  const count = database.prepare<[], { count: number }>('SELECT coalesce(max(seq), 0) AS count FROM attempts')

  const toRecord = (row: AttemptColumns, eventId: string): AttemptRecord => {
    const detail = row.detail === null ? {} : (parseStored(row.detail) as Detail)
    const facts = { eventId, startedAt: row.started_at, number: row.number }
    const responseBytes = detail.responseBytes ?? row.response_body.length
    return {
      number: row.number,
      startedAt: row.started_at,
      outcome: row.outcome,
      statusCode: row.status_code,
      errorCode: detail.errorCode ?? null,
      errorMessage: detail.errorMessage ?? null,
      note: detail.note ?? null,
      postponed: detail.postponed ?? null,
      timings: {
        dnsMs: detail.dnsMs ?? null,
        connectMs: detail.connectMs ?? null,
        tlsMs: detail.tlsMs ?? null,
        firstByteMs: row.first_byte_ms,
        totalMs: row.total_ms,
      },
      requestHead: heads.text(row.request_head, { ...facts, bytes: row.request_bytes }),
      requestBytes: row.request_bytes,
      contentEncoding: detail.contentEncoding ?? null,
      responseHead: heads.text(row.response_head, { ...facts, bytes: responseBytes }),
      responseBody: row.response_body,
      responseBytes,
      responseTruncated: detail.responseTruncated ?? false,
      ...peers.get(row.peer_seq),
    }
  }

  return {
    insert({ deliverySeq, destinationSeq, eventId }, a) {
      const facts: HeadFacts = {
        eventId,
        startedAt: a.startedAt,
        number: a.number,
        bytes: a.requestBytes,
      }
      const requestHead = heads.put(a.requestHead, `request ${destinationSeq}`, facts)
      facts.bytes = a.responseBytes
      insert.run(
        deliverySeq,
        a.number,
        a.startedAt,
        a.outcome,
        a.statusCode,
        a.timings.totalMs,
        a.timings.firstByteMs,
        a.requestBytes,
        requestHead,
        heads.put(a.responseHead, `response ${destinationSeq}`, facts),
        a.responseBody,
        peers.of(a),
        detailOf(a),
      )
    },
    of(delivery) {
      return this.recordsOf(delivery).map(toAttempt)
    },
    recordsOf: ({ seq, eventId }) => of.all(seq).map((row) => toRecord(row, eventId)),
    lastEndedAt: (deliverySeq) => lastEndedAt.get(deliverySeq) ?? null,
    removeOf(deliverySeq) {
      removeOf.run(deliverySeq)
    },
    count: () => count.get()?.count ?? 0,
  }
}

/** As people see it: heads as headers, the body as text. */
function toAttempt({ requestHead, responseHead, responseBody, ...record }: AttemptRecord): Attempt {
  return {
    ...record,
    requestHeaders: parseHead(requestHead),
    responseHeaders: parseHead(responseHead),
    responseBody: responseBody.toString('utf8'),
    responseIsText: isText(responseBody, record.responseTruncated),
  }
}

/** What was cut off may end within a sign, of at most four bytes. */
function isText(body: Buffer, isCut: boolean): boolean {
  if (isUtf8(body)) return true
  return isCut && [1, 2, 3].some((missing) => isUtf8(body.subarray(0, body.length - missing)))
}

/** Null where there is nothing to tell, which is so for most. */
function detailOf(a: AttemptRecord): string | null {
  const detail: Detail = {}
  const { dnsMs, connectMs, tlsMs } = a.timings
  if (a.errorCode !== null) detail.errorCode = a.errorCode
  if (a.errorMessage !== null) detail.errorMessage = a.errorMessage
  if (a.note !== null) detail.note = a.note
  if (a.postponed !== null) detail.postponed = a.postponed
  if (dnsMs !== null) detail.dnsMs = dnsMs
  if (connectMs !== null) detail.connectMs = connectMs
  if (tlsMs !== null) detail.tlsMs = tlsMs
  if (a.contentEncoding !== null) detail.contentEncoding = a.contentEncoding
  if (a.responseBytes !== a.responseBody.length) detail.responseBytes = a.responseBytes
  if (a.responseTruncated) detail.responseTruncated = true
  return Object.keys(detail).length === 0 ? null : JSON.stringify(detail)
}
