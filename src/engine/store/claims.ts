/**
 * The table `deliveries`, as the dispatcher asks it: what is due for an endpoint, in order of due time, and when the next
 * one will be. A claim is a read; what it takes is written down in `leases` by the same transaction.
 */
import type { Database } from 'better-sqlite3'
import type { WaitingState } from './deliveries.ts'
import type { DestinationRecord, DestinationsTable } from './destinations.ts'

/** What the dispatcher needs to send a delivery and to record what came of it. */
export interface Claimed {
  seq: number
  endpointSeq: number
  categorySeq: number
  destination: DestinationRecord
  /** How it waited before. */
  state: WaitingState
  /** This attempt's, 1-based. */
  attemptNumber: number
  eventSeq: number
  eventId: string
  eventCreatedAt: number
  /** Whether it carries another payload than its event. */
  edited: boolean
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
  /** The due time of the first delivery of an endpoint that waits beyond `now`; null when none does. */
  nextDueAt(endpointSeq: number, now: number): number | null
  /** Every endpoint of which a delivery waits, with the earliest due time. */
  endpoints(): { endpointSeq: number; at: number }[]
  /** The payload as it was typed. */
  data(claimed: Claimed): string
}

type Row = [
  seq: number,
  categorySeq: number,
  destinationSeq: number,
  state: WaitingState,
  attemptCount: number,
  eventSeq: number,
  edited: number,
  eventId: string,
  eventCreatedAt: number,
  data: string | null,
]

export function claims(database: Database, destinations: DestinationsTable): Claims {
  const due = database
    .prepare<[number, number, number, string, number]>(
      `SELECT d.seq, d.category_seq, d.destination_seq, d.state, d.attempt_count, d.event_seq, d.edited_data IS NOT NULL,
         e.event_id, e.created_at, iif(d.edited_data IS NULL AND length(e.data) <= ?, CAST(e.data AS TEXT), NULL)
       FROM deliveries d JOIN events e ON e.seq = d.event_seq
       WHERE d.endpoint_seq = ? AND d.next_attempt_at <= ? AND d.seq NOT IN (SELECT value FROM json_each(?))
       ORDER BY d.next_attempt_at, d.seq LIMIT ?`,
    )
    .raw()
  const nextDueAt = database.prepare<[number, number], { at: number | null }>(
    'SELECT min(next_attempt_at) AS at FROM deliveries WHERE endpoint_seq = ? AND next_attempt_at > ?',
  )
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

  return {
    due({ endpointSeq, now, limit, except, mostDataBytes }) {
      const rows = due.all(mostDataBytes, endpointSeq, now, JSON.stringify(except), limit) as unknown as Row[]
      return rows.map((row) => claimedOf(row, endpointSeq, destinations))
    },
    nextDueAt: (endpointSeq, now) => nextDueAt.get(endpointSeq, now)?.at ?? null,
    endpoints: () => endpoints.all(),
    data: (claimed) => claimed.data ?? data.get(claimed.seq) ?? '',
  }
}

function claimedOf(row: Row, endpointSeq: number, destinations: DestinationsTable): Claimed {
  return {
    seq: row[0],
    endpointSeq,
    categorySeq: row[1],
    destination: destinations.get(row[2]),
    state: row[3],
    attemptNumber: row[4] + 1,
    eventSeq: row[5],
    eventId: row[7],
    eventCreatedAt: row[8],
    edited: row[6] === 1,
    data: row[9],
  }
}
