/**
 * At start: deliveries that an earlier run left on their way. Whether their requests arrived is unknown, so each gets an
 * `interrupted` attempt, keeps its count, and is due at once. Nothing is lost; a receiver may see one twice.
 */
import type { Store } from '../store/store.ts'
import { emptyAttempt, interruption } from './attempt.ts'

/** Answers with how many there were. */
export function recover(store: Store, now: number): number {
  return store.transaction(() => {
    const left = store.deliveries.leased()
    for (const delivery of left) {
      store.deliveries.release(delivery.seq, { owner: delivery.owner, dueAt: now, now, marks: 'i' })
      store.attempts.insert(delivery.seq, {
        ...emptyAttempt,
        ...interruption,
        number: delivery.attemptCount,
        startedAt: delivery.updatedAt,
        outcome: 'interrupted',
      })
    }
    return left.length
  })
}
