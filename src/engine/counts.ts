/** How many deliveries are in each state: counted once at start, then kept by the changes of each commit. */
import { type Counts, noCounts } from '../shared/model.ts'
import type { Changes } from './store/changes.ts'
import { isWaiting } from './store/delivery-heads.ts'
import type { Store } from './store/store.ts'

export interface Counters {
  current(): Counts
  apply(moves: Changes['moves']): void
  /** Counts anew: changes of a transaction that was rolled back were lost. */
  recount(): void
}

export function createCounters(store: Store): Counters {
  const counts = { ...noCounts }
  const recount = (): void => {
    Object.assign(counts, noCounts)
    for (const { state, count } of store.tallies.byState()) counts[state] = count
    for (const seq of store.leases.current()) {
      const stored = store.deliveries.bySeq(seq)?.stored
      if (stored === undefined || !isWaiting(stored)) continue
      counts[stored] -= 1
      counts.sending += 1
    }
  }
  recount()
  return {
    recount,
    current: () => ({ ...counts }),
    apply(moves) {
      for (const { from, to, count } of moves) {
        if (from) counts[from] -= count
        if (to) counts[to] += count
      }
    },
  }
}

/** Deliveries that still have something before them. */
export function openDeliveries(counts: Counts): number {
  return counts.scheduled + counts.queued + counts.sending + counts.retrying
}
