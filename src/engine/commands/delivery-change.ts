/** Commands that change deliveries by hand: what each asks of a delivery, and what it does to it. */
import { isFinal } from '../../shared/model.ts'
import { waitAfter } from '../../shared/retry.ts'
import type { EngineContext, Handler } from '../context.ts'
import { type DeliveryHead, isWaiting } from '../store/delivery-heads.ts'
import { changeSelected, type Objection } from './selection.ts'

export const retryDeliveries: Handler<'delivery.retry'> = (input, context) =>
  changeSelected(
    input,
    {
      kind: 'retry',
      objection(delivery) {
        const { id, state } = delivery
        if (state === 'delivered') {
          return { code: 'delivery_final', message: `${id} was delivered. Replay it to send it again.` }
        }
        return onItsWay(delivery) ?? endpointPaused(delivery, context)
      },
      apply(delivery) {
        const now = context.clock.now()
        context.store.deliveries.makeDue(delivery, now, now)
      },
    },
    context,
  )

export const cancelDeliveries: Handler<'delivery.cancel'> = (input, context) =>
  changeSelected(
    input,
    {
      kind: 'cancel',
      objection: ({ id, state }) =>
        isFinal(state)
          ? { code: 'delivery_final', message: `${id} is ${state}; there is nothing to cancel.` }
          : null,
      apply(delivery) {
        context.store.deliveries.cancel(delivery, context.clock.now())
        context.dispatcher.abort(delivery.seq)
      },
    },
    context,
  )

export const holdDeliveries: Handler<'delivery.hold'> = (input, context) =>
  changeSelected(
    input,
    {
      kind: 'hold',
      objection(delivery) {
        if (isWaiting(delivery.state)) return null
        return onItsWay(delivery) ?? notWaiting(delivery)
      },
      apply: (delivery) => context.store.deliveries.hold(delivery, 'person', context.clock.now()),
    },
    context,
  )

export const releaseDeliveries: Handler<'delivery.release'> = (input, context) =>
  changeSelected(
    input,
    {
      kind: 'release',
      objection(delivery) {
        if (delivery.state === 'held') return endpointPaused(delivery, context)
        const { id, state } = delivery
        return { code: 'delivery_not_held', message: `${id} is ${state}, not held.` }
      },
      apply: (delivery) => context.store.deliveries.release(delivery, context.clock.now()),
    },
    context,
  )

export const rescheduleDeliveries: Handler<'delivery.reschedule'> = (input, context) => {
  const { retrySchedule, maxAttempts, nextAttemptAt, ...selection } = input
  const { store, clock } = context
  return changeSelected(
    selection,
    {
      kind: 'reschedule',
      objection(delivery) {
        if (delivery.state !== 'held' && !isWaiting(delivery.state)) {
          return onItsWay(delivery) ?? notWaiting(delivery)
        }
        const { id, attemptCount } = delivery
        if (!maxAttempts || attemptCount < maxAttempts) return null
        const message = `${id} has had ${attemptCount} attempts already. Give it more than that, or cancel it.`
        return { code: 'attempts_used', message }
      },
      apply(delivery) {
        const before = store.destinations.get(delivery.destinationSeq)
        const policy = {
          retrySchedule: retrySchedule ?? before.retrySchedule,
          maxAttempts: maxAttempts ?? before.maxAttempts,
        }
        const { seq } = store.destinations.of(delivery.endpointSeq, { ...before, ...policy })
        const now = clock.now()
        const dueAt =
          nextAttemptAt === undefined ? plannedAt(delivery, policy, context) : Math.max(now, nextAttemptAt)
        store.deliveries.redirect(delivery, { destinationSeq: seq, dueAt }, now)
      },
    },
    context,
  )
}

export const deleteDeliveries: Handler<'delivery.delete'> = (input, context) =>
  changeSelected(
    input,
    {
      kind: 'delete',
      objection: ({ id, state }) =>
        state === 'sending'
          ? { code: 'delivery_sending', message: `${id} is on its way. Cancel it before you delete it.` }
          : null,
      apply: (delivery) => removeDelivery(delivery, context),
    },
    context,
  )

/** Inside a transaction; with its attempts, and its event where no other delivery carries it. */
export function removeDelivery(delivery: DeliveryHead, { store }: Pick<EngineContext, 'store'>): void {
  store.deliveries.remove(delivery)
  store.attempts.removeOf(delivery.seq)
  store.events.removeOrphan(delivery.eventSeq)
}

/** Where a schedule puts the next attempt: counted from the end of the latest one, and never in the past. */
function plannedAt(
  delivery: DeliveryHead,
  policy: { retrySchedule: string[]; maxAttempts: number },
  { store, clock, settings }: EngineContext,
): number {
  const now = clock.now()
  const before = delivery.nextAttemptAt ?? delivery.resumeAt ?? now
  if (delivery.attemptCount === 0) return before
  // By a clock that was set back since, it ended at a time still to come.
  const endedAt = Math.min(store.attempts.lastEndedAt(delivery.seq) ?? now, now)
  return Math.max(now, endedAt + waitAfter(delivery.attemptCount, policy, settings().cooldownMs))
}

function onItsWay({ id, state }: DeliveryHead): Objection | null {
  return state === 'sending' ? { code: 'delivery_sending', message: `${id} is on its way already.` } : null
}

function notWaiting({ id, state }: DeliveryHead): Objection {
  const code = state === 'held' ? 'delivery_held' : 'delivery_final'
  return { code, message: `${id} is ${state}; it does not wait for an attempt.` }
}

function endpointPaused({ id, endpointSeq }: DeliveryHead, { endpoints }: EngineContext): Objection | null {
  const { paused, name } = endpoints.get(endpointSeq)
  if (paused === null) return null
  const why = paused === 'gone' ? ' because it answered 410 (Gone)' : ''
  return {
    code: 'endpoint_paused',
    message: `${id} waits for its endpoint ${name}, which is paused${why}. Resume the endpoint.`,
  }
}
