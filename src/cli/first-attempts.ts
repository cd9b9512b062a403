/**
 * Lets deliveries that this process has just made due have one attempt, ends the engine, and says how they stand then.
 * Without `--wait` a command is done with it; what is still to do waits in the queue for the application or for `drain`.
 */
import type { EngineClient } from '../engine/client.ts'
import type { DeliveryRow } from '../shared/model.ts'
import { longestRequestMs, type Queue } from './queue.ts'

type OwnQueue = Queue & { engine: EngineClient }

/**
 * In the order of `ids`. An attempt behind a queue that takes longer than one request may, or that is paused, is not
 * waited for. The engine is stopped after it.
 */
export async function afterFirstAttempts(queue: OwnQueue, ids: string[]): Promise<DeliveryRow[]> {
  const show = (): Promise<DeliveryRow[]> => Promise.all(ids.map((id) => queue.ask('delivery.show', { id })))
  const { queue: status } = await queue.ask('snapshot.get', {})
  const longestMs = await longestRequestMs(queue.ask)
  const open = status.paused ? new Map<string, number>() : openAttempts(await show())
  if (open.size > 0) await within(ended(queue, open), longestMs)
  return afterStop(queue.engine, { rows: await show(), graceMs: longestMs })
}

interface Stop {
  rows: DeliveryRow[]
  graceMs: number
}

/** A retry without a wait may be on its way by now; what comes of it the feed says while the engine ends. */
async function afterStop(engine: EngineClient, { rows, graceMs }: Stop): Promise<DeliveryRow[]> {
  const latest = new Map(rows.map((row) => [row.id, row]))
  engine.subscribe(({ events }) => {
    for (const event of events) {
      if (event.name !== 'deliveries.changed') continue
      for (const row of event.rows) if (latest.has(row.id)) latest.set(row.id, row)
    }
  })
  await engine.stop({ graceMs })
  return [...latest.values()]
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
