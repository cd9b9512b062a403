/**
 * What was read of a damaged database, written into the queue: each thing whole or not at all, and only what a queue can
 * hold. SQLite has no checksums, so what is read may be anything.
 */
import { goodHealth } from '../shared/endpoint.ts'
import { draftSchema, saveEndpointSchema, saveTemplateSchema, settingsSchema } from '../shared/inputs.ts'
import type { EngineContext } from './context.ts'
import type { DamagedStore, ReadDelivery } from './store/damaged-store.ts'
import { isWaiting } from './store/delivery-heads.ts'
import type { EndpointRecord } from './store/endpoints.ts'
import { sqliteCode } from './store/folder.ts'

type ReadEndpoint = Omit<EndpointRecord, 'seq'>

/** Inside a transaction. False where it is here already, having been brought back before, or where it makes no sense. */
export function bringBackDelivery(read: ReadDelivery, context: EngineContext): boolean {
  if (context.store.deliveries.head(read.id)) return false
  return whole(context, () => restore(read, context))
}

/** Inside a transaction: the settings, saved endpoints whose names are free, what was paused, and what was composed. */
export function bringBackSettings(damaged: DamagedStore, context: EngineContext): void {
  const { store, reloadSettings } = context
  const settings = [...damaged.settings()].filter(([name, value]) => isSetting(name, value))
  whole(context, () => store.settings.set(Object.fromEntries(settings)))
  for (const { seq: _seq, ...endpoint } of damaged.endpoints()) {
    whole(context, () =>
      endpoint.saved ? bringBackEndpoint(endpoint, context) : bringBackPause(endpoint, context),
    )
  }
  whole(context, () => bringBackTemplates(damaged, context))
  whole(context, () => bringBackDraft(damaged, context))
  reloadSettings()
}

/** All of it or, where what was read makes no sense, nothing: then the answer is false. A disk that refuses is another matter. */
function whole(context: EngineContext, work: () => boolean | void): boolean {
  const undoEndpoints = context.endpoints.mark()
  try {
    return context.store.transaction(work) ?? true
  } catch (error) {
    if (!saysNonsense(error)) throw error
    undoEndpoints()
    return false
  }
}

function saysNonsense(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === null || code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_MISMATCH'
}

function restore(read: ReadDelivery, { store, endpoints }: EngineContext): boolean {
  const { eventId, eventCreatedAt: createdAt, data, endpoint } = read
  const categorySeq = store.categories.of(read.category)
  const known = endpoint ? endpoints.byId(endpoint.id) : undefined
  const home = known ?? endpoints.of(read.destination.url, read.createdAt)
  const destination = store.destinations.of(home.seq, read.destination)
  const inserted = store.events.insert({ eventId, categorySeq, createdAt, data })
  // Where the numbers of categories have gone bad, deliveries of one event may name several.
  const event = inserted === null ? store.events.find(eventId) : { seq: inserted, categorySeq }
  if (event === null) return false
  const state = isWaiting(read.state) ? 'held' : read.state
  const deliverySeq = store.deliveries.restore({
    ...read,
    eventSeq: event.seq,
    categorySeq: event.categorySeq,
    destinationSeq: destination.seq,
    endpointSeq: home.seq,
    state,
    nextAttemptAt: null,
    resumeAt: state === 'held' ? (read.resumeAt ?? read.nextAttemptAt ?? read.updatedAt) : null,
  })
  const origin = { deliverySeq, destinationSeq: destination.seq, eventId }
  for (const attempt of read.attempts) {
    store.attempts.insert(origin, attempt)
    store.pulseBuckets.add(home.seq, attempt)
  }
  return true
}

function isSetting(name: string, value: unknown): boolean {
  const schema = new Map(Object.entries(settingsSchema.shape)).get(name)
  return value !== undefined && schema?.safeParse(value).success === true
}

/** What the next attempts teach again begins anew. */
function bringBackEndpoint(read: ReadEndpoint, { endpoints }: EngineContext): void {
  const { name, url, options } = read
  const isTaken = [...endpoints.all()].some((one) => one.name === name || one.id === read.id)
  if (isTaken || !saveEndpointSchema.safeParse({ name, url, options }).success) return
  endpoints.add({ ...read, health: goodHealth, zstdSupport: 'unknown', lastOutcome: null })
}

/** Of a bare URL, unless it was sent to since: that it is gone, or that a person stopped it, is no less true. */
function bringBackPause({ url, paused, pausedAt }: ReadEndpoint, { endpoints, clock }: EngineContext): void {
  if (paused === null || !URL.canParse(url)) return
  const now = clock.now()
  const home = endpoints.of(url, now)
  if (home.paused === null && home.lastOutcome === null)
    endpoints.setPaused(home.seq, paused, pausedAt ?? now)
}

/** Those whose names are free. */
function bringBackTemplates(damaged: DamagedStore, context: EngineContext): void {
  const { templates } = context.store
  for (const template of damaged.templates()) {
    const { id, name, summary, draft } = template
    const isFree = templates.idOf(name) === null && templates.get(id) === null
    if (isFree && saveTemplateSchema.safeParse({ id, name, summary, draft }).success)
      whole(context, () => templates.put(template))
  }
}

/** Where nothing was typed since. */
function bringBackDraft(damaged: DamagedStore, { store, clock }: EngineContext): void {
  const draft = damaged.draft()
  if (store.templates.draft() === null && draftSchema.safeParse(draft).success)
    store.templates.setDraft(draft, clock.now())
}
