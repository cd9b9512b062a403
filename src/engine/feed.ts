/**
 * Tells windows what has changed: numbered batches, after the commit, at most 20 a second, and 4 a second while much
 * happens. Rows are read when a batch is made, so a delivery that changed ten times in between is sent once, as it is now;
 * above `mostRows` changes the batch only says how many, and a flood costs a window nothing.
 */
import type { FeedBatch, FeedEvent, FeedEventName, FeedEvents } from '../shared/events.ts'
import type { DeliveryRow } from '../shared/model.ts'
import type { Changes } from './store/changes.ts'

const intervalMs = 50
/** After a batch of more than `busyRows`: nobody can follow these one by one, and a window has to keep up with them. */
const busyIntervalMs = 250
const busyRows = 50
const mostRows = 300

type StateName = Exclude<FeedEventName, 'deliveries.changed' | 'deliveries.deleted' | 'deliveries.flooded'>

export interface Feed {
  /** Number of the latest batch; a snapshot taken now is true for it. */
  number(): number
  subscribe(listener: (batch: FeedBatch) => void): () => void
  deliveries(changes: Changes): void
  /** Says that a part of the state has changed; it is read when the batch is made. */
  state<N extends StateName>(name: N, read: () => FeedEvents[N]): void
  /** Sends what is pending and no more after it. */
  close(): void
}

export function createFeed(rowsOf: (seqs: readonly number[]) => DeliveryRow[]): Feed {
  const listeners = new Set<(batch: FeedBatch) => void>()
  let number = 0
  let touched = new Set<number>()
  let uncounted = 0
  let deleted: string[] = []
  let states = new Map<StateName, () => FeedEvent>()
  let timer: NodeJS.Timeout | null = null
  let nextAt = Number.NEGATIVE_INFINITY
  let closed = false

  const publish = (): void => {
    timer = null
    const changed = touched.size + deleted.length
    nextAt = performance.now() + (changed > busyRows ? busyIntervalMs : intervalMs)
    const events = [...deliveryEvents(), ...[...states.values()].map((read) => read())]
    touched = new Set()
    uncounted = 0
    deleted = []
    states = new Map()
    if (events.length === 0) return
    number += 1
    for (const listener of listeners) listener({ number, events })
  }

  const deliveryEvents = (): FeedEvent[] => {
    const changed = touched.size + deleted.length
    if (changed > mostRows) return [{ name: 'deliveries.flooded', changed: changed + uncounted }]
    const events: FeedEvent[] = []
    if (touched.size > 0) events.push(changedRows())
    if (deleted.length > 0) events.push({ name: 'deliveries.deleted', ids: deleted })
    return events
  }

  /** Rows that cannot be read now are the reader's to ask for, and to be told why. */
  const changedRows = (): FeedEvent => {
    try {
      return { name: 'deliveries.changed', rows: rowsOf([...touched]) }
    } catch {
      return { name: 'deliveries.flooded', changed: touched.size }
    }
  }

  const schedule = (): void => {
    if (closed || timer) return
    timer = setTimeout(publish, Math.max(0, nextAt - performance.now()))
  }

  return {
    number: () => number,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    deliveries(changes) {
      // Beyond what a batch lists only the number counts, and it need not be exact.
      if (touched.size > mostRows) uncounted += changes.touched.length
      else for (const seq of changes.touched) touched.add(seq)
      for (const { seq, id } of changes.deleted) {
        touched.delete(seq)
        deleted.push(id)
      }
      if (touched.size + deleted.length > 0) schedule()
    },
    state(name, read) {
      states.set(name, () => ({ name, ...read() }) as unknown as FeedEvent)
      schedule()
    },
    close() {
      closed = true
      if (timer) clearTimeout(timer)
      publish()
      listeners.clear()
    },
  }
}
