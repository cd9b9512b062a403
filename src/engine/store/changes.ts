/**
 * What the running transaction has changed, for the feed and the counters. Read after the commit, thrown away after a
 * rollback: what is told was always on disk before.
 */
import type { DeliveryState } from '../../shared/model.ts'

export interface Changes {
  /** Seqs of new and changed deliveries. */
  touched: Set<number>
  deleted: { seq: number; id: string }[]
  moves: Move[]
}

/** `null` stands for "not there": a new delivery comes from it, a deleted one goes to it. */
type Move = [from: DeliveryState | null, to: DeliveryState | null]

export interface ChangeLog {
  /** A delivery was made, has changed its state, or has changed otherwise (`from` equals `to`). */
  moved(seq: number, from: DeliveryState | null, to: DeliveryState): void
  deleted(delivery: { seq: number; id: string; state: DeliveryState }): void
  /** Where a savepoint begins; the answer undoes what was logged since, as its rollback does in the database. */
  mark(): () => void
  /** Hands over what was collected and begins anew. */
  take(): Changes
}

export function createChangeLog(): ChangeLog {
  let touched: number[] = []
  let deleted: Changes['deleted'] = []
  let moves: Move[] = []
  return {
    moved(seq, from, to) {
      touched.push(seq)
      if (from !== to) moves.push([from, to])
    },
    deleted({ seq, id, state }) {
      deleted.push({ seq, id })
      moves.push([state, null])
    },
    mark() {
      const lengths = [touched.length, deleted.length, moves.length] as const
      return () => {
        touched.length = lengths[0]
        deleted.length = lengths[1]
        moves.length = lengths[2]
      }
    },
    take() {
      const taken = { touched: new Set(touched), deleted, moves }
      for (const { seq } of deleted) taken.touched.delete(seq)
      touched = []
      deleted = []
      moves = []
      return taken
    },
  }
}
