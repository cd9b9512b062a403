/** Commands about a damaged database that was set aside: bring back what can be read of it, or leave it. */
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { type DamagedStore, openDamaged, type ReadDelivery } from '../store/damaged-store.ts'
import { isWaiting } from '../store/delivery-heads.ts'

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
  let fromSeq: number | null = 1
  return jobs.start({
    kind: 'salvage',
    total: damaged.count(),
    step() {
      const { deliveries, lost, nextSeq } = damaged.read(fromSeq ?? 1, stepSize)
      const known = deliveries.filter((delivery) => !bringBack(delivery, context)).length
      fromSeq = nextSeq
      if (nextSeq === null) store.settings.setRecovery(null)
      return { done: deliveries.length + lost, refused: lost + known, finished: nextSeq === null }
    },
    ended() {
      damaged.close()
      tell(context)
    },
  })
}

/** False where it is here already: it was brought back before. */
function bringBack(
  { source, data, attempts, endpoint, resumeAt }: ReadDelivery,
  context: EngineContext,
): boolean {
  const { store, endpoints } = context
  if (store.deliveries.head(source.id)) return false
  const categorySeq = store.categories.of(source.category)
  const home = endpoints.byId(endpoint.id) ?? endpoints.of(source.url, source.createdAt)
  const destination = store.destinations.of(home.seq, source)
  const { eventId, eventCreatedAt: createdAt } = source
  const eventSeq =
    store.events.insert({ eventId, categorySeq, createdAt, data }) ?? store.events.seqOf(eventId)
  if (eventSeq === null) return false
  const state = isWaiting(source.state) || source.state === 'sending' ? 'held' : source.state
  const seq = store.deliveries.restore({
    ...source,
    eventSeq,
    categorySeq,
    destinationSeq: destination.seq,
    endpointSeq: home.seq,
    state,
    resumeAt: state === 'held' ? (resumeAt ?? source.nextAttemptAt ?? source.updatedAt) : null,
  })
  const origin = { deliverySeq: seq, destinationSeq: destination.seq, eventId }
  for (const attempt of attempts) store.attempts.insert(origin, attempt)
  return true
}

/** Saved endpoints whose names are free, and the settings. */
function bringBackSettings(damaged: DamagedStore, { store, endpoints, reloadSettings }: EngineContext): void {
  store.settings.set(damaged.settings())
  const taken = new Set([...endpoints.all()].map(({ name }) => name))
  for (const { seq: _seq, ...endpoint } of damaged.endpoints()) {
    if (!taken.has(endpoint.name) && !endpoints.byId(endpoint.id)) endpoints.add(endpoint)
  }
  reloadSettings()
}

function tell({ feed, store }: EngineContext): void {
  feed.state('recovery.changed', () => ({ recovery: store.settings.recovery() }))
}
