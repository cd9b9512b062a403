/**
 * After the clock was set back: what waits is planned anew, so that it is not put off by as much as the clock went back. A
 * row that was changed at a time still to come was planned by the clock as it was.
 */
import type { Clock } from './clock.ts'
import { setBackSince } from './dispatch/clock-watch.ts'
import type { EndpointMemory } from './endpoint-memory.ts'
import { type Jobs, stepSize } from './jobs.ts'
import type { DeliveryHead } from './store/delivery-heads.ts'
import type { Store } from './store/store.ts'

interface Parts {
  store: Store
  clock: Clock
  jobs: Jobs
}

/** `setBackMs`: how far the clock went back, at least. */
export function replanWaiting({ store, clock, jobs }: Parts, setBackMs: number): void {
  let afterSeq = 0
  const next = (limit: number): number[] => store.rows.waitingChangedAfter(clock.now(), { afterSeq, limit })
  if (next(1).length === 0) return
  jobs.start({
    kind: 'replan',
    total: store.rows.total({ states: ['queued', 'retrying'] }),
    step() {
      const now = clock.now()
      const seqs = next(stepSize)
      for (const seq of seqs) {
        const delivery = store.deliveries.bySeq(seq)
        if (!delivery || delivery.state === 'sending') continue
        store.deliveries.makeDue(delivery, replannedAt(delivery, { now, setBackMs }), now)
      }
      afterSeq = seqs.at(-1) ?? afterSeq
      return { done: seqs.length, refused: 0, finished: seqs.length < stepSize }
    },
  })
}

/** After what is left of its wait, which is never more than the whole of it. */
function replannedAt(
  { nextAttemptAt, updatedAt }: DeliveryHead,
  { now, setBackMs }: { now: number; setBackMs: number },
): number {
  const plannedAt = nextAttemptAt ?? now
  const wholeWaitMs = Math.max(0, plannedAt - updatedAt)
  return Math.min(Math.max(now, plannedAt - setBackMs), now + wholeWaitMs)
}

/** At start: how far at least the clock was set back while nothing ran. Endpoints are written at least every 10 s of their use. */
export function setBackMeanwhile(endpoints: EndpointMemory, now: number): number {
  let most = 0
  for (const { lastUsedAt } of endpoints.all()) most = Math.max(most, setBackSince(lastUsedAt, now))
  return most
}
