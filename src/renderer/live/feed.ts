/**
 * Follows the engine without losing or doubling a change: subscribe, take a snapshot, then apply the batches that are
 * newer than it. A gap in the numbers or a new connection starts over with a snapshot.
 */
import type { Bridge } from '../../shared/bridge.ts'
import type { FeedBatch, FeedEvent } from '../../shared/events.ts'
import type { Snapshot } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'

export interface FeedListener {
  onSnapshot: (snapshot: Snapshot) => void
  /** In order, each once, all newer than the latest snapshot. */
  onEvents: (events: FeedEvent[]) => void
  /** The snapshot was refused. The feed tries again on `refresh` and when the connection is back. */
  onFailure: (failure: Failure) => void
  /** The connection is gone; a snapshot follows when it is back. */
  onLost: () => void
}

export interface Feed {
  /** Takes a new snapshot. One that is under way is shared. */
  refresh: () => Promise<void>
  stop: () => void
}

export function startFeed(bridge: Bridge, listener: FeedListener): Feed {
  /** The number of the last batch applied; null while a snapshot is under way. */
  let last: number | null = null
  let waiting: FeedBatch[] = []
  let refreshing: Promise<void> | null = null
  let attempt = 0

  const apply = (batch: FeedBatch): void => {
    if (last === null) {
      waiting.push(batch)
    } else if (batch.number === last + 1) {
      last = batch.number
      listener.onEvents(batch.events)
    } else if (batch.number > last) {
      void refresh()
    }
  }

  const takeSnapshot = async (): Promise<void> => {
    last = null
    waiting = []
    attempt += 1
    const mine = attempt
    const answer = await bridge.invoke('snapshot.get', {})
    // Asked on a connection that was lost meanwhile; another snapshot is on its way.
    if (mine !== attempt) return
    refreshing = null
    if (!answer.ok) {
      listener.onFailure(answer.error)
      return
    }
    last = answer.value.number
    listener.onSnapshot(answer.value)
    // A gap among these starts over, and what is left then waits for the new snapshot.
    for (const batch of waiting.splice(0)) apply(batch)
  }

  const refresh = (): Promise<void> => (refreshing ??= takeSnapshot())

  const stops = [
    bridge.subscribe(apply),
    bridge.onConnection((connected) => {
      if (connected) {
        refreshing = null
        void refresh()
      } else {
        listener.onLost()
      }
    }),
  ]
  void refresh()
  return {
    refresh,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}
