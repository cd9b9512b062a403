/**
 * Lets deliveries that this process has just made due have one attempt, ends the engine, and says how they stand then.
 * Without `--wait` a command is done with it; what is still to do waits in the queue for the application or for `drain`.
 */
import type { EngineClient } from '../engine/client.ts'
import type { EndpointSummary } from '../shared/endpoint.ts'
import type { DeliveryRow } from '../shared/model.ts'
import { longestRequestMs, type Queue } from './queue.ts'

type OwnQueue = Queue & { engine: EngineClient }

/** By then the engine has asked whether somebody listens where nobody did. */
const portAskedMs = 2_500

/**
 * In the order of `ids`. An attempt behind a queue that takes longer than one request may, or that is paused, is not
 * waited for. The engine is stopped after it.
 */
export async function afterFirstAttempts(queue: OwnQueue, ids: string[]): Promise<DeliveryRow[]> {
  const show = (): Promise<DeliveryRow[]> => Promise.all(ids.map((id) => queue.ask('delivery.show', { id })))
  const { queue: status } = await queue.ask('snapshot.get', {})
  const rows = await show()
  const longestMs = await longestRequestMs(queue.ask, new Set(rows.map(({ endpointId }) => endpointId)))
  const open = status.paused ? new Map<string, OpenAttempt>() : openAttempts(rows)
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

/** An attempt that is due or on its way, and what is seen of the earlier ones. */
interface OpenAttempt {
  number: number
  marks: string
  endpointId: string
}

/** By delivery. */
function openAttempts(rows: DeliveryRow[]): Map<string, OpenAttempt> {
  const open = new Map<string, OpenAttempt>()
  const now = Date.now()
  for (const { id, state, attemptCount, nextAttemptAt, attemptMarks: marks, endpointId } of rows) {
    if (state === 'sending') open.set(id, { number: attemptCount, marks, endpointId })
    else if (nextAttemptAt !== null && nextAttemptAt <= now) {
      open.set(id, { number: attemptCount + 1, marks, endpointId })
    }
  }
  return open
}

/** Also one that came back uncounted, because nobody listens there, and one that is held or canceled. */
function hasEnded(row: DeliveryRow, { number, marks }: OpenAttempt): boolean {
  if (row.state === 'sending') return row.attemptCount > number
  return row.attemptCount >= number || row.attemptMarks !== marks || row.nextAttemptAt === null
}

interface Ending {
  promise: Promise<void>
  stop(): void
}

function ended({ engine, ask }: OwnQueue, open: Map<string, OpenAttempt>): Ending {
  const { promise, resolve } = Promise.withResolvers<void>()
  const startedAt = Date.now()
  const look = (row: DeliveryRow): void => {
    const attempt = open.get(row.id)
    if (attempt && hasEnded(row, attempt)) open.delete(row.id)
    if (open.size === 0) resolve()
  }
  /** For what happened before the feed was listened to, or in a batch that only says how much. */
  const lookAtAll = async (): Promise<void> => {
    for (const row of await Promise.all([...open.keys()].map((id) => ask('delivery.show', { id })))) look(row)
  }
  /** Where nothing goes to just now, nothing is waited for. */
  const lookAtEndpoints = async (): Promise<void> => {
    const ids = new Set([...open.values()].map(({ endpointId }) => endpointId))
    for (const endpoint of await Promise.all([...ids].map((id) => ask('endpoint.show', { id })))) {
      if (!isClosed(endpoint, startedAt)) continue
      for (const [id, { endpointId }] of open) if (endpointId === endpoint.id) open.delete(id)
    }
    if (open.size === 0) resolve()
  }
  const ignore = (): void => {} // The engine is closing; the limit of time ends the wait.
  const unsubscribe = engine.subscribe(({ events }) => {
    for (const event of events) {
      if (event.name === 'deliveries.changed') event.rows.forEach(look)
      if (event.name === 'deliveries.flooded') lookAtAll().catch(ignore)
      if (event.name === 'endpoints.changed') lookAtEndpoints().catch(ignore)
    }
  })
  lookAtAll().then(lookAtEndpoints).catch(ignore)
  const timer = setTimeout(() => void lookAtEndpoints().catch(ignore), portAskedMs)
  void engine.closed.then(() => resolve())
  return {
    promise,
    stop() {
      clearTimeout(timer)
      unsubscribe()
    },
  }
}

/** A port that refused before this process is asked again first. */
function isClosed({ health: { refusedSince, probeAt } }: EndpointSummary, startedAt: number): boolean {
  const now = Date.now()
  const isRefused = refusedSince !== null && (refusedSince >= startedAt || now - startedAt >= portAskedMs)
  return isRefused || (probeAt !== null && probeAt > now)
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
