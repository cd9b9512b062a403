/**
 * What the running transaction has changed, for the feed and the counters. Read after the commit, thrown away after a
 * rollback: what is told was always on disk before.
 */
import type { DeliveryState } from '../../shared/model.ts'

export interface Changes {
  /** Seqs of new and changed deliveries. */
  touched: Set<number>
  deleted: { seq: number; id: string }[]
  /** `null` stands for "not there": a new delivery comes from it, a deleted one goes to it. */
  moves: [from: DeliveryState | null, to: DeliveryState | null][]
}

export interface ChangeLog {
  /** A delivery was made, has changed its state, or has changed otherwise (`from` equals `to`). */
  moved(seq: number, from: DeliveryState | null, to: DeliveryState): void
  deleted(delivery: { seq: number; id: string; state: DeliveryState }): void
  /** Hands over what was collected and begins anew. */
  take(): Changes
}

function noChanges(): Changes {
  return { touched: new Set(), deleted: [], moves: [] }
}

export function createChangeLog(): ChangeLog {
  let changes = noChanges()
  return {
    moved(seq, from, to) {
      changes.touched.add(seq)
      if (from !== to) changes.moves.push([from, to])
    },
    deleted({ seq, id, state }) {
      changes.touched.delete(seq)
      changes.deleted.push({ seq, id })
      changes.moves.push([state, null])
    },
    take() {
      const taken = changes
      changes = noChanges()
      return taken
    },
  }
}
