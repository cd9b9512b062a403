/**
 * The table `deliveries`, as it is written. Its invariant is held by CHECKs: a delivery waits exactly while it has a due
 * time. Every change is told to the change log and the counts. What is on its way is not written here but in `leases`:
 * its row goes on waiting until there is a result.
 */
import type { Database } from 'better-sqlite3'
import type { HeldBy } from '../../shared/model.ts'
import type { ChangeLog } from './changes.ts'
import type { Claimed } from './claims.ts'
import { type DeliveryHead, type DeliveryHeads, deliveryHeads, type WaitingState } from './delivery-heads.ts'
import { type DeliveryResults, deliveryResults } from './delivery-results.ts'
import type { DestinationsTable } from './destinations.ts'
import type { KeptCounts } from './kept-counts.ts'
import type { LeasesTable } from './leases.ts'
import type { SettingsTable } from './settings.ts'
import type { Kind, StoredState } from './tallies.ts'

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

/** A delivery of another database, or of a file. */
export interface RestoredDelivery extends Omit<NewDelivery, 'state' | 'dueAt'> {
  state: StoredState
  /** For one that waits: null in all other states. */
  nextAttemptAt: number | null
  /** For one that is held: null in all other states. A person releases it. */
  resumeAt: number | null
  attemptCount: number
  updatedAt: number
  lastStatusCode: number | null
  lastErrorCode: string | null
  attemptMarks: string
  /** See `ExportedDelivery`. */
  extra: string | null
}

/** What its event says, so that a delivery that is due at once need not be read again. */
export interface FreshText {
  eventId: string
  eventCreatedAt: number
  /** The payload as it was typed. */
  data: string | null
}

export interface DeliveriesTable extends DeliveryHeads, DeliveryResults {
  /** Answers with the seq. */
  insert(delivery: NewDelivery, text: FreshText): number
  /** One that was read from another database, as it stood there. Answers with the seq. */
  restore(delivery: RestoredDelivery): number
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

export interface DeliveriesParts {
  changes: ChangeLog
  counts: KeptCounts
  leases: LeasesTable
  settings: SettingsTable
  destinations: DestinationsTable
}

export function deliveriesTable(database: Database, parts: DeliveriesParts): DeliveriesTable {
  const { changes, counts, leases, settings, destinations } = parts
  const heads = deliveryHeads(database, leases)
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
       attempt_count, next_attempt_at, resume_at, created_at, updated_at, last_status_code, last_error_code, attempt_marks, extra)
     VALUES (?, ?, ?, ?, ?, ?, (SELECT id FROM deliveries WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const redirect = database.prepare<[number, StoredState, number | null, number | null, number, number]>(
    'UPDATE deliveries SET destination_seq = ?, state = ?, next_attempt_at = ?, resume_at = ?, updated_at = ? WHERE seq = ?',
  )
  const set = database.prepare(
    `UPDATE deliveries SET state = ?, held_by = ?, next_attempt_at = ?, resume_at = ?, updated_at = ? WHERE seq = ?`,
  )
  const replaysOf = database
    .prepare<[string], number>('SELECT seq FROM deliveries WHERE replay_of = ?')
    .pluck()
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

  const countOne = ({ seq, ...kind }: Kind & { seq: number }, state: StoredState, sign: 1 | -1): void =>
    counts.add({ ...kind, seqs: [seq] }, state, sign)

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
    countOne(delivery, delivery.stored, -1)
    countOne(delivery, state, 1)
    if (nextAttemptAt !== null) {
      changes.due({ endpointSeq: delivery.endpointSeq, at: nextAttemptAt, seq: delivery.seq })
    } else makeWay(delivery)
  }

  /** In an ordered endpoint others may have waited for it, however late it was due: the lane is to ask again. */
  const makeWay = ({ endpointSeq, nextAttemptAt, seq }: DeliveryHead): void => {
    if (nextAttemptAt !== null) changes.due({ endpointSeq, at: 0, seq })
  }

  return {
    ...heads,
    ...deliveryResults(database, { changes, counts, heads, leases }),
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
      countOne({ ...kindOf(d), seq }, d.state, 1)
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
        r.nextAttemptAt,
        r.resumeAt,
        r.createdAt,
        r.updatedAt,
        r.lastStatusCode,
        r.lastErrorCode,
        r.attemptMarks,
        r.extra,
      )
      changes.moved([seq], null, r.state)
      countOne({ ...kindOf(r), seq }, r.state, 1)
      if (r.nextAttemptAt !== null) changes.due({ endpointSeq: r.endpointSeq, at: r.nextAttemptAt, seq })
      return seq
    },
    redirect(delivery, { destinationSeq, dueAt }, now) {
      const isHeld = delivery.stored === 'held'
      const isMoved = !isHeld && delivery.attemptCount === 0 && dueAt !== delivery.nextAttemptAt
      const state = isMoved ? firstState(dueAt, now) : delivery.stored
      changes.disturbed()
      redirect.run(destinationSeq, state, isHeld ? null : dueAt, isHeld ? dueAt : null, now, delivery.seq)
      changes.moved([delivery.seq], delivery.state, state)
      countOne({ ...delivery, destinationSeq }, state, 1)
      countOne(delivery, delivery.stored, -1)
      if (isMoved) makeWay(delivery)
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
      const at = resumesAt(delivery, now)
      const { attemptCount } = delivery
      const state = attemptCount === 0 ? firstState(at, now) : waitingState(attemptCount)
      stand(delivery, { state, nextAttemptAt: Math.max(at, now) }, now)
    },
    remove(delivery) {
      changes.disturbed()
      if (delivery.seq === newestSeq.get()) settings.setHighestSeq(lastSeq)
      // They lose their origin, which is a change to see.
      changes.moved(replaysOf.all(delivery.id), delivery.state, delivery.state)
      remove.run(delivery.seq)
      changes.deleted(delivery)
      makeWay(delivery)
      countOne(delivery, delivery.stored, -1)
    },
  }
}

function kindOf({ destinationSeq, categorySeq }: Kind): Kind {
  return { destinationSeq, categorySeq }
}

/**
 * When a held one is due. What was held at a time that is still to come was planned by a clock that was set back since: it
 * has what was left of its wait then. One that a person scheduled keeps its time.
 */
function resumesAt({ resumeAt, updatedAt, attemptCount }: DeliveryHead, now: number): number {
  if (resumeAt === null) return now
  if (updatedAt <= now || (attemptCount === 0 && resumeAt > updatedAt)) return resumeAt
  return now + Math.max(0, resumeAt - updatedAt)
}

/** The state of one that has its first attempt before it. */
function firstState(dueAt: number, now: number): WaitingState {
  return dueAt > now ? 'scheduled' : 'queued'
}

/** The state in which a delivery with so many counted attempts waits. */
function waitingState(attemptCount: number): WaitingState {
  return attemptCount > 0 ? 'retrying' : 'queued'
}
