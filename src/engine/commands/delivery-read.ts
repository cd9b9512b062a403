/** Commands that look at deliveries and change nothing. */
import { aroundData, envelope } from '../../shared/envelope.ts'
import { mostRelatives } from '../../shared/limits.ts'
import { type DeliveryRow, isFinal } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { bytesOf, textOfParts } from '../text-parts.ts'
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
    bodyBytes: bytesOf(bodyParts(source, context)),
    attempts: context.store.attempts.of(source),
  }
}

export const deliveryBody: Handler<'delivery.body'> = ({ id }, context) => {
  const source = sourceOf(id, context)
  const data = dataOf(source, context)
  return { data, body: bodyOf(source, data) }
}

export const deliveryBodyPart: Handler<'delivery.bodyPart'> = ({ id, from, most }, context) => {
  const parts = bodyParts(sourceOf(id, context), context)
  const { text, end } = textOfParts(parts, from, most)
  return { text, next: end < bytesOf(parts) ? end : null }
}

export const responseBytes: Handler<'delivery.responseBytes'> = ({ id, attempt }, context) => {
  const record = context.store.attempts.recordsOf(sourceOf(id, context))[attempt]
  if (!record) throw new Refusal('attempt_unknown', 'There is no such attempt.', { field: 'attempt' })
  return { base64: record.responseBody.toString('base64') }
}

export const deliveryLineage: Handler<'delivery.lineage'> = ({ id }, context) => {
  headOf(id, context)
  return context.store.lineage.of(id, mostRelatives)
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
export function dataOf(source: DeliverySource, context: EngineContext): string {
  return dataBytes(source, context).toString('utf8')
}

function dataBytes(source: DeliverySource, { store }: EngineContext): Buffer {
  return source.editedData ?? store.events.data(source.eventSeq)
}

/** The bytes of the body, before compression: what stands before the data, the data, what stands after it. */
function bodyParts(source: DeliverySource, context: EngineContext): Buffer[] {
  const [before, after] = aroundData({ ...source, createdAt: source.eventCreatedAt })
  return [Buffer.from(before), dataBytes(source, context), Buffer.from(after)]
}

function bodyOf(source: DeliverySource, data: string): string {
  return envelope({ ...source, createdAt: source.eventCreatedAt, data })
}

function unknownDelivery(id: string): Refusal {
  return new Refusal('delivery_unknown', `There is no delivery ${id}.`, { field: 'id' })
}
