/**
 * Replays: new deliveries linked to their origins. `redeliver` sends the same event again, so a receiver that keeps ids
 * drops the copy; `new` makes a new event. Of the named ones all or, when one is refused, none; all that a filter finds
 * as a job, which passes over those that cannot be replayed.
 */
import { checkData } from '../../shared/checks.ts'
import type { ParsedInput } from '../../shared/commands.ts'
import type { DeliveryRow } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { enqueue, enqueueAgain } from '../enqueue.ts'
import type { DeliverySource } from '../store/delivery-rows.ts'
import type { Destination } from '../store/destinations.ts'
import { dataOf, sourceOf } from './delivery-read.ts'
import { startJob } from './selection.ts'

type Replay = ParsedInput<'delivery.replay'>

export const replayDeliveries: Handler<'delivery.replay'> = async (input, context) => {
  const { ids, filter } = input
  if (input.as === 'redeliver' && input.edits.category !== undefined) {
    const message =
      'A redelivery is the same event, so its category cannot be changed. Replay it as a new event.'
    throw new Refusal('category_fixed', message, { field: 'edits.category' })
  }
  if (filter) return { deliveries: [], job: await startReplayJob(input, context) }
  const deliveries = await context.dispatcher.write(() =>
    [...new Set(ids)].map((id) => replay(sourceOf(id, context), input, context)),
  )
  return { deliveries, job: null }
}

function startReplayJob(input: Replay, context: EngineContext) {
  const source = (id: string): DeliverySource => sourceOf(id, context)
  const change = {
    kind: 'replay' as const,
    objection: ({ id }: { id: string }) =>
      input.edits.data === undefined ? null : dataComplaint(input.edits.data, source(id)),
    apply: ({ id }: { id: string }) => void replay(source(id), input, context),
  }
  return startJob(input.filter ?? {}, change, context)
}

/** Answers with the new delivery. */
function replay(origin: DeliverySource, { as, edits }: Replay, context: EngineContext): DeliveryRow {
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
  const { store, endpoints, clock } = context
  const endpoint =
    edits.url === undefined ? endpoints.get(origin.endpointSeq) : endpoints.of(edits.url, clock.now())
  const route = { endpoint, destinationSeq: store.destinations.of(endpoint.seq, destination).seq }
  const acceptance = { route, replayOf: origin.id }
  if (as === 'new') {
    const data = edits.data ?? dataOf(origin, context)
    return enqueue({ category: edits.category ?? origin.category, data }, acceptance, context).delivery
  }
  const { eventSeq, categorySeq } = origin
  const editedData = edits.data === undefined ? origin.editedData : Buffer.from(edits.data)
  const { eventId, eventCreatedAt } = origin
  const text = { eventId, eventCreatedAt, data: editedData === null ? null : editedData.toString('utf8') }
  return enqueueAgain({ eventSeq, categorySeq, editedData, text }, acceptance, context)
}

/** Whether a payload is right depends on the origin's body mode, which the command table cannot know. */
function refuseBadData(data: string | undefined, origin: DeliverySource): void {
  const complaint = data === undefined ? null : dataComplaint(data, origin)
  if (complaint) throw new Refusal(complaint.code, complaint.message, { field: 'edits.data' })
}

function dataComplaint(data: string, { bodyMode }: DeliverySource) {
  return checkData(data, bodyMode)
}
