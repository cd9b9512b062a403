/**
 * What a pause of an endpoint means for its deliveries: those that wait are held, and released when it is resumed. A
 * million of them take a while, so both are jobs; the lane is closed or open from the first moment. At start both go on
 * where a crash left them.
 */
import type { EndpointMemory } from './endpoint-memory.ts'
import { type Jobs, stepSize } from './jobs.ts'
import type { DeliveryHead } from './store/delivery-heads.ts'
import type { Store } from './store/store.ts'

export interface EndpointHolds {
  /** After the endpoint was paused. */
  hold(endpointSeq: number): void
  /** After it was resumed. */
  release(endpointSeq: number): void
  /** At start. */
  goOn(): void
}

interface Parts {
  store: Store
  endpoints: EndpointMemory
  jobs: Jobs
  now(): number
}

export function createEndpointHolds({ store, endpoints, jobs, now }: Parts): EndpointHolds {
  const { deliveries } = store

  /** Whether the endpoint is still, or again, as the job was started for. */
  const isPaused = (endpointSeq: number): boolean => endpoints.get(endpointSeq).paused !== null

  const each = (heads: DeliveryHead[], apply: (delivery: DeliveryHead) => void) => {
    for (const delivery of heads) apply(delivery)
    return { done: heads.length, refused: 0, finished: heads.length < stepSize }
  }
  const nothing = { done: 0, refused: 0, finished: true }

  const hold = (endpointSeq: number): void => {
    if (deliveries.waitingOf(endpointSeq, 1).length === 0) return
    jobs.start({
      kind: 'endpoint.hold',
      total: deliveries.countWaitingOf(endpointSeq),
      step: () =>
        isPaused(endpointSeq)
          ? each(deliveries.waitingOf(endpointSeq, stepSize), (one) =>
              deliveries.hold(one, 'endpoint', now()),
            )
          : nothing,
    })
  }

  const release = (endpointSeq: number): void => {
    if (deliveries.heldOf(endpointSeq, 1).length === 0) return
    jobs.start({
      kind: 'endpoint.release',
      total: deliveries.countHeldOf(endpointSeq),
      step: () =>
        isPaused(endpointSeq)
          ? nothing
          : each(deliveries.heldOf(endpointSeq, stepSize), (one) => deliveries.release(one, now())),
    })
  }

  return {
    hold,
    release,
    goOn() {
      for (const { seq, paused } of endpoints.all()) if (paused !== null) hold(seq)
      for (const seq of deliveries.endpointsWithHeld()) if (!isPaused(seq)) release(seq)
    },
  }
}
