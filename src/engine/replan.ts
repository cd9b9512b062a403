/**
 * After the clock was set back: what waits begins its wait anew, so that it is not put off by as much as the clock went
 * back. A row that was changed at a time still to come was planned by the clock as it was.
 */
import type { Clock } from './clock.ts'
import { isFromTheFuture } from './dispatch/clock-watch.ts'
import type { EndpointMemory } from './endpoint-memory.ts'
import { type Jobs, stepSize } from './jobs.ts'
import type { Store } from './store/store.ts'

interface Parts {
  store: Store
  clock: Clock
  jobs: Jobs
}

export function replanWaiting({ store, clock, jobs }: Parts): void {
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
        if (!delivery || delivery.state === 'sending' || delivery.nextAttemptAt === null) continue
        const waitMs = Math.max(0, delivery.nextAttemptAt - delivery.updatedAt)
        store.deliveries.makeDue(delivery, now + waitMs, now)
      }
      afterSeq = seqs.at(-1) ?? afterSeq
      return { done: seqs.length, refused: 0, finished: seqs.length < stepSize }
    },
  })
}

/** At start: whether the clock was set back while nothing ran. Endpoints are written at least every 10 s of their use. */
export function wasSetBack(endpoints: EndpointMemory, now: number): boolean {
  for (const { lastUsedAt } of endpoints.all()) if (isFromTheFuture(lastUsedAt, now)) return true
  return false
}
