/**
 * Lets deliveries that this process has just made due have one attempt, and says how they stand then. Without `--wait`
 * a command ends after it; what is still to do waits in the queue for the application or for `drain`.
 */
import type { EngineClient } from '../engine/client.ts'
import type { DeliveryRow } from '../shared/model.ts'
import { longestRequestMs, type Queue } from './queue.ts'

type OwnQueue = Queue & { engine: EngineClient }

/**
 * In the order of `ids`. Gives up, and answers with what is then true, after the time that one request may take: an
 * attempt behind a long queue, or of a queue that is paused, is not waited for.
 */
export async function afterFirstAttempts(queue: OwnQueue, ids: string[]): Promise<DeliveryRow[]> {
  const show = (): Promise<DeliveryRow[]> => Promise.all(ids.map((id) => queue.ask('delivery.show', { id })))
  const { queue: status } = await queue.ask('snapshot.get', {})
  if (status.paused) return show()
  const open = openAttempts(await show())
  if (open.size > 0) await within(ended(queue, open), await longestRequestMs(queue.ask))
  return show()
}

/** The number of the attempt that is due or on its way, by delivery. */
function openAttempts(rows: DeliveryRow[]): Map<string, number> {
  const open = new Map<string, number>()
  const now = Date.now()
  for (const { id, state, attemptCount, nextAttemptAt } of rows) {
    if (state === 'sending') open.set(id, attemptCount)
    else if (nextAttemptAt !== null && nextAttemptAt <= now) open.set(id, attemptCount + 1)
  }
  return open
}

interface Ending {
  promise: Promise<void>
  stop(): void
}

function ended({ engine, ask }: OwnQueue, open: Map<string, number>): Ending {
  const { promise, resolve } = Promise.withResolvers<void>()
  const look = (row: DeliveryRow): void => {
    const number = open.get(row.id)
    if (number === undefined) return
    const isOpen = row.attemptCount < number || (row.attemptCount === number && row.state === 'sending')
    if (!isOpen || row.state === 'canceled') open.delete(row.id)
    if (open.size === 0) resolve()
  }
  /** For what happened before the feed was listened to, or in a batch that only says how much. */
  const lookAtAll = async (): Promise<void> => {
    for (const row of await Promise.all([...open.keys()].map((id) => ask('delivery.show', { id })))) look(row)
  }
  const ignore = (): void => {} // The engine is closing; the limit of time ends the wait.
  const stop = engine.subscribe(({ events }) => {
    for (const event of events) {
      if (event.name === 'deliveries.changed') event.rows.forEach(look)
      if (event.name === 'deliveries.flooded') lookAtAll().catch(ignore)
    }
  })
  lookAtAll().catch(ignore)
  void engine.closed.then(() => resolve())
  return { promise, stop }
}

async function within({ promise, stop }: Ending, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([promise, over])
  clearTimeout(timer)
  stop()
}
