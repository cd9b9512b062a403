/** Commands that look at deliveries and change nothing. */
import { envelope } from '../../shared/envelope.ts'
import { type DeliveryRow, isFinal } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import type { DeliverySource } from '../store/delivery-rows.ts'

export const showDelivery: Handler<'delivery.show'> = ({ id }, context) => {
  const source = sourceOf(id, context)
  const {
    editedData: _editedData,
    eventSeq: _eventSeq,
    endpointSeq: _endpointSeq,
    eventCreatedAt: _at,
    categorySeq: _categorySeq,
    ...detail
  } = source
  return {
    ...detail,
    bodyBytes: Buffer.byteLength(bodyOf(source, dataOf(source, context))),
    attempts: context.store.attempts.of(source),
  }
}

export const deliveryBody: Handler<'delivery.body'> = ({ id }, context) => {
  const source = sourceOf(id, context)
  const data = dataOf(source, context)
  return { data, body: bodyOf(source, data) }
}

export const waitForDeliveries: Handler<'delivery.wait'> = ({ ids, timeoutMs }, context) => {
  const seqs = ids.map((id) => headOf(id, context).seq)
  let open = seqs.length
  const settled = (): { deliveries: DeliveryRow[] } | null => {
    const rows = context.store.rows.bySeqs(seqs)
    open = rows.filter(({ state }) => !isFinal(state)).length
    return open === 0 ? { deliveries: rows.reverse() } : null
  }
  const complaint = (): string => `${open} of ${seqs.length} deliveries were not settled in time; they go on.`
  return context.waiters.until(settled, { timeoutMs, complaint })
}

function headOf(id: string, { store }: EngineContext): { seq: number } {
  const head = store.deliveries.head(id)
  if (!head) throw unknownDelivery(id)
  return head
}

export function sourceOf(id: string, { store }: EngineContext): DeliverySource {
  const source = store.rows.source(id)
  if (!source) throw unknownDelivery(id)
  return source
}

/** The payload as it was typed. */
export function dataOf(source: DeliverySource, { store }: EngineContext): string {
  return (source.editedData ?? store.events.data(source.eventSeq)).toString('utf8')
}

function bodyOf(source: DeliverySource, data: string): string {
  return envelope({ ...source, createdAt: source.eventCreatedAt, data })
}

function unknownDelivery(id: string): Refusal {
  return new Refusal('delivery_unknown', `There is no delivery ${id}.`, { field: 'id' })
}
