/** The table `deliveries`, as it is read: rows for the table, lists by filter, one in full. */
import type { Database, Statement } from 'better-sqlite3'
import type { DeliveryFilter } from '../../shared/commands.ts'
import type { BodyMode, Compression, DeliveryDetail, DeliveryRow, HeaderList } from '../../shared/model.ts'

export interface DeliveryPage {
  filter: DeliveryFilter
  upToSeq: number
  offset: number
  limit: number
}

/** A delivery with what its body is made of; attempts and sizes are the caller's to add. */
export interface DeliverySource extends Omit<DeliveryDetail, 'attempts' | 'bodyBytes'> {
  eventSeq: number
  endpointSeq: number
  eventCreatedAt: number
  editedData: Buffer | null
}

export interface DeliveryRows {
  bySeqs(seqs: readonly number[]): DeliveryRow[]
  list(page: DeliveryPage): DeliveryRow[]
  count(filter: DeliveryFilter, range: { afterSeq: number; upToSeq: number }): number
  newestSeq(): number
  source(id: string): DeliverySource | null
}

interface RowColumns extends Omit<DeliveryRow, 'retrySchedule'> {
  retrySchedule: string
}

interface SourceColumns extends RowColumns {
  headers: string
  bodyMode: BodyMode
  contentType: string
  compression: Compression
  editedData: Buffer | null
  eventSeq: number
  endpointSeq: number
  eventCreatedAt: number
}

const rowColumns = `d.seq, d.id, e.event_id AS eventId, e.category, d.url, d.method, d.state,
  d.attempt_count AS attemptCount, d.max_attempts AS maxAttempts, d.retry_schedule AS retrySchedule,
  d.next_attempt_at AS nextAttemptAt, d.created_at AS createdAt, d.updated_at AS updatedAt, d.replay_of AS replayOf,
  p.id AS endpointId, d.last_status_code AS lastStatusCode, d.last_error_code AS lastErrorCode,
  d.last_total_ms AS lastTotalMs, d.attempt_marks AS attemptMarks`

const joined = 'deliveries d JOIN events e ON e.seq = d.event_seq JOIN endpoints p ON p.seq = d.endpoint_seq'

export function deliveryRows(database: Database): DeliveryRows {
  const bySeqs = database.prepare<[string], RowColumns>(
    `SELECT ${rowColumns} FROM ${joined} WHERE d.seq IN (SELECT value FROM json_each(?)) ORDER BY d.seq DESC`,
  )
  const newestSeq = database.prepare<[], { seq: number }>(
    'SELECT coalesce(max(seq), 0) AS seq FROM deliveries',
  )
  const source = database.prepare<[string], SourceColumns>(
    `SELECT ${rowColumns}, d.headers, d.body_mode AS bodyMode, d.content_type AS contentType, d.compression,
       d.edited_data AS editedData, d.event_seq AS eventSeq, d.endpoint_seq AS endpointSeq, e.created_at AS eventCreatedAt
     FROM ${joined} WHERE d.id = ?`,
  )
  const replays = database.prepare<[string], DeliveryDetail['replays'][number]>(
    'SELECT id, state, created_at AS createdAt FROM deliveries WHERE replay_of = ? ORDER BY seq DESC LIMIT 100',
  )
  const prepared = new Map<string, Statement>()
  const prepare = <R>(sql: string): Statement<[Record<string, unknown>], R> => {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return statement as Statement<[Record<string, unknown>], R>
  }
  return {
    bySeqs: (seqs) => bySeqs.all(JSON.stringify(seqs)).map(toRow),
    list({ filter, upToSeq, offset, limit }) {
      const { from, where, parameters } = conditions(filter)
      // The page is found in an index first; only its rows are then joined.
      const statement = prepare<RowColumns>(
        `SELECT ${rowColumns} FROM ${joined} WHERE d.seq IN (
           SELECT d.seq FROM ${from} WHERE d.seq <= @upToSeq ${where} ORDER BY d.seq DESC LIMIT @limit OFFSET @offset
         ) ORDER BY d.seq DESC`,
      )
      return statement.all({ ...parameters, upToSeq, offset, limit }).map(toRow)
    },
    count(filter, { afterSeq, upToSeq }) {
      const { from, where, parameters } = conditions(filter)
      const statement = prepare<{ count: number }>(
        `SELECT count(*) AS count FROM ${from} WHERE d.seq > @afterSeq AND d.seq <= @upToSeq ${where}`,
      )
      return statement.get({ ...parameters, afterSeq, upToSeq })?.count ?? 0
    },
    newestSeq: () => newestSeq.get()?.seq ?? 0,
    source(id) {
      const row = source.get(id)
      if (!row) return null
      return {
        ...row,
        ...toRow(row),
        headers: JSON.parse(row.headers) as HeaderList,
        replays: replays.all(id),
      }
    },
  }
}

function toRow<R extends RowColumns>(row: R): Omit<R, 'retrySchedule'> & { retrySchedule: string[] } {
  return { ...row, retrySchedule: JSON.parse(row.retrySchedule) as string[] }
}

interface Conditions {
  /** Joins the events only where the filter reads them: without, an index alone answers. */
  from: string
  where: string
  parameters: Record<string, unknown>
}

function conditions(filter: DeliveryFilter): Conditions {
  const parts: string[] = []
  const parameters: Record<string, unknown> = {}
  if (filter.states) {
    parts.push('d.state IN (SELECT value FROM json_each(@states))')
    parameters['states'] = JSON.stringify(filter.states)
  }
  if (filter.category !== undefined) {
    parts.push('e.category = @category')
    parameters['category'] = filter.category
  }
  if (filter.endpointId !== undefined) {
    parts.push('d.endpoint_seq = (SELECT seq FROM endpoints WHERE id = @endpointId)')
    parameters['endpointId'] = filter.endpointId
  }
  if (filter.text) {
    parts.push(
      `(e.category LIKE @text ESCAPE '\\' OR d.url LIKE @text ESCAPE '\\' OR e.event_id LIKE @text ESCAPE '\\' OR d.id LIKE @text ESCAPE '\\')`,
    )
    parameters['text'] = `%${filter.text.replaceAll(/[\\%_]/g, '\\$&')}%`
  }
  const readsEvents = filter.category !== undefined || Boolean(filter.text)
  return {
    from: readsEvents ? 'deliveries d JOIN events e ON e.seq = d.event_seq' : 'deliveries d',
    where: parts.map((part) => `AND ${part}`).join(' '),
    parameters,
  }
}
