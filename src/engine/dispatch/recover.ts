/**
 * At start: deliveries that an earlier run left on their way. Whether their requests arrived is unknown, so each gets an
 * `interrupted` attempt, keeps its count, and is due at once. Nothing is lost; a receiver may see one twice.
 */
import { isWaiting } from '../store/delivery-heads.ts'
import type { Store } from '../store/store.ts'
import { emptyAttempt, interruption } from './attempt.ts'

/** Answers with how many there were. */
export function recover(store: Store, now: number): number {
  return store.transaction(() => {
    let count = 0
    for (const { seq, putAt } of store.leases.takeAll()) {
      const delivery = store.deliveries.bySeq(seq)
      if (!delivery || !isWaiting(delivery.stored)) continue
      const { destinationSeq, categorySeq, endpointSeq, stored } = delivery
      const kind = { destinationSeq, categorySeq, endpointSeq }
      store.deliveries.giveBack({ ...kind, seqs: [seq], from: stored, dueAt: now, now, marks: 'i' })
      store.attempts.insert(
        { deliverySeq: seq, destinationSeq, eventId: '' },
        {
          ...emptyAttempt,
          ...interruption,
          number: delivery.attemptCount + 1,
          startedAt: putAt,
          outcome: 'interrupted',
        },
      )
      count += 1
    }
    return count
  })
}
