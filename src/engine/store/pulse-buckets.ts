/**
 * The table `pulse_buckets`: what the attempts of a span of time came to, for each endpoint and for the whole queue. Every
 * transaction that records attempts adds them here before it commits. Attempts count where they started. Deleting a
 * delivery changes nothing here; buckets grow coarser with age, and go after eight days.
 */
import type { Database } from 'better-sqlite3'
import {
  addEncoded,
  addLatencies,
  addLatency,
  encodeLatencies,
  type Latencies,
  noLatencies,
} from '../latencies.ts'
import type { AttemptRecord } from './attempts.ts'

type MeasuredAttempt = Pick<AttemptRecord, 'startedAt' | 'outcome'> & {
  timings: Pick<AttemptRecord['timings'], 'totalMs'>
}

export interface StoredBucket {
  at: number
  delivered: number
  failed: number
  latencies: Latencies
}

export interface BucketSpan {
  from: number
  /** Not part of it. */
  until: number
}

export interface PulseBucketsTable {
  /** Of an interrupted one nothing is known: it is not counted. */
  add(endpointSeq: number, attempt: MeasuredAttempt): void
  /** Where a savepoint begins; the answer undoes what was added since. */
  mark(): () => void
  /** Writes what was added; the last thing in a transaction. */
  flush(): void
  /** Of an endpoint or of `wholeQueue`, those that begin in the span, in order: 5 s wide for five minutes, a minute for an hour, then ten minutes. */
  read(endpointSeq: number, span: BucketSpan): StoredBucket[]
  /** Inside a transaction: makes old buckets coarser, and removes those that nobody asks for any more. */
  tidy(now: number): void
  /** Of an endpoint that is removed, whose seq may be given again. */
  removeOf(endpointSeq: number): void
}

/** In place of an endpoint. */
export const wholeQueue = 0

const minuteMs = 60_000
const tenMinutesMs = 10 * minuteMs
const freshMs = 5_000
/** A bucket becomes part of a wider one when no span asks for it alone any more, and a little later. */
const folds = [
  { widthMs: minuteMs, afterMs: 6 * minuteMs },
  { widthMs: tenMinutesMs, afterMs: 70 * minuteMs },
]
const keptMs = 8 * 24 * 60 * minuteMs
/** Attempts are recorded up to ten minutes after their start, so what was tidied before is looked at again so far back. */
const tidiedAgainMs = 2 * 60 * minuteMs

interface Columns {
  at: number
  delivered: number
  failed: number
  latencies: Buffer
}

export function pulseBucketsTable(database: Database): PulseBucketsTable {
  const put = `ON CONFLICT (endpoint_seq, at) DO UPDATE SET delivered = delivered + excluded.delivered,
    failed = failed + excluded.failed, latencies = merge_latencies(latencies, excluded.latencies)`
  const write = database.prepare<[number, number, number, number, Buffer]>(
    `INSERT INTO pulse_buckets (endpoint_seq, at, delivered, failed, latencies) VALUES (?, ?, ?, ?, ?) ${put}`,
  )
  const read = database.prepare<[number, number, number], Columns>(
    'SELECT at, delivered, failed, latencies FROM pulse_buckets WHERE endpoint_seq = ? AND at >= ? AND at < ? ORDER BY at',
  )
  const narrower = 'at >= @from AND at < @until AND at % @widthMs <> 0'
  type Fold = BucketSpan & { widthMs: number }
  const foldInto = database.prepare<[Fold]>(
    `INSERT INTO pulse_buckets (endpoint_seq, at, delivered, failed, latencies)
       SELECT endpoint_seq, at - at % @widthMs, sum(delivered), sum(failed), latencies(latencies)
       FROM pulse_buckets INDEXED BY pulse_buckets_by_time WHERE ${narrower} GROUP BY 1, 2 ${put}`,
  )
  const removeFolded = database.prepare<[Fold]>(`DELETE FROM pulse_buckets WHERE ${narrower}`)
  const expire = database.prepare<[number]>('DELETE FROM pulse_buckets WHERE at < ?')
  const removeOf = database.prepare<[number]>('DELETE FROM pulse_buckets WHERE endpoint_seq = ?')
  let added: { endpointSeq: number; attempt: MeasuredAttempt }[] = []
  let tidiedUpTo = 0

  return {
    add(endpointSeq, attempt) {
      if (attempt.outcome !== 'interrupted') added.push({ endpointSeq, attempt })
    },
    mark() {
      const before = added.length
      return () => {
        added.length = before
      }
    },
    flush() {
      if (added.length === 0) return
      const buckets = new Map<string, StoredBucket & { endpointSeq: number }>()
      const of = (endpointSeq: number, at: number): StoredBucket => {
        const key = `${endpointSeq} ${at}`
        const known = buckets.get(key)
        if (known) return known
        const bucket = { endpointSeq, at, delivered: 0, failed: 0, latencies: noLatencies() }
        buckets.set(key, bucket)
        return bucket
      }
      for (const { endpointSeq, attempt } of added) count(of(endpointSeq, startOf(attempt)), attempt)
      added = []
      const ofEndpoints = [...buckets.values()]
      for (const bucket of ofEndpoints) addBucket(of(wholeQueue, bucket.at), bucket)
      for (const { endpointSeq, at, delivered, failed, latencies } of buckets.values()) {
        write.run(endpointSeq, at, delivered, failed, encodeLatencies(latencies))
      }
    },
    read: (endpointSeq, { from, until }) =>
      read.all(endpointSeq, from, until).map(({ latencies, ...bucket }) => {
        const sum = noLatencies()
        addEncoded(sum, latencies)
        return { ...bucket, latencies: sum }
      }),
    tidy(now) {
      const from = Math.max(0, Math.min(tidiedUpTo, now) - tidiedAgainMs)
      for (const { widthMs, afterMs } of folds) {
        const cut = now - afterMs
        const fold = { widthMs, from, until: cut - (cut % widthMs) }
        if (foldInto.run(fold).changes > 0) removeFolded.run(fold)
      }
      expire.run(now - keptMs)
      tidiedUpTo = now
    },
    removeOf(endpointSeq) {
      removeOf.run(endpointSeq)
    },
  }
}

/** Adds one bucket to another, of the same span or within it. */
export function addBucket(
  sum: Omit<StoredBucket, 'at'>,
  { delivered, failed, latencies }: StoredBucket,
): void {
  sum.delivered += delivered
  sum.failed += failed
  addLatencies(sum.latencies, latencies)
}

function startOf({ startedAt }: MeasuredAttempt): number {
  return startedAt - (startedAt % freshMs)
}

function count(bucket: StoredBucket, { outcome, timings }: MeasuredAttempt): void {
  if (outcome === 'interrupted') return
  bucket[outcome] += 1
  addLatency(bucket.latencies, timings.totalMs)
}
