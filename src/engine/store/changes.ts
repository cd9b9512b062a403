/**
 * What the running transaction has changed: for the feed and the counters, which read it after the commit, and for the
 * lanes, which learn from it what has become due. Undone by a rollback: what is told was always committed before.
 */
import type { DeliveryState } from '../../shared/model.ts'
import type { Claimed } from './claims.ts'

/** `null` stands for "not there": a new delivery comes from it, a deleted one goes to it. */
export interface Move {
  from: DeliveryState | null
  to: DeliveryState | null
  count: number
}

export interface Changes {
  /** Seqs of new and changed deliveries; one may be there more than once. */
  touched: number[]
  deleted: { seq: number; id: string }[]
  moves: Move[]
}

/** A delivery of the endpoint waits that did not before, or for another time. */
export interface Due {
  endpointSeq: number
  at: number
  seq: number
  /** Where it was accepted in this very transaction: all that the dispatcher needs of it, so that it need not be read. */
  fresh?: Claimed | undefined
}

export interface ChangeLog {
  /** Deliveries were made, have changed their state, or have changed otherwise (`from` equals `to`). */
  moved(seqs: number[], from: DeliveryState | null, to: DeliveryState): void
  deleted(delivery: { seq: number; id: string; state: DeliveryState }): void
  due(due: Due): void
  /** A delivery that waits was changed: what was accepted in this transaction may not be as it was any more. */
  disturbed(): void
  /** Hands over what has become due, still inside the transaction: it is claimed at once. */
  takeDue(): Due[]
  /** Where a savepoint begins; the answer undoes what was logged since, as its rollback does in the database. */
  mark(): () => void
  /** Hands over what was collected and begins anew. */
  take(): Changes
}

export function createChangeLog(): ChangeLog {
  let touched: number[] = []
  let deleted: Changes['deleted'] = []
  let moves: Move[] = []
  let due: Due[] = []
  let isDisturbed = false
  return {
    moved(seqs, from, to) {
      for (const seq of seqs) touched.push(seq)
      if (from !== to && seqs.length > 0) moves.push({ from, to, count: seqs.length })
    },
    deleted({ seq, id, state }) {
      deleted.push({ seq, id })
      moves.push({ from: state, to: null, count: 1 })
    },
    due(news) {
      const last = due.at(-1)
      // Copies of one event come one after the other.
      if (last?.endpointSeq === news.endpointSeq && last.at <= news.at && last.seq <= news.seq) {
        last.fresh = undefined
        return
      }
      due.push(news)
    },
    disturbed() {
      isDisturbed = true
    },
    takeDue() {
      const taken = due
      if (isDisturbed) for (const one of taken) one.fresh = undefined
      due = []
      isDisturbed = false
      return taken
    },
    mark() {
      const lengths = [touched.length, deleted.length, moves.length, due.length] as const
      return () => {
        touched.length = lengths[0]
        deleted.length = lengths[1]
        moves.length = lengths[2]
        due.length = lengths[3]
      }
    },
    take() {
      const taken = { touched, deleted, moves }
      touched = []
      deleted = []
      moves = []
      due = []
      return taken
    },
  }
}
