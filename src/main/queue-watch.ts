/**
 * What the host itself knows of the queue, for the tray, for closing and for notices: the latest state of whichever
 * engine runs, read from its snapshot and its feed like a window does.
 */
import type { EngineClient } from '../engine/client.ts'
import type { FeedBatch, FeedEvent } from '../shared/events.ts'
import type { Snapshot } from '../shared/model.ts'
import type { Result } from '../shared/result.ts'

export type QueueState = Pick<Snapshot, 'counts' | 'queue' | 'settings' | 'jobs' | 'pulse'>

export interface QueueListener {
  /** `null`: no engine runs. */
  onState?: (state: QueueState | null) => void
  /** A new beginning: what the state is now is old news. */
  onBegin?: (state: QueueState) => void
  onEvents?: (events: readonly FeedEvent[]) => void
}

export interface QueueWatch {
  current(): QueueState | null
  /** Watches this engine until it ends. */
  follow(engine: EngineClient): void
  listen(listener: QueueListener): void
}

export function createQueueWatch(): QueueWatch {
  const listeners: QueueListener[] = []
  let state: QueueState | null = null

  const become = (next: QueueState | null): void => {
    state = next
    for (const { onState } of listeners) onState?.(next)
  }

  const take = (batch: FeedBatch): void => {
    if (!state) return
    become(batch.events.reduce(withEvent, state))
    for (const { onEvents } of listeners) onEvents?.(batch.events)
  }

  return {
    current: () => state,
    listen: (listener) => void listeners.push(listener),
    follow(engine) {
      let early: FeedBatch[] | null = []
      engine.subscribe((batch) => (early ? early.push(batch) : take(batch)))
      void engine.closed.then(() => become(null))
      void engine.invoke('snapshot.get', {}).then((answer) => {
        if (!answer.ok) return
        const snapshot = (answer as Result<Snapshot> & { ok: true }).value
        become(snapshot)
        for (const { onBegin } of listeners) onBegin?.(snapshot)
        const missed = early ?? []
        early = null
        for (const batch of missed) if (batch.number > snapshot.number) take(batch)
      })
    },
  }
}

const watched: ReadonlySet<string> = new Set<FeedEvent['name']>([
  'counts.changed',
  'queue.changed',
  'settings.changed',
  'jobs.changed',
  'pulse.changed',
])

/** Such an event carries the part of the state under the name that the state has for it. */
function withEvent(state: QueueState, { name, ...part }: FeedEvent): QueueState {
  return watched.has(name) ? { ...state, ...part } : state
}
