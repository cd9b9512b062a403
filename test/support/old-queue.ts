/** A database as the first schema had it, written row by row: for tests of the migrations. */
import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { applicationId } from '../../src/engine/store/migrate.ts'
import { databaseName } from '../../src/engine/store/store.ts'
import { parseHead } from '../../src/engine/deliver/request-head.ts'
import type { Attempt, DeliveryState } from '../../src/shared/model.ts'

const schema = new URL('../../src/engine/store/migrations/0001.sql', import.meta.url)

export interface OldDelivery {
  seq: number
  id: string
  event_seq: number
  endpoint_seq: number
  replay_of: string | null
  url: string
  method: string
  headers: string
  body_mode: 'envelope' | 'raw' | 'standard'
  content_type: string
  compression: 'auto' | 'zstd' | 'off'
  edited_data: Buffer | null
  retry_schedule: string
  max_attempts: number
  state: DeliveryState
  attempt_count: number
  next_attempt_at: number | null
  lease_owner: string | null
  lease_expires_at: number | null
  created_at: number
  updated_at: number
  last_status_code: number | null
  last_error_code: string | null
  last_total_ms: number | null
  attempt_marks: string
}

export interface OldAttempt {
  delivery_seq: number
  number: number
  started_at: number
  outcome: Attempt['outcome']
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
  response_truncated: 0 | 1
  http_version: string | null
  remote_address: string | null
  tls_protocol: string | null
}

export interface OldRows {
  settings?: { name: string; value: string }[]
  endpoints: {
    seq: number
    id: string
    name: string
    url: string
    saved: 0
    zstd_support: 'unknown' | 'accepts' | 'refuses'
    last_outcome: Attempt['outcome'] | null
    last_used_at: number
    created_at: number
  }[]
  events: { seq: number; event_id: string; category: string; created_at: number; data: Buffer }[]
  deliveries: OldDelivery[]
  attempts: OldAttempt[]
  /** The highest seq that a delivery ever had. */
  lastSeq?: number
}

export function writeOldQueue(dataDir: string, { lastSeq, ...tables }: OldRows): void {
  const database = new Database(join(dataDir, databaseName))
  database.pragma('journal_mode = WAL')
  database.pragma('foreign_keys = ON')
  database.exec(readFileSync(schema, 'utf8'))
  database.pragma(`application_id = ${applicationId}`)
  database.pragma('user_version = 1')
  database.transaction(() => {
    for (const [table, rows] of Object.entries(tables)) insertAll(database, table, rows)
    if (lastSeq) database.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'deliveries'").run(lastSeq)
  })()
  database.close()
}

function insertAll(database: Database.Database, table: string, rows: object[]): void {
  const [first] = rows
  if (!first) return
  const names = Object.keys(first)
  const insert = database.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  )
  for (const row of rows) insert.run(row)
}

/** What the first version showed of an attempt. */
export function shownAttempt(row: OldAttempt): Attempt {
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
    responseIsText: isUtf8(row.response_body),
    postponed: null,
    responseTruncated: row.response_truncated === 1,
    httpVersion: row.http_version,
    remoteAddress: row.remote_address,
    tlsProtocol: row.tls_protocol,
    certificate: null,
  }
}
