/**
 * Deletes delivered deliveries when they are too old or too many, in small steps between the turns of the queue, and
 * gives the disk back what they leave when nothing is to be sent. What was measured of them is kept, ever coarser. What has
 * failed, was canceled or is held is a person's to delete.
 */
import type { Settings } from '../shared/model.ts'
import { removeDelivery } from './commands/delivery-change.ts'
import type { Clock } from './clock.ts'
import type { Counters } from './counts.ts'
import type { Log } from './log.ts'
import type { Store } from './store/store.ts'

/** How often it looks; with "delete on success" and while there is more to delete, at once. */
const lookEveryMs = 60_000
const lookOftenMs = 1_000
/** 15 us each: the loop is held up for 3 ms. */
const stepDeliveries = 200
/** So many of the oldest are asked for their age: the order of acceptance is nearly that of delivery. */
const oldestLookedAt = 2_000
const dayMs = 24 * 3_600_000

/** A file is made smaller when at least half of it, and so much, is free: that takes about a second per 100 MB that stay. */
const worthCompactingBytes = 64 * 1024 * 1024

export interface RetentionParts {
  store: Store
  /** Real time: a queue drained in virtual time does not age by it. */
  timers: Clock
  counters: Counters
  settings(): Settings
  write<T>(work: () => T): Promise<T>
  log: Log
}

export interface Retention {
  start(): void
  /** The settings have changed: looks at once. */
  look(): void
  stop(): void
}

export function createRetention(parts: RetentionParts): Retention {
  const { store, timers, counters, settings, write, log } = parts
  let callOff = (): void => {}
  let stopped = false
  let tidiedAt = Number.NEGATIVE_INFINITY

  const look = async (): Promise<void> => {
    callOff()
    try {
      if (isTidyDue()) await write(tidy)
      while (goesOn() && (await write(step)) === stepDeliveries);
      if (!stopped && isWorthCompacting()) await write(() => {}).then(compact)
    } catch (error) {
      // The loop has said already what is wrong with the disk.
      log({ level: 'debug', message: 'Old deliveries could not be deleted.', error })
    }
    if (stopped) return
    // Another look may have ended meanwhile, and armed it.
    callOff()
    callOff = timers.after(settings().deleteDelivered ? lookOftenMs : lookEveryMs, () => void look())
  }

  const isTidyDue = (): boolean => !stopped && Math.abs(timers.now() - tidiedAt) >= lookEveryMs

  const tidy = (): void => {
    tidiedAt = timers.now()
    store.pulseBuckets.tidy(tidiedAt)
  }

  const goesOn = (): boolean => {
    if (stopped) return false
    const { deleteDelivered, keepDeliveredDays, keepDeliveredCount } = settings()
    const { delivered } = counters.current()
    if (delivered === 0) return false
    return deleteDelivered || keepDeliveredDays !== null || delivered > (keepDeliveredCount ?? delivered)
  }

  const step = (): number => {
    const seqs = expired()
    for (const seq of seqs) {
      const delivery = store.deliveries.bySeq(seq)
      if (delivery) removeDelivery(delivery, { store })
    }
    return seqs.length
  }

  const expired = (): number[] => {
    const { deleteDelivered, keepDeliveredDays, keepDeliveredCount } = settings()
    if (deleteDelivered) return store.rows.oldestDelivered({ limit: stepDeliveries, before: null })
    const excess = keepDeliveredCount === null ? 0 : counters.current().delivered - keepDeliveredCount
    if (excess > 0) {
      return store.rows.oldestDelivered({ limit: Math.min(excess, stepDeliveries), before: null })
    }
    if (keepDeliveredDays === null) return []
    const before = timers.now() - keepDeliveredDays * dayMs
    return store.rows.oldestDelivered({ limit: oldestLookedAt, before }).slice(0, stepDeliveries)
  }

  const isWorthCompacting = (): boolean => {
    const { queued, sending, retrying } = counters.current()
    if (queued + sending + retrying > 0) return false
    const freeBytes = store.freeBytes()
    return freeBytes >= worthCompactingBytes && freeBytes >= store.sizeBytes() / 2
  }

  const compact = (): void => {
    // An end that was asked for meanwhile is not held up by it.
    if (stopped) return
    const before = store.sizeBytes()
    store.compact()
    log({ level: 'info', message: `The database was made smaller: ${before} to ${store.sizeBytes()} bytes.` })
  }

  return {
    start: () => void look(),
    look() {
      if (!stopped) void look()
    },
    stop() {
      stopped = true
      callOff()
    },
  }
}
