/**
 * The table `deliveries`, as it is written. Its invariant is held by CHECKs: a delivery waits exactly while it has a due
 * time. Every change is told to the change log and the tallies. What is on its way is not written here but in `leases`:
 * its row goes on waiting until there is a result.
 */
import type { Database } from 'better-sqlite3'
import type { DeliveryState, HeldBy } from '../../shared/model.ts'
import type { BlocksTable } from './blocks.ts'
import type { ChangeLog } from './changes.ts'
import type { Claimed } from './claims.ts'
import type { DestinationsTable } from './destinations.ts'
import type { LeasesTable } from './leases.ts'
import type { SettingsTable } from './settings.ts'
import type { Kind, StoredState, TalliesTable } from './tallies.ts'

export const waitingStates = ['queued', 'retrying', 'scheduled'] as const
export type WaitingState = (typeof waitingStates)[number]

export interface NewDelivery extends Kind {
  id: string
  eventSeq: number
  endpointSeq: number
  replayOf: string | null
  editedData: Buffer | null
  state: 'queued' | 'scheduled' | 'held'
  /** When it is due; for a held one, from when on it would be. */
  dueAt: number
  createdAt: number
}

/** A delivery of another database; what waited there is held. */
export interface RestoredDelivery extends Omit<NewDelivery, 'state' | 'dueAt'> {
  state: 'held' | 'delivered' | 'failed' | 'canceled'
  /** For a held one. */
  resumeAt: number | null
  attemptCount: number
  updatedAt: number
  lastStatusCode: number | null
  lastErrorCode: string | null
  attemptMarks: string
}

/** What its event says, so that a delivery that is due at once need not be read again. */
export interface FreshText {
  eventId: string
  eventCreatedAt: number
  /** The payload as it was typed. */
  data: string | null
}

/** What decides whether a person may change a delivery, and what the change is told with. */
export interface DeliveryHead extends Kind {
  seq: number
  id: string
  /** `sending` while it is on its way. */
  state: DeliveryState
  stored: StoredState
  attemptCount: number
  eventSeq: number
  endpointSeq: number
  nextAttemptAt: number | null
  resumeAt: number | null
  heldBy: HeldBy | null
  updatedAt: number
}

/** What became of deliveries that were on their way and ended alike. */
export interface Finish extends Kind {
  seqs: number[]
  from: WaitingState
  state: 'delivered' | 'failed' | 'retrying' | 'held'
  /** For `retrying` and `held`. */
  dueAt: number | null
  endpointSeq: number
  now: number
  lastStatusCode: number | null
  lastErrorCode: string | null
  /** A letter an attempt: see `DeliveryRow.attemptMarks`. */
  marks: string
}

export interface GiveBack extends Kind {
  seqs: number[]
  from: WaitingState
  endpointSeq: number
  dueAt: number
  now: number
  marks: string
}

export interface DeliveriesTable {
  /** Answers with the seq. */
  insert(delivery: NewDelivery, text: FreshText): number
  /** One that was read from another database, as it stood there. Answers with the seq. */
  restore(delivery: RestoredDelivery): number
  /** Writes results: one attempt more each. */
  finish(finish: Finish): void
  /** Due again, with an attempt more to see but none to count. */
  giveBack(giveBack: GiveBack): void
  /** One more attempt to see of a delivery that was canceled while it was on its way. False when it was deleted. */
  noteAttempt(seq: number, marks: string): boolean
  head(id: string): DeliveryHead | null
  bySeq(seq: number): DeliveryHead | null
  /** Of an endpoint, what waits and is not on its way. */
  waitingOf(endpointSeq: number, limit: number): DeliveryHead[]
  countWaitingOf(endpointSeq: number): number
  /** Of an endpoint, what its pause holds. */
  heldOf(endpointSeq: number, limit: number): DeliveryHead[]
  countHeldOf(endpointSeq: number): number
  /** Endpoints of which a pause holds something. */
  endpointsWithHeld(): number[]
  /** Due at `at`; for what waits, is held, has failed or was canceled. */
  makeDue(delivery: DeliveryHead, at: number, now: number): void
  cancel(delivery: DeliveryHead, now: number): void
  hold(delivery: DeliveryHead, by: HeldBy, now: number): void
  /** Goes on as it would have without the hold, at once when its time has passed. */
  release(delivery: DeliveryHead, now: number): void
  /** Another destination of the same endpoint, and another time where it waits or is held. */
  redirect(delivery: DeliveryHead, to: { destinationSeq: number; dueAt: number }, now: number): void
  remove(delivery: DeliveryHead): void
}

type HeadColumns = Omit<DeliveryHead, 'state'>

export function deliveriesTable(
  database: Database,
  tables: {
    changes: ChangeLog
    tallies: TalliesTable
    blocks: BlocksTable
    leases: LeasesTable
    settings: SettingsTable
    destinations: DestinationsTable
  },
): DeliveriesTable {
  const { changes, tallies, blocks, leases, settings, destinations } = tables
  const insert = database.prepare(
    `INSERT INTO deliveries (seq, id, event_seq, category_seq, destination_seq, endpoint_seq, replay_of, edited_data, state, held_by,
       attempt_count, next_attempt_at, resume_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
  )
  const newestSeq = database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM deliveries').pluck()
  /** The last one given; one that a rollback undid is not given again. */
  let lastSeq = Math.max(newestSeq.get() ?? 0, settings.highestSeq())
  const restore = database.prepare(
    `INSERT INTO deliveries (seq, id, event_seq, category_seq, destination_seq, endpoint_seq, replay_of, edited_data, state, held_by,
       attempt_count, resume_at, created_at, updated_at, last_status_code, last_error_code, attempt_marks)
     VALUES (?, ?, ?, ?, ?, ?, (SELECT id FROM deliveries WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  // Rows that ended alike in one statement: 1.5 us a row less than one statement each.
  const finish = database.prepare(
    `UPDATE deliveries SET state = ?, held_by = ?, attempt_count = attempt_count + 1, next_attempt_at = ?, resume_at = ?,
       updated_at = ?, last_status_code = ?, last_error_code = ?, attempt_marks = substr(attempt_marks || ?, -24)
     WHERE seq IN (SELECT value FROM json_each(?))`,
  )
  const giveBack = database.prepare(
    `UPDATE deliveries SET state = ?, next_attempt_at = ?, updated_at = ?, attempt_marks = substr(attempt_marks || ?, -24)
     WHERE seq IN (SELECT value FROM json_each(?))`,
  )
  const noteAttempt = database.prepare<[StoredState, string, number]>(
    `UPDATE deliveries SET state = ?, attempt_count = attempt_count + 1, attempt_marks = substr(attempt_marks || ?, -24) WHERE seq = ?`,
  )
  const headColumns = `seq, id, state AS stored, attempt_count AS attemptCount, event_seq AS eventSeq, endpoint_seq AS endpointSeq,
    destination_seq AS destinationSeq, category_seq AS categorySeq, next_attempt_at AS nextAttemptAt, resume_at AS resumeAt, held_by AS heldBy,
    updated_at AS updatedAt`
  const byId = database.prepare<[string], HeadColumns>(`SELECT ${headColumns} FROM deliveries WHERE id = ?`)
  const bySeq = database.prepare<[number], HeadColumns>(`SELECT ${headColumns} FROM deliveries WHERE seq = ?`)
  const waitingOf = database.prepare<[number, string, number], HeadColumns>(
    `SELECT ${headColumns} FROM deliveries
     WHERE endpoint_seq = ? AND next_attempt_at IS NOT NULL AND seq NOT IN (SELECT value FROM json_each(?)) LIMIT ?`,
  )
  const heldOf = database.prepare<[number, number], HeadColumns>(
    `SELECT ${headColumns} FROM deliveries WHERE state = 'held' AND held_by = 'endpoint' AND endpoint_seq = ? ORDER BY seq LIMIT ?`,
  )
  const countOf = database.prepare<[number, string], { count: number }>(
    `SELECT coalesce(sum(count), 0) AS count FROM tallies
     WHERE destination_seq IN (SELECT seq FROM destinations WHERE endpoint_seq = ?) AND state IN (SELECT value FROM json_each(?))`,
  )
  const endpointsWithHeld = database
    .prepare<[], number>(
      "SELECT DISTINCT endpoint_seq FROM deliveries WHERE state = 'held' AND held_by = 'endpoint'",
    )
    .pluck()
  const redirect = database.prepare<[number, number | null, number | null, number, number]>(
    'UPDATE deliveries SET destination_seq = ?, next_attempt_at = ?, resume_at = ?, updated_at = ? WHERE seq = ?',
  )
  const set = database.prepare(
    `UPDATE deliveries SET state = ?, held_by = ?, next_attempt_at = ?, resume_at = ?, updated_at = ? WHERE seq = ?`,
  )
  const remove = database.prepare<[number]>('DELETE FROM deliveries WHERE seq = ?')

  const freshOf = (d: NewDelivery, seq: number, text: FreshText): Claimed => ({
    seq,
    id: d.id,
    endpointSeq: d.endpointSeq,
    categorySeq: d.categorySeq,
    destination: destinations.get(d.destinationSeq),
    state: d.state === 'scheduled' ? 'scheduled' : 'queued',
    dueAt: d.dueAt,
    attemptNumber: 1,
    ...text,
  })

  const headOf = (row: HeadColumns | undefined): DeliveryHead | null =>
    row ? { ...row, state: visibleState(row.stored, leases.has(row.seq)) } : null

  /** Rows have come into a stored state, or have left one. */
  const tally = (kind: Kind & { seqs: readonly number[] }, state: StoredState, sign: 1 | -1): void => {
    tallies.add(kind, state, sign * kind.seqs.length)
    blocks.add(kind.seqs, state, sign)
  }
  const tallyOne = (delivery: Kind & { seq: number }, state: StoredState, sign: 1 | -1): void =>
    tally({ ...delivery, seqs: [delivery.seq] }, state, sign)

  interface Standing {
    state: StoredState
    heldBy?: HeldBy
    nextAttemptAt?: number
    resumeAt?: number
  }
  const stand = (delivery: DeliveryHead, to: Standing, now: number): void => {
    const { state, heldBy = null, nextAttemptAt = null, resumeAt = null } = to
    changes.disturbed()
    set.run(state, heldBy, nextAttemptAt, resumeAt, now, delivery.seq)
    changes.moved([delivery.seq], delivery.state, state)
    if (delivery.state === 'sending') leases.drop(delivery.seq)
    tallyOne(delivery, delivery.stored, -1)
    tallyOne(delivery, state, 1)
    if (nextAttemptAt !== null) {
      changes.due({ endpointSeq: delivery.endpointSeq, at: nextAttemptAt, seq: delivery.seq })
    } else makeWay(delivery)
  }

  /** In an ordered endpoint others may have waited for it, however late it was due: the lane is to ask again. */
  const makeWay = ({ endpointSeq, nextAttemptAt, seq }: DeliveryHead): void => {
    if (nextAttemptAt !== null) changes.due({ endpointSeq, at: 0, seq })
  }

  return {
    insert(d, text) {
      const isHeld = d.state === 'held'
      lastSeq += 1
      const seq = lastSeq
      insert.run(
        seq,
        d.id,
        d.eventSeq,
        d.categorySeq,
        d.destinationSeq,
        d.endpointSeq,
        d.replayOf,
        d.editedData,
        d.state,
        isHeld ? 'endpoint' : null,
        isHeld ? null : d.dueAt,
        isHeld ? d.dueAt : null,
        d.createdAt,
        d.createdAt,
      )
      changes.moved([seq], null, d.state)
      tally({ destinationSeq: d.destinationSeq, categorySeq: d.categorySeq, seqs: [seq] }, d.state, 1)
      if (!isHeld) changes.due({ endpointSeq: d.endpointSeq, at: d.dueAt, seq, fresh: freshOf(d, seq, text) })
      return seq
    },
    restore(r) {
      lastSeq += 1
      const seq = lastSeq
      restore.run(
        seq,
        r.id,
        r.eventSeq,
        r.categorySeq,
        r.destinationSeq,
        r.endpointSeq,
        r.replayOf,
        r.editedData,
        r.state,
        r.state === 'held' ? 'person' : null,
        r.attemptCount,
        r.resumeAt,
        r.createdAt,
        r.updatedAt,
        r.lastStatusCode,
        r.lastErrorCode,
        r.attemptMarks,
      )
      changes.moved([seq], null, r.state)
      tallyOne({ ...r, seq }, r.state, 1)
      return seq
    },
    finish(f) {
      const isHeld = f.state === 'held'
      finish.run(
        f.state,
        isHeld ? 'endpoint' : null,
        isHeld ? null : f.dueAt,
        isHeld ? f.dueAt : null,
        f.now,
        f.lastStatusCode,
        f.lastErrorCode,
        f.marks,
        JSON.stringify(f.seqs),
      )
      changes.moved(f.seqs, 'sending', f.state)
      tally(f, f.from, -1)
      tally(f, f.state, 1)
      if (f.state === 'retrying' && f.dueAt !== null) {
        changes.due({ endpointSeq: f.endpointSeq, at: f.dueAt, seq: Math.min(...f.seqs) })
      }
    },
    giveBack(g) {
      const state = g.from === 'scheduled' ? 'queued' : g.from
      giveBack.run(state, g.dueAt, g.now, g.marks, JSON.stringify(g.seqs))
      const [first = 0] = g.seqs
      changes.moved(g.seqs, visibleState(g.from, leases.has(first)), state)
      tally(g, g.from, -1)
      tally(g, state, 1)
      changes.due({ endpointSeq: g.endpointSeq, at: g.dueAt, seq: Math.min(...g.seqs) })
    },
    noteAttempt(seq, marks) {
      const delivery = headOf(bySeq.get(seq))
      if (!delivery) return false
      // Made due again meanwhile: with an attempt behind it, it is a retry.
      const stored = delivery.stored === 'queued' ? 'retrying' : delivery.stored
      noteAttempt.run(stored, marks, seq)
      changes.moved([seq], delivery.state, visibleState(stored, delivery.state === 'sending'))
      tallyOne(delivery, delivery.stored, -1)
      tallyOne(delivery, stored, 1)
      // A claim has passed over it as long as its old request was on its way.
      const { endpointSeq, nextAttemptAt } = delivery
      if (nextAttemptAt !== null) changes.due({ endpointSeq, at: nextAttemptAt, seq })
      return true
    },
    head: (id) => headOf(byId.get(id)),
    bySeq: (seq) => headOf(bySeq.get(seq)),
    waitingOf: (endpointSeq, limit) =>
      waitingOf
        .all(endpointSeq, JSON.stringify(leases.current()), limit)
        .map((row) => ({ ...row, state: row.stored })),
    countWaitingOf: (endpointSeq) => countOf.get(endpointSeq, JSON.stringify(waitingStates))?.count ?? 0,
    heldOf: (endpointSeq, limit) =>
      heldOf.all(endpointSeq, limit).map((row) => ({ ...row, state: row.stored })),
    countHeldOf: (endpointSeq) => countOf.get(endpointSeq, '["held"]')?.count ?? 0,
    endpointsWithHeld: () => endpointsWithHeld.all(),
    redirect(delivery, { destinationSeq, dueAt }, now) {
      const isHeld = delivery.stored === 'held'
      changes.disturbed()
      redirect.run(destinationSeq, isHeld ? null : dueAt, isHeld ? dueAt : null, now, delivery.seq)
      changes.moved([delivery.seq], delivery.state, delivery.state)
      tallies.add({ ...delivery, destinationSeq }, delivery.stored, 1)
      tallies.add(delivery, delivery.stored, -1)
      if (!isHeld) changes.due({ endpointSeq: delivery.endpointSeq, at: dueAt, seq: delivery.seq })
    },
    makeDue(delivery, at, now) {
      stand(delivery, { state: waitingState(delivery.attemptCount), nextAttemptAt: at }, now)
    },
    cancel(delivery, now) {
      stand(delivery, { state: 'canceled' }, now)
    },
    hold(delivery, by, now) {
      stand(delivery, { state: 'held', heldBy: by, resumeAt: delivery.nextAttemptAt ?? now }, now)
    },
    release(delivery, now) {
      const at = delivery.resumeAt ?? now
      const isScheduled = at > now && delivery.attemptCount === 0
      const state = isScheduled ? 'scheduled' : waitingState(delivery.attemptCount)
      stand(delivery, { state, nextAttemptAt: Math.max(at, now) }, now)
    },
    remove(delivery) {
      changes.disturbed()
      if (delivery.seq === newestSeq.get()) settings.setHighestSeq(lastSeq)
      remove.run(delivery.seq)
      changes.deleted(delivery)
      makeWay(delivery)
      tallyOne(delivery, delivery.stored, -1)
    },
  }
}

/** What waits and is leased is on its way. */
export function visibleState(stored: StoredState, isLeased: boolean): DeliveryState {
  return isLeased && isWaiting(stored) ? 'sending' : stored
}

export function isWaiting(state: DeliveryState): state is WaitingState {
  return (waitingStates as readonly DeliveryState[]).includes(state)
}

/** The state in which a delivery with so many counted attempts waits. */
function waitingState(attemptCount: number): WaitingState {
  return attemptCount > 0 ? 'retrying' : 'queued'
}
