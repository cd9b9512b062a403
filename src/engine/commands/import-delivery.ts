/** One delivery of a file: judged, and written to the queue as it was chosen. */
import type { DeliveryState } from '../../shared/model.ts'
import type { ImportReport, ImportRequest } from '../../shared/queue-file.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext } from '../context.ts'
import type { FileDelivery, FileItem } from '../queue-files/file-delivery.ts'
import { addProblem, hasRedacted, OriginCounts } from '../queue-files/import-report.ts'
import { placeText } from '../queue-files/source.ts'
import { SeenIds } from '../queue-files/seen-ids.ts'
import { isWaiting } from '../store/delivery-heads.ts'
import type { StoredState } from '../store/tallies.ts'
import { createRoutes } from './import-route.ts'

export interface Importer {
  /**
   * Inside a transaction. Answers with the seq of the delivery that was made; null where none was. Throws `line_bad` or
   * `delivery_known` where the import is to stop there.
   */
  take(item: FileItem): number | null
  /** Brings what is reckoned over all of them into the report. */
  sumUp(): void
}

/** Refuses with `endpoint_unknown`. Writes what it does into the report. */
export function createImporter(
  request: ImportRequest,
  report: ImportReport,
  context: EngineContext,
): Importer {
  const { store, clock, newId } = context
  const routes = createRoutes(request, context)
  const origins = new OriginCounts()
  const seen = new SeenIds()

  const isKnown = (delivery: FileDelivery): boolean => {
    const { saved, eventId } = delivery
    if (request.ids === 'new') return false
    if (saved) {
      if (store.deliveries.head(saved.id) !== null || (request.dryRun && seen.add(`d ${saved.id}`)))
        return true
      // An event may have many deliveries, but only one category.
      const event = eventId === null ? null : store.events.find(eventId)
      return event !== null && store.categories.name(event.categorySeq) !== delivery.category
    }
    if (eventId === null) return false
    return store.events.find(eventId) !== null || (request.dryRun && seen.add(`e ${eventId}`))
  }

  const count = (delivery: FileDelivery, state: DeliveryState): void => {
    report.taken += 1
    report.states[state] = (report.states[state] ?? 0) + 1
    if (hasRedacted(delivery)) report.redacted += 1
  }

  const write = (delivery: FileDelivery, ids: { id: string; eventId: string }): number => {
    const now = clock.now()
    const { saved, data } = delivery
    const { endpoint, destinationSeq } = routes.of(delivery)
    const categorySeq = store.categories.of(delivery.category)
    const createdAt = delivery.eventCreatedAt ?? now
    const inserted = store.events.insert({ eventId: ids.eventId, categorySeq, createdAt, data })
    const eventSeq = inserted ?? store.events.find(ids.eventId)?.seq ?? 0
    const standing = standingOf(delivery, { request, now, isPaused: endpoint.paused !== null })
    count(delivery, standing.state)
    const deliverySeq = store.deliveries.restore({
      ...standing,
      id: ids.id,
      eventSeq,
      categorySeq,
      editedData: inserted === null ? editedData(data, store.events.data(eventSeq)) : null,
      destinationSeq,
      endpointSeq: endpoint.seq,
      replayOf: saved?.replayOf ?? null,
      attemptCount: delivery.attemptCount,
      createdAt: saved?.createdAt ?? now,
      updatedAt: saved?.updatedAt ?? now,
      lastStatusCode: saved?.lastStatusCode ?? null,
      lastErrorCode: saved?.lastErrorCode ?? null,
      attemptMarks: saved?.attemptMarks ?? '',
      extra: delivery.extra,
    })
    const origin = { deliverySeq, destinationSeq, eventId: ids.eventId }
    for (const attempt of saved?.attempts ?? []) store.attempts.insert(origin, attempt)
    return deliverySeq
  }

  const look = (delivery: FileDelivery): void => {
    const missing = routes.missingEndpoint(delivery)
    if (missing !== null && !report.newEndpoints.includes(missing)) report.newEndpoints.push(missing)
    if (!request.dryRun) return
    const now = clock.now()
    count(delivery, standingOf(delivery, { request, now, isPaused: false }).state)
  }

  return {
    take(item) {
      if ('problem' in item) {
        const { problem, ...place } = item
        addProblem(report, { ...place, ...problem })
        if (request.onBadLine === 'stop')
          throw new Refusal('line_bad', `${placeText(item)}: ${problem.message}`)
        return null
      }
      const { delivery } = item
      report.found += 1
      origins.add(delivery.url)
      const known = isKnown(delivery)
      if (known) report.known += 1
      if (known && request.onConflict === 'stop') throw isHereAlready(placeText(item), delivery)
      if (known && request.onConflict === 'skip') return null
      look(delivery)
      if (request.dryRun) return null
      const isNew = known || request.ids === 'new'
      return write(delivery, {
        id: (isNew ? null : delivery.saved?.id) ?? newId(),
        eventId: (isNew ? null : delivery.eventId) ?? newId(),
      })
    },
    sumUp() {
      report.origins = origins.top()
    },
  }
}

function isHereAlready(place: string, { saved, eventId }: FileDelivery): Refusal {
  const what = saved ? `the delivery ${saved.id}` : `the event ${eventId ?? ''}`
  return new Refusal(
    'delivery_known',
    `${place}: ${what} is here already. Skip what is known, or give it a new id.`,
  )
}

/** Null where the event has the same payload. */
function editedData(data: string, ofEvent: Buffer): Buffer | null {
  const bytes = Buffer.from(data)
  return bytes.equals(ofEvent) ? null : bytes
}

interface Standing {
  state: StoredState
  nextAttemptAt: number | null
  resumeAt: number | null
}

/** What has ended stays as it is; what waits is held, or goes on where it was. */
function standingOf(
  { saved, attemptCount, nextAttemptAt }: FileDelivery,
  { request, now, isPaused }: { request: ImportRequest; now: number; isPaused: boolean },
): Standing {
  const state = saved?.state ?? 'queued'
  const none = { nextAttemptAt: null, resumeAt: null }
  if (state === 'held') return { ...none, state, resumeAt: saved?.resumeAt ?? now }
  if (!isWaiting(state)) return { ...none, state }
  const dueAt = nextAttemptAt ?? now
  if (request.waiting === 'held' || isPaused) return { ...none, state: 'held', resumeAt: dueAt }
  return { ...none, state: waitingState(state, { attemptCount, dueAt, now }), nextAttemptAt: dueAt }
}

function waitingState(
  state: StoredState,
  { attemptCount, dueAt, now }: { attemptCount: number; dueAt: number; now: number },
): StoredState {
  if (attemptCount > 0) return 'retrying'
  if (state === 'scheduled' || dueAt > now) return 'scheduled'
  return 'queued'
}
