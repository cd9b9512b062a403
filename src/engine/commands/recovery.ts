/** Commands about a damaged database that was set aside: bring back what can be read of it, or leave it. */
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { type DamagedStore, openDamaged, type ReadDelivery } from '../store/damaged-store.ts'
import type { EndpointRecord } from '../store/endpoints.ts'
import { isWaiting } from '../store/delivery-heads.ts'
import { sqliteCode } from '../store/folder.ts'

/** A delivery is read with its attempts, 0.2 ms each: the loop is held up for about 10 ms. */
const stepSize = 50

export const dismissRecovery: Handler<'recovery.dismiss'> = async (_input, context) => {
  await context.dispatcher.write(() => context.store.settings.setRecovery(null))
  tell(context)
  return { recovery: null }
}

export const salvage: Handler<'recovery.salvage'> = async (_input, context) => {
  const { store, jobs, dispatcher } = context
  const recovery = store.settings.recovery()
  if (!recovery) throw new Refusal('recovery_unknown', 'No damaged database is set aside here.')
  const damaged = openDamaged(recovery.file)
  if (!damaged) {
    const message = `Nothing can be read of ${recovery.file}: not even its list of tables. Keep the file, and put a backup in its place if there is one.`
    throw new Refusal('recovery_unreadable', message, { file: recovery.file })
  }
  await dispatcher.write(() => bringBackSettings(damaged, context))
  if (damaged.paused()) await dispatcher.setPaused(true)
  let fromSeq: number | null = 1
  let back = 0
  return jobs.start({
    kind: 'salvage',
    total: damaged.count(),
    step() {
      const { deliveries, lost, nextSeq } = damaged.read(fromSeq ?? 1, stepSize)
      const left = deliveries.filter((delivery) => !bringBack(delivery, context)).length
      fromSeq = nextSeq
      back += deliveries.filter(({ id }) => store.deliveries.head(id) !== null).length
      // Where nothing came back a person is still to know where the file is.
      if (nextSeq === null && (back > 0 || damaged.count() === 0)) store.settings.setRecovery(null)
      return { done: deliveries.length + lost, refused: lost + left, finished: nextSeq === null }
    },
    ended() {
      damaged.close()
      tell(context)
    },
  })
}

/** False where it is here already, having been brought back before, or where what was read makes no sense. */
function bringBack(read: ReadDelivery, context: EngineContext): boolean {
  const { store } = context
  if (store.deliveries.head(read.id)) return false
  try {
    return store.transaction(() => restore(read, context))
  } catch (error) {
    if (saysNonsense(error)) return false
    throw error
  }
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

/** What was read is not what a queue can hold; a disk that refuses is another matter. */
function saysNonsense(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === null || code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_MISMATCH'
}

/** The settings, saved endpoints whose names are free, what was paused, and what was composed. */
function bringBackSettings(damaged: DamagedStore, context: EngineContext): void {
  const { store, endpoints, reloadSettings } = context
  store.settings.set(damaged.settings())
  const taken = new Set([...endpoints.all()].map(({ name }) => name))
  for (const { seq: _seq, ...endpoint } of damaged.endpoints()) {
    if (!endpoint.saved) bringBackPause(endpoint, context)
    else if (!taken.has(endpoint.name) && !endpoints.byId(endpoint.id)) endpoints.add(endpoint)
  }
  reloadSettings()
  bringBackComposed(damaged, context)
}

/** Templates whose names are free, and the draft where nothing was typed since. */
function bringBackComposed(damaged: DamagedStore, { store, clock }: EngineContext): void {
  for (const template of damaged.templates()) {
    if (store.templates.idOf(template.name) === null && store.templates.get(template.id) === null)
      store.templates.put(template)
  }
  if (store.templates.draft() === null) store.templates.setDraft(damaged.draft(), clock.now())
}

/** Of a bare URL, unless it was sent to since: that it is gone, or that a person stopped it, is no less true. */
function bringBackPause(
  { url, paused, pausedAt }: Omit<EndpointRecord, 'seq'>,
  { endpoints, clock }: EngineContext,
): void {
  if (paused === null) return
  const now = clock.now()
  const home = endpoints.of(url, now)
  if (home.paused === null && home.lastOutcome === null)
    endpoints.setPaused(home.seq, paused, pausedAt ?? now)
}

function tell({ feed, store }: EngineContext): void {
  feed.state('recovery.changed', () => ({ recovery: store.settings.recovery() }))
}
