/**
 * What a person who is not looking is told of deliveries that failed for good, from the feed alone. Both hosts use it;
 * each shows the notices in its own way. It never speaks of an attempt, only of the end of a delivery, and of each end
 * once.
 */
import type { FeedEvent } from './events.ts'
import type { Counts, DeliveryRow, Notifications } from './model.ts'

export interface FailureNotice {
  title: string
  body: string
  /** The one that it is about; null: several. */
  deliveryId: string | null
}

export interface FailureNoticesOptions {
  /** Asked each time, so that a change counts at once. */
  choice: () => Notifications
  show: (notice: FailureNotice) => void
  /** Epoch milliseconds. */
  now: () => number
  /** Runs it after so many milliseconds, once. Answers with the way to stop it. */
  after: (ms: number, run: () => void) => () => void
}

export interface FailureNotices {
  /** What failed before is old: call it with every snapshot. */
  begin(counts: Counts): void
  take(events: readonly FeedEvent[]): void
  stop(): void
}

const digestMs = 60_000
/** More at once are told together even to who wants each. */
const mostAtOnce = 3
/** A delivery that failed longer ago than this many others is forgotten; it would only be told again. */
const mostKnown = 10_000

export function createFailureNotices({ choice, show, now, after }: FailureNoticesOptions): FailureNotices {
  const began = now()
  const known = new Set<string>()
  let failedCount = 0
  let quietUntil = Number.NEGATIVE_INFINITY
  let waiting: Failures = none
  let cancel: (() => void) | null = null

  const newlyFailed = (rows: readonly DeliveryRow[]): DeliveryRow[] => {
    const fresh: DeliveryRow[] = []
    for (const row of rows) {
      if (row.state !== 'failed') known.delete(row.id)
      else if (!known.has(row.id)) {
        known.add(row.id)
        if (row.updatedAt >= began) fresh.push(row)
      }
    }
    for (const id of known) {
      if (known.size <= mostKnown) break
      known.delete(id)
    }
    return fresh
  }

  const tellDigest = (): void => {
    if (waiting.count === 0 || cancel) return
    const wait = quietUntil - now()
    if (wait > 0) {
      cancel = after(wait, () => {
        cancel = null
        tellDigest()
      })
      return
    }
    if (choice() !== 'off') show(noticeOf(waiting))
    waiting = none
    quietUntil = now() + digestMs
  }

  const tell = (failures: Failures): void => {
    const chosen = choice()
    if (chosen === 'off' || failures.count === 0) return
    if (chosen === 'digest') {
      waiting = {
        count: waiting.count + failures.count,
        rows: [...waiting.rows, ...failures.rows].slice(0, 1),
      }
      tellDigest()
    } else if (failures.count <= mostAtOnce && failures.rows.length === failures.count) {
      for (const row of failures.rows) show(noticeOf({ count: 1, rows: [row] }))
    } else show(noticeOf(failures))
  }

  return {
    begin(counts) {
      failedCount = counts.failed
    },
    take(events) {
      const rows = events.flatMap((event) =>
        event.name === 'deliveries.changed' ? newlyFailed(event.rows) : [],
      )
      const before = failedCount
      for (const event of events) if (event.name === 'counts.changed') failedCount = event.counts.failed
      // A flood lists no rows: how many more have failed is all that is known of it.
      const isFlood = events.some(({ name }) => name === 'deliveries.flooded')
      tell({ rows, count: isFlood ? Math.max(rows.length, failedCount - before) : rows.length })
    },
    stop() {
      cancel?.()
      cancel = null
      waiting = none
    },
  }
}

/** `rows` may be fewer than `count`. */
interface Failures {
  count: number
  rows: readonly DeliveryRow[]
}

const none: Failures = { count: 0, rows: [] }

/** It may be read on a locked screen: of the URL only the host, which is no secret. */
function noticeOf({ count, rows }: Failures): FailureNotice {
  const [row] = rows
  if (count > 1 || !row) {
    return {
      title: `${count.toLocaleString('en')} ${count === 1 ? 'delivery' : 'deliveries'} failed for good`,
      body: 'They are kept. Open them to see why, to retry or to replay them.',
      deliveryId: null,
    }
  }
  const attempts = `${row.attemptCount} ${row.attemptCount === 1 ? 'attempt' : 'attempts'}`
  return {
    title: `${row.category} failed for good`,
    body: `${hostOf(row.url)}, after ${attempts}: ${row.lastStatusCode ?? row.lastErrorCode ?? 'no answer'}.`,
    deliveryId: row.id,
  }
}

function hostOf(url: string): string {
  return (URL.canParse(url) && new URL(url).host) || 'a socket'
}
