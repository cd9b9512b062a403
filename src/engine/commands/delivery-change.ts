/** Commands that change deliveries by hand. Each id is judged alone: what cannot be done is refused, the rest is done. */
import type { BulkAnswer } from '../../shared/commands.ts'
import { isFinal } from '../../shared/model.ts'
import type { EngineContext, Handler } from '../context.ts'
import type { DeliveryHead } from '../store/deliveries.ts'

interface Objection {
  code: string
  message: string
}

interface Change {
  /** Why it cannot be done; null when it can. */
  objection(delivery: DeliveryHead): Objection | null
  apply(delivery: DeliveryHead): void
}

export const retryDeliveries: Handler<'delivery.retry'> = ({ ids }, context) =>
  changeEach(ids, context, {
    objection: ({ id, state }) => {
      if (state === 'sending') return { code: 'delivery_sending', message: `${id} is on its way already.` }
      if (state === 'delivered') {
        return { code: 'delivery_final', message: `${id} was delivered. Replay it to send it again.` }
      }
      return null
    },
    apply: (delivery) => {
      const now = context.clock.now()
      context.store.deliveries.makeDue(delivery, now, now)
    },
  })

export const cancelDeliveries: Handler<'delivery.cancel'> = ({ ids }, context) =>
  changeEach(ids, context, {
    objection: ({ id, state }) =>
      isFinal(state)
        ? { code: 'delivery_final', message: `${id} is ${state}; there is nothing to cancel.` }
        : null,
    apply: (delivery) => {
      context.store.deliveries.cancel(delivery, context.clock.now())
      context.dispatcher.abort(delivery.seq)
    },
  })

export const deleteDeliveries: Handler<'delivery.delete'> = ({ ids }, context) =>
  changeEach(ids, context, {
    objection: ({ id, state }) =>
      state === 'sending'
        ? { code: 'delivery_sending', message: `${id} is on its way. Cancel it before you delete it.` }
        : null,
    apply: (delivery) => {
      context.store.deliveries.remove(delivery)
      context.store.attempts.removeOf(delivery.seq)
      context.store.events.removeOrphan(delivery.eventSeq)
    },
  })

function changeEach(ids: string[], context: EngineContext, change: Change): Promise<BulkAnswer> {
  return context.dispatcher.write(() => {
    const answer: BulkAnswer = { changed: [], refused: [] }
    for (const id of new Set(ids)) {
      const delivery = context.store.deliveries.head(id)
      const objection = delivery
        ? change.objection(delivery)
        : { code: 'delivery_unknown', message: `There is no delivery ${id}.` }
      if (delivery && !objection) {
        change.apply(delivery)
        answer.changed.push(id)
      } else if (objection) answer.refused.push({ id, ...objection })
    }
    return answer
  })
}
