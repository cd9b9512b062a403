/**
 * The table `destinations`: where and how deliveries go, as it was when they were accepted. A row is never changed, so
 * every delivery keeps its own copy of everything; equal copies stand once. Removed with the last delivery of it.
 */
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { BodyMode, Compression, HeaderList } from '../../shared/model.ts'
import { parseStored } from './stored-json.ts'
import { missingRow } from './missing-row.ts'

export interface Destination {
  url: string
  method: string
  headers: HeaderList
  bodyMode: BodyMode
  contentType: string
  compression: Compression
  retrySchedule: string[]
  /** 0 = never give up. */
  maxAttempts: number
}

export interface DestinationRecord extends Destination {
  seq: number
  endpointSeq: number
}

export interface DestinationsTable {
  /** The row with this content; made when it is new. */
  of(endpointSeq: number, destination: Destination): DestinationRecord
  get(seq: number): DestinationRecord
  remove(seq: number): void
  /** Forgets what it remembers: a rollback may have taken some of it away. */
  forget(): void
}

interface Columns extends Omit<DestinationRecord, 'headers' | 'retrySchedule'> {
  headers: string
  retrySchedule: string
}

/** About 1 KB each. */
const mostRemembered = 2_000

const columns = `seq, endpoint_seq AS endpointSeq, url, method, headers, body_mode AS bodyMode, content_type AS contentType,
  compression, retry_schedule AS retrySchedule, max_attempts AS maxAttempts`

export function destinationsTable(database: Database): DestinationsTable {
  const byDigest = database.prepare<[string], Columns>(`SELECT ${columns} FROM destinations WHERE digest = ?`)
  const bySeq = database.prepare<[number], Columns>(`SELECT ${columns} FROM destinations WHERE seq = ?`)
  const insert = database.prepare<(string | number)[], Columns>(
    `INSERT INTO destinations (digest, endpoint_seq, url, method, headers, body_mode, content_type, compression,
       retry_schedule, max_attempts)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${columns}`,
  )
  const remove = database.prepare<[number]>('DELETE FROM destinations WHERE seq = ?')
  const remembered = new Map<number, DestinationRecord>()
  const seqs = new Map<string, number>()
  const forget = (): void => {
    remembered.clear()
    seqs.clear()
  }
  const remember = (row: Columns): DestinationRecord => {
    const record = {
      ...row,
      headers: parseStored(row.headers) as HeaderList,
      retrySchedule: parseStored(row.retrySchedule) as string[],
    }
    if (remembered.size >= mostRemembered) forget()
    remembered.set(record.seq, record)
    return record
  }
  const findOrInsert = (content: string, endpointSeq: number, d: Destination): DestinationRecord => {
    const digest = digestOf(content)
    const row =
      byDigest.get(digest) ??
      insert.get(
        digest,
        endpointSeq,
        d.url,
        d.method,
        JSON.stringify(d.headers),
        d.bodyMode,
        d.contentType,
        d.compression,
        JSON.stringify(d.retrySchedule),
        d.maxAttempts,
      )
    if (!row) throw new Error('a destination was not inserted')
    const record = remember(row)
    seqs.set(content, record.seq)
    return record
  }
  return {
    of(endpointSeq, destination) {
      const content = contentOf(endpointSeq, destination)
      const known = remembered.get(seqs.get(content) ?? 0)
      return known ?? findOrInsert(content, endpointSeq, destination)
    },
    get(seq) {
      const known = remembered.get(seq)
      if (known) return known
      const row = bySeq.get(seq)
      if (!row) throw missingRow('destination', seq)
      return remember(row)
    },
    remove(seq) {
      remove.run(seq)
      const known = remembered.get(seq)
      if (!known) return
      // Both ways: its number is given to the next one.
      seqs.delete(contentOf(known.endpointSeq, known))
      remembered.delete(seq)
    },
    forget,
  }
}

/** As the migration writes it with `json_array`. */
function contentOf(endpointSeq: number, d: Destination): string {
  return JSON.stringify([
    endpointSeq,
    d.url,
    d.method,
    d.headers,
    d.bodyMode,
    d.contentType,
    d.compression,
    d.retrySchedule,
    d.maxAttempts,
  ])
}

/** Of a row's content, short enough for an index: 128 bits of SHA-256. */
export function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22)
}
