/** The table `deliveries`, as those who change it ask: one delivery, or those of an endpoint that wait or are held. */
import type { Database } from 'better-sqlite3'
import type { DeliveryState, HeldBy } from '../../shared/model.ts'
import type { LeasesTable } from './leases.ts'
import type { Kind, StoredState } from './tallies.ts'

export const waitingStates = ['queued', 'retrying', 'scheduled'] as const
export type WaitingState = (typeof waitingStates)[number]

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

export interface DeliveryHeads {
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
}

type HeadColumns = Omit<DeliveryHead, 'state'>

export function deliveryHeads(database: Database, leases: LeasesTable): DeliveryHeads {
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

  const headOf = (row: HeadColumns | undefined): DeliveryHead | null =>
    row ? { ...row, state: visibleState(row.stored, leases.has(row.seq)) } : null

  return {
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
  }
}

/** What waits and is leased is on its way. */
export function visibleState(stored: StoredState, isLeased: boolean): DeliveryState {
  return isLeased && isWaiting(stored) ? 'sending' : stored
}

export function isWaiting(state: DeliveryState): state is WaitingState {
  return (waitingStates as readonly DeliveryState[]).includes(state)
}
