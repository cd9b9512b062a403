/**
 * The table `deliveries`, as the dispatcher asks it: what is due for an endpoint, in order of due time, and when the next
 * one will be. A claim is a read; what it takes is written down in `leases` by the same transaction.
 */
import type { Database } from 'better-sqlite3'
import type { WaitingState } from './delivery-heads.ts'
import type { DestinationRecord, DestinationsTable } from './destinations.ts'
import { missingRow } from './missing-row.ts'

/** What the dispatcher needs to send a delivery and to record what came of it. */
export interface Claimed {
  seq: number
  id: string
  endpointSeq: number
  categorySeq: number
  destination: DestinationRecord
  /** How it waited before, and when it was due. */
  state: WaitingState
  dueAt: number
  /** This attempt's, 1-based. */
  attemptNumber: number
  eventId: string
  eventCreatedAt: number
  /** The payload as it was typed; null where it is edited or larger than was asked for: see `data`. */
  data: string | null
}

export interface Claims {
  /** Due deliveries of an endpoint, in order of due time; never one of `except`. */
  due(claim: {
    endpointSeq: number
    now: number
    limit: number
    except: readonly number[]
    mostDataBytes: number
  }): Claimed[]
  one(seq: number, mostDataBytes: number): Claimed
  /** The due time of the first delivery of an endpoint that waits beyond `now`; null when none does. */
  nextDueAt(endpointSeq: number, now: number): number | null
  /** Of the deliveries of an endpoint that wait, the one accepted first; scheduled ones wait in line from their time on. */
  first(endpointSeq: number, range: { fromSeq: number; now: number }): { seq: number; dueAt: number } | null
  /** The lowest seq of an endpoint that waits, scheduled or not; null when none does. */
  firstSeq(endpointSeq: number, fromSeq: number): number | null
  /** Every endpoint of which a delivery waits, with the earliest due time. */
  endpoints(): { endpointSeq: number; at: number }[]
  /** The payload as it was typed. */
  data(claimed: Claimed): string
}

type Row = [
  seq: number,
  id: string,
  endpointSeq: number,
  categorySeq: number,
  destinationSeq: number,
  state: WaitingState,
  dueAt: number,
  attemptCount: number,
  eventId: string,
  eventCreatedAt: number,
  data: string | null,
]

/** The payload's bound comes first among the parameters. */
const columns = `d.seq, d.id, d.endpoint_seq, d.category_seq, d.destination_seq, d.state, d.next_attempt_at, d.attempt_count,
  e.event_id, e.created_at, iif(d.edited_data IS NULL AND length(e.data) <= ?, CAST(e.data AS TEXT), NULL)`

export function claims(database: Database, destinations: DestinationsTable): Claims {
  const due = database
    .prepare<[number, number, number, string, number], Row>(
      `SELECT ${columns} FROM deliveries d JOIN events e ON e.seq = d.event_seq
       WHERE d.endpoint_seq = ? AND d.next_attempt_at <= ? AND d.seq NOT IN (SELECT value FROM json_each(?))
       ORDER BY d.next_attempt_at, d.seq LIMIT ?`,
    )
    .raw()
  const one = database
    .prepare<[number, number], Row>(
      `SELECT ${columns} FROM deliveries d JOIN events e ON e.seq = d.event_seq WHERE d.seq = ?`,
    )
    .raw()
  const nextDueAt = database.prepare<[number, number], { at: number | null }>(
    'SELECT min(next_attempt_at) AS at FROM deliveries WHERE endpoint_seq = ? AND next_attempt_at > ?',
  )
  const first = database.prepare<[number, number, number], { seq: number; dueAt: number }>(
    `SELECT seq, next_attempt_at AS dueAt FROM deliveries INDEXED BY deliveries_by_endpoint
     WHERE endpoint_seq = ? AND seq >= ? AND next_attempt_at IS NOT NULL AND (state <> 'scheduled' OR next_attempt_at <= ?)
     ORDER BY seq LIMIT 1`,
  )
  const firstSeq = database
    .prepare<[number, number], number>(
      `SELECT seq FROM deliveries INDEXED BY deliveries_by_endpoint
       WHERE endpoint_seq = ? AND seq >= ? AND next_attempt_at IS NOT NULL ORDER BY seq LIMIT 1`,
    )
    .pluck()
  // From endpoint to endpoint along the index, so that a million deliveries to one are passed over in one step.
  const endpoints = database.prepare<[], { endpointSeq: number; at: number }>(
    `WITH RECURSIVE found (endpoint_seq) AS (
       SELECT min(endpoint_seq) FROM deliveries WHERE next_attempt_at IS NOT NULL
       UNION ALL
       SELECT (SELECT min(endpoint_seq) FROM deliveries WHERE next_attempt_at IS NOT NULL AND endpoint_seq > found.endpoint_seq)
       FROM found WHERE endpoint_seq IS NOT NULL
     )
     SELECT endpoint_seq AS endpointSeq,
       (SELECT min(next_attempt_at) FROM deliveries d WHERE d.endpoint_seq = found.endpoint_seq AND next_attempt_at IS NOT NULL) AS at
     FROM found WHERE endpoint_seq IS NOT NULL`,
  )
  const data = database
    .prepare<[number], string>(
      `SELECT CAST(coalesce(d.edited_data, e.data) AS TEXT) FROM deliveries d JOIN events e ON e.seq = d.event_seq WHERE d.seq = ?`,
    )
    .pluck()
  const toClaimed = (row: Row): Claimed => ({
    seq: row[0],
    id: row[1],
    endpointSeq: row[2],
    categorySeq: row[3],
    destination: destinations.get(row[4]),
    state: row[5],
    dueAt: row[6],
    attemptNumber: row[7] + 1,
    eventId: row[8],
    eventCreatedAt: row[9],
    data: row[10],
  })

  return {
    due({ endpointSeq, now, limit, except, mostDataBytes }) {
      return due.all(mostDataBytes, endpointSeq, now, JSON.stringify(except), limit).map(toClaimed)
    },
    one(seq, mostDataBytes) {
      const row = one.get(mostDataBytes, seq)
      if (!row) throw missingRow('delivery', seq)
      return toClaimed(row)
    },
    nextDueAt: (endpointSeq, now) => nextDueAt.get(endpointSeq, now)?.at ?? null,
    first: (endpointSeq, { fromSeq, now }) => first.get(endpointSeq, fromSeq, now) ?? null,
    firstSeq: (endpointSeq, fromSeq) => firstSeq.get(endpointSeq, fromSeq) ?? null,
    endpoints: () => endpoints.all(),
    data: (claimed) => claimed.data ?? data.get(claimed.seq) ?? '',
  }
}
