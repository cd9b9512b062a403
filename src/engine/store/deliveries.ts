/**
 * The table `deliveries`, as it is written. Two invariants, held by CHECKs: a delivery waits exactly while it has a
 * due time, and is on its way exactly while it has a lease. Every change is told to the change log.
 */
import type { Database } from 'better-sqlite3'
import type { BodyMode, Compression, DeliveryState, HeaderList } from '../../shared/model.ts'
import type { ChangeLog } from './changes.ts'

export interface NewDelivery {
  id: string
  eventSeq: number
  endpointSeq: number
  replayOf: string | null
  url: string
  method: string
  headers: HeaderList
  bodyMode: BodyMode
  contentType: string
  compression: Compression
  editedData: Buffer | null
  retrySchedule: string[]
  maxAttempts: number
  nextAttemptAt: number
  createdAt: number
}

/** What the dispatcher needs to send a claimed delivery. */
export interface ClaimedDelivery {
  seq: number
  eventSeq: number
  endpointSeq: number
  url: string
  method: string
  headers: string
  bodyMode: BodyMode
  contentType: string
  compression: Compression
  /** 1 where it carries another payload than its event: see `editedData`. */
  edited: number
  retrySchedule: string
  maxAttempts: number
  /** This attempt's number, 1-based: the claim has counted it. */
  attemptCount: number
}

export interface DeliveryHead {
  seq: number
  id: string
  state: DeliveryState
  attemptCount: number
  eventSeq: number
}

export interface FinishedDelivery {
  seq: number
  owner: string
  state: 'delivered' | 'failed' | 'retrying'
  nextAttemptAt: number | null
  now: number
  lastStatusCode: number | null
  lastErrorCode: string | null
  lastTotalMs: number
  /** A letter an attempt: see `DeliveryRow.attemptMarks`. */
  marks: string
}

export interface DeliveriesTable {
  /** Answers with the seq. */
  insert(delivery: NewDelivery): number
  /** Counts the attempt and takes a lease on up to `limit` due deliveries, in order of due time. */
  claim(claim: { owner: string; now: number; leaseExpiresAt: number; limit: number }): ClaimedDelivery[]
  /** The payload that stands in for the event's. */
  editedData(seq: number): Buffer | null
  /** Writes a result; false when the lease was lost meanwhile (canceled), and then changes nothing. */
  finish(finished: FinishedDelivery): boolean
  /** Gives a lease back uncounted: the same attempt is due again at `dueAt`. False when the lease was lost. */
  release(seq: number, release: { owner: string; dueAt: number; now: number; marks: string }): boolean
  /** Deliveries on their way. */
  leased(): (DeliveryHead & { owner: string; updatedAt: number })[]
  /** The earliest due time; null when nothing waits. */
  nextDueAt(): number | null
  head(id: string): DeliveryHead | null
  exists(seq: number): boolean
  /** Due now; for what waits, is held, has failed or was canceled. */
  makeDue(delivery: DeliveryHead, now: number): void
  cancel(delivery: DeliveryHead, now: number): void
  remove(delivery: DeliveryHead): void
  countByState(): { state: DeliveryState; count: number }[]
}

const claimedColumns = `seq, event_seq AS eventSeq, endpoint_seq AS endpointSeq, url, method, headers,
  body_mode AS bodyMode, content_type AS contentType, compression, edited_data IS NOT NULL AS edited, retry_schedule AS retrySchedule, max_attempts AS maxAttempts, attempt_count AS attemptCount`

export function deliveriesTable(database: Database, changes: ChangeLog): DeliveriesTable {
  const insert = database.prepare(
    `INSERT INTO deliveries (id, event_seq, endpoint_seq, replay_of, url, method, headers, body_mode, content_type,
       compression, edited_data, retry_schedule, max_attempts, state, attempt_count, next_attempt_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', 0, ?, ?, ?)`,
  )
  const claim = database.prepare<[number, string, number, number, number], ClaimedDelivery>(
    `UPDATE deliveries SET state = 'sending', attempt_count = attempt_count + 1, next_attempt_at = NULL,
       updated_at = ?, lease_owner = ?, lease_expires_at = ?
     WHERE seq IN (SELECT seq FROM deliveries WHERE next_attempt_at <= ? ORDER BY next_attempt_at, seq LIMIT ?)
     RETURNING ${claimedColumns}`,
  )
  const editedData = database.prepare<[number], { data: Buffer | null }>(
    'SELECT edited_data AS data FROM deliveries WHERE seq = ?',
  )
  const finish = database.prepare(
    `UPDATE deliveries SET state = ?, next_attempt_at = ?, lease_owner = NULL, lease_expires_at = NULL, updated_at = ?,
       last_status_code = ?, last_error_code = ?, last_total_ms = ?, attempt_marks = substr(attempt_marks || ?, -24)
     WHERE seq = ? AND lease_owner = ?`,
  )
  const release = database.prepare<[number, number, string, number, string], { state: DeliveryState }>(
    `UPDATE deliveries SET state = iif(attempt_count > 1, 'retrying', 'queued'), attempt_count = attempt_count - 1,
       next_attempt_at = ?, lease_owner = NULL, lease_expires_at = NULL, updated_at = ?,
       attempt_marks = substr(attempt_marks || ?, -24)
     WHERE seq = ? AND lease_owner = ? RETURNING state`,
  )
  const headColumns = 'seq, id, state, attempt_count AS attemptCount, event_seq AS eventSeq'
  const leased = database.prepare<[], DeliveryHead & { owner: string; updatedAt: number }>(
    `SELECT ${headColumns}, lease_owner AS owner, updated_at AS updatedAt FROM deliveries WHERE state = 'sending' ORDER BY seq`,
  )
  const nextDueAt = database.prepare<[], { at: number | null }>(
    'SELECT min(next_attempt_at) AS at FROM deliveries WHERE next_attempt_at IS NOT NULL',
  )
  const head = database.prepare<[string], DeliveryHead>(`SELECT ${headColumns} FROM deliveries WHERE id = ?`)
  const exists = database.prepare<[number]>('SELECT 1 FROM deliveries WHERE seq = ?')
  const makeDue = database.prepare<[DeliveryState, number, number, number]>(
    'UPDATE deliveries SET state = ?, next_attempt_at = ?, updated_at = ? WHERE seq = ?',
  )
  const cancel = database.prepare<[number, number]>(
    `UPDATE deliveries SET state = 'canceled', next_attempt_at = NULL, lease_owner = NULL, lease_expires_at = NULL,
       updated_at = ? WHERE seq = ?`,
  )
  const remove = database.prepare<[number]>('DELETE FROM deliveries WHERE seq = ?')
  const countByState = database.prepare<[], { state: DeliveryState; count: number }>(
    'SELECT state, count(*) AS count FROM deliveries GROUP BY state',
  )
  return {
    insert(d) {
      const { lastInsertRowid } = insert.run(
        d.id,
        d.eventSeq,
        d.endpointSeq,
        d.replayOf,
        d.url,
        d.method,
        JSON.stringify(d.headers),
        d.bodyMode,
        d.contentType,
        d.compression,
        d.editedData,
        JSON.stringify(d.retrySchedule),
        d.maxAttempts,
        d.nextAttemptAt,
        d.createdAt,
        d.createdAt,
      )
      const seq = Number(lastInsertRowid)
      changes.moved(seq, null, 'queued')
      return seq
    },
    claim({ owner, now, leaseExpiresAt, limit }) {
      const claimed = claim.all(now, owner, leaseExpiresAt, now, limit)
      for (const { seq, attemptCount } of claimed)
        changes.moved(seq, waitingState(attemptCount - 1), 'sending')
      // RETURNING has no order of its own.
      return claimed.sort((a, b) => a.seq - b.seq)
    },
    editedData: (seq) => editedData.get(seq)?.data ?? null,
    finish(f) {
      const { changes: changed } = finish.run(
        f.state,
        f.nextAttemptAt,
        f.now,
        f.lastStatusCode,
        f.lastErrorCode,
        f.lastTotalMs,
        f.marks,
        f.seq,
        f.owner,
      )
      if (changed === 1) changes.moved(f.seq, 'sending', f.state)
      return changed === 1
    },
    release(seq, { owner, dueAt, now, marks }) {
      const released = release.get(dueAt, now, marks, seq, owner)
      if (released) changes.moved(seq, 'sending', released.state)
      return released !== undefined
    },
    leased: () => leased.all(),
    nextDueAt: () => nextDueAt.get()?.at ?? null,
    head: (id) => head.get(id) ?? null,
    exists: (seq) => exists.get(seq) !== undefined,
    makeDue(delivery, now) {
      const state = waitingState(delivery.attemptCount)
      makeDue.run(state, now, now, delivery.seq)
      changes.moved(delivery.seq, delivery.state, state)
    },
    cancel(delivery, now) {
      cancel.run(now, delivery.seq)
      changes.moved(delivery.seq, delivery.state, 'canceled')
    },
    remove(delivery) {
      remove.run(delivery.seq)
      changes.deleted(delivery)
    },
    countByState: () => countByState.all(),
  }
}

/** The state in which a delivery with so many counted attempts waits. */
function waitingState(attemptCount: number): DeliveryState {
  return attemptCount > 0 ? 'retrying' : 'queued'
}
