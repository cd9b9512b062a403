/**
 * Replays: new deliveries linked to their origins. `redeliver` sends the same event again, so a receiver that keeps ids
 * drops the copy; `new` makes a new event. Of the named ones all or, when one is refused, none; all that a filter finds
 * as a job, which passes over those that cannot be replayed.
 */
import { checkData } from '../../shared/checks.ts'
import type { ParsedInput } from '../../shared/commands.ts'
import type { DeliveryRow } from '../../shared/model.ts'
import type { SeqSpan } from '../../shared/job.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { enqueue, enqueueAgain } from '../enqueue.ts'
import type { DeliverySource } from '../store/delivery-rows.ts'
import type { Destination } from '../store/destinations.ts'
import type { EndpointRecord } from '../store/endpoints.ts'
import { dataOf, sourceOf } from './delivery-read.ts'
import { endpointOf } from './endpoint.ts'
import { endpointDestination } from './event-send.ts'
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
  const pace = paceOf(input, context)
  const deliveries = await context.dispatcher.write(() =>
    [...new Set(ids)].map((id) => {
      const origin = sourceOf(id, context)
      const complaint = dataComplaint(input, origin, context)
      if (complaint) throw new Refusal(complaint.code, complaint.message, { field: 'edits.data' })
      return replay(origin, input, { context, sendAt: pace() })
    }),
  )
  return { deliveries, job: null }
}

export const summarizeReplays: Handler<'replay.summary'> = (span, { store }) => store.replays.summary(span)

function startReplayJob(input: Replay, context: EngineContext) {
  const { edits } = input
  const { endpointId } = edits
  if (endpointId !== undefined) endpointOf(endpointId, context, 'edits.endpointId')
  const source = (id: string): DeliverySource => sourceOf(id, context)
  const pace = paceOf(input, context)
  let made: SeqSpan | null = null
  const change = {
    kind: 'replay' as const,
    objection: ({ id }: { id: string }) =>
      hasDataToCheck(edits) ? dataComplaint(input, source(id), context) : null,
    apply({ id }: { id: string }) {
      const { seq } = replay(source(id), input, { context, sendAt: pace() })
      made = { firstSeq: made?.firstSeq ?? seq, lastSeq: seq }
    },
    replays: () => made,
  }
  return startJob(input.filter ?? {}, change, context)
}

/** When the next replay is due, counted from the first; 0 where they are not held back. */
function paceOf({ rateLimit }: Replay, { clock }: EngineContext): () => number {
  let begun: number | null = null
  let count = 0
  return () => {
    if (!rateLimit) return 0
    begun ??= clock.now()
    const sendAt = begun + Math.floor((count * rateLimit.perMs) / rateLimit.count)
    count += 1
    return sendAt
  }
}

/** Answers with the new delivery. Whether its payload does is asked before. */
function replay(
  origin: DeliverySource,
  input: Replay,
  { context, sendAt }: { context: EngineContext; sendAt: number },
): DeliveryRow {
  const { as, edits } = input
  const { endpoint, destination } = targetOf(origin, edits, context)
  const destinationSeq = context.store.destinations.of(endpoint.seq, destination).seq
  const acceptance = { route: { endpoint, destinationSeq }, replayOf: origin.id, sendAt }
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

interface Target {
  endpoint: EndpointRecord
  destination: Destination
}

/** As the origin went, or as the endpoint that is named says, with the edits over it. */
function targetOf(origin: DeliverySource, edits: Replay['edits'], context: EngineContext): Target {
  const { endpoints, clock } = context
  const named =
    edits.endpointId === undefined ? null : endpointOf(edits.endpointId, context, 'edits.endpointId')
  const before = named ? endpointDestination(named, context.settings()) : origin
  const url = edits.url ?? before.url
  const destination: Destination = {
    url,
    method: edits.method ?? before.method,
    headers: edits.headers ?? before.headers,
    bodyMode: before.bodyMode,
    contentType: before.contentType,
    compression: before.compression,
    retrySchedule: edits.retrySchedule ?? before.retrySchedule,
    maxAttempts: edits.maxAttempts ?? before.maxAttempts,
  }
  if (named) return { endpoint: named, destination }
  const endpoint =
    edits.url === undefined ? endpoints.get(origin.endpointSeq) : endpoints.of(edits.url, clock.now())
  return { endpoint, destination }
}

/** Whether a payload is right depends on the body mode that it goes out in, which the command table cannot know. */
function dataComplaint({ edits }: Replay, origin: DeliverySource, context: EngineContext) {
  if (!hasDataToCheck(edits)) return null
  return checkData(edits.data ?? dataOf(origin, context), bodyModeOf(edits, origin, context))
}

/** Else the origin's own payload goes out as it did before. */
function hasDataToCheck({ data, endpointId }: Replay['edits']): boolean {
  return data !== undefined || endpointId !== undefined
}

function bodyModeOf({ endpointId }: Replay['edits'], { bodyMode }: DeliverySource, context: EngineContext) {
  return endpointId === undefined
    ? bodyMode
    : endpointOf(endpointId, context, 'edits.endpointId').options.bodyMode
}
