/**
 * Replays: new deliveries linked to their origins. `redeliver` sends the same event again, so a receiver that keeps ids
 * drops the copy; `new` makes a new event. All of the named ones, or, when one is refused, none.
 */
import { checkData } from '../../shared/checks.ts'
import type { ParsedInput } from '../../shared/commands.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { enqueue, enqueueAgain, routeTo } from '../enqueue.ts'
import type { DeliverySource } from '../store/delivery-rows.ts'
import type { Destination } from '../store/destinations.ts'
import { dataOf, sourceOf } from './delivery-read.ts'

type Replay = ParsedInput<'delivery.replay'>

export const replayDeliveries: Handler<'delivery.replay'> = async (input, context) => {
  if (input.as === 'redeliver' && input.edits.category !== undefined) {
    const message =
      'A redelivery is the same event, so its category cannot be changed. Replay it as a new event.'
    throw new Refusal('category_fixed', message, { field: 'edits.category' })
  }
  const seqs = await context.dispatcher.write(() =>
    [...new Set(input.ids)].map((id) => replay(id, input, context)),
  )
  return { deliveries: context.store.rows.bySeqs(seqs).reverse() }
}

function replay(id: string, { as, edits }: Replay, context: EngineContext): number {
  const origin = sourceOf(id, context)
  refuseBadData(edits.data, origin)
  const destination: Destination = {
    url: edits.url ?? origin.url,
    method: edits.method ?? origin.method,
    headers: edits.headers ?? origin.headers,
    bodyMode: origin.bodyMode,
    contentType: origin.contentType,
    compression: origin.compression,
    retrySchedule: edits.retrySchedule ?? origin.retrySchedule,
    maxAttempts: edits.maxAttempts ?? origin.maxAttempts,
  }
  const acceptance = { route: routeTo(destination, context), replayOf: origin.id }
  if (as === 'new') {
    const data = Buffer.from(edits.data ?? dataOf(origin, context))
    return enqueue({ category: edits.category ?? origin.category, data }, acceptance, context)
  }
  const editedData = edits.data === undefined ? origin.editedData : Buffer.from(edits.data)
  const { eventSeq, categorySeq } = origin
  return enqueueAgain({ eventSeq, categorySeq, editedData }, acceptance, context)
}

/** Whether a payload is right depends on the origin's body mode, which the command table cannot know. */
function refuseBadData(data: string | undefined, origin: DeliverySource): void {
  const complaint = data === undefined ? null : checkData(data, origin.bodyMode)
  if (complaint) throw new Refusal(complaint.code, complaint.message, { field: 'edits.data' })
}
