/** Commands about a damaged database that was set aside: bring back what can be read of it, or leave it. */
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'
import { bringBackDelivery, bringBackSettings } from '../salvage.ts'
import { openDamaged } from '../store/damaged-store.ts'

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
  try {
    await dispatcher.write(() => bringBackSettings(damaged, context))
    if (damaged.paused()) await dispatcher.setPaused(true)
  } catch (error) {
    damaged.close()
    throw error
  }
  let fromSeq: number | null = 1
  let back = 0
  return jobs.start({
    kind: 'salvage',
    total: damaged.count(),
    step() {
      const { deliveries, lost, nextSeq } = damaged.read(fromSeq ?? 1, stepSize)
      const left = deliveries.filter((delivery) => !bringBackDelivery(delivery, context)).length
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

function tell({ feed, store }: EngineContext): void {
  feed.state('recovery.changed', () => ({ recovery: store.settings.recovery() }))
}
