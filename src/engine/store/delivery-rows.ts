/**
 * The table `deliveries`, as it is read for screens: rows for the table, pages by filter, one in full. A page costs what
 * its rows cost: how many rows there are is known from the tallies, and it is read from whichever end is nearer.
 */
import type { Database } from 'better-sqlite3'
import type { DeliveryFilter } from '../../shared/filter.ts'
import {
  type Counts,
  type DeliveryDetail,
  type DeliveryRow,
  type HeldBy,
  noCounts,
} from '../../shared/model.ts'
import type { BlocksTable } from './blocks.ts'
import type { CategoriesTable } from './categories.ts'
import type { DeliveryFilters, PreparedFilter, Range } from './delivery-filter.ts'
import { visibleState } from './delivery-heads.ts'
import type { DestinationsTable } from './destinations.ts'
import type { LeasesTable } from './leases.ts'
import type { StoredState } from './tallies.ts'

export interface DeliveryPage {
  filter: DeliveryFilter
  upToSeq: number
  offset: number
  limit: number
  /** In the order of acceptance; newest first without. */
  oldestFirst?: boolean
}

export interface FilledPage {
  rows: DeliveryRow[]
  /** What the filter finds up to `upToSeq`. */
  total: number
  /** What it finds after that. */
  newer: number
}

/** A delivery with what its body is made of; attempts and sizes are the caller's to add. */
export interface DeliverySource extends Omit<DeliveryDetail, 'attempts' | 'bodyBytes'> {
  eventSeq: number
  endpointSeq: number
  eventCreatedAt: number
  editedData: Buffer | null
  categorySeq: number
}

export interface DeliveryRows {
  /** Newest first. */
  bySeqs(seqs: readonly number[]): DeliveryRow[]
  page(page: DeliveryPage): FilledPage
  /** Seqs that a filter finds in a range, oldest first, at most `limit`. */
  seqs(filter: DeliveryFilter, range: Range & { limit: number }): number[]
  /** Seqs of delivered ones, accepted first to last; with `before` only those among them that were delivered before it. */
  oldestDelivered(choice: { limit: number; before: number | null }): number[]
  /** Seqs of what waits for an attempt and was changed after `at`, in order, from after `afterSeq` on; not scheduled ones. */
  waitingChangedAfter(at: number, choice: { afterSeq: number; limit: number }): number[]
  /** By endpoint and state; of those that have deliveries. */
  countsByEndpoint(): Map<number, Counts>
  /** The same of one. */
  countsOf(endpointSeq: number): Counts
  /** How many rows a filter finds; not of one that is searched. */
  total(filter: DeliveryFilter): number
  newestSeq(): number
  source(id: string): DeliverySource | null
}

/** Rows that are passed over at 30 ns each; above this many the blocks tell the place. */
const farOffset = 2_000

interface RowColumns {
  seq: number
  id: string
  eventId: string
  categorySeq: number
  destinationSeq: number
  endpointId: string
  stored: StoredState
  heldBy: HeldBy | null
  attemptCount: number
  nextAttemptAt: number | null
  createdAt: number
  updatedAt: number
  replayOf: string | null
  lastStatusCode: number | null
  lastErrorCode: string | null
  lastTotalMs: number | null
  attemptMarks: string
}

interface SourceColumns extends RowColumns {
  resumeAt: number | null
  editedData: Buffer | null
  eventSeq: number
  endpointSeq: number
  eventCreatedAt: number
}

const rowColumns = `d.seq, d.id, e.event_id AS eventId, d.category_seq AS categorySeq, d.destination_seq AS destinationSeq,
  p.id AS endpointId, d.state AS stored, d.held_by AS heldBy, d.attempt_count AS attemptCount, d.next_attempt_at AS nextAttemptAt,
  d.created_at AS createdAt, d.updated_at AS updatedAt, d.replay_of AS replayOf, d.last_status_code AS lastStatusCode,
  d.last_error_code AS lastErrorCode, d.attempt_marks AS attemptMarks,
  (SELECT total_ms FROM attempts WHERE delivery_seq = d.seq AND outcome <> 'interrupted' ORDER BY seq DESC LIMIT 1) AS lastTotalMs`

const joined = 'deliveries d JOIN events e ON e.seq = d.event_seq JOIN endpoints p ON p.seq = d.endpoint_seq'

export function deliveryRows(
  database: Database,
  tables: {
    blocks: BlocksTable
    categories: CategoriesTable
    destinations: DestinationsTable
    filters: DeliveryFilters
    leases: LeasesTable
  },
): DeliveryRows {
  const { blocks, categories, destinations, filters, leases } = tables
  const bySeqs = database.prepare<[string], RowColumns>(
    `SELECT ${rowColumns} FROM ${joined} WHERE d.seq IN (SELECT value FROM json_each(?)) ORDER BY d.seq DESC`,
  )
  const newestSeq = database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM deliveries').pluck()
  const source = database.prepare<[string], SourceColumns>(
    `SELECT ${rowColumns}, d.edited_data AS editedData, d.event_seq AS eventSeq, d.endpoint_seq AS endpointSeq,
       e.created_at AS eventCreatedAt, d.resume_at AS resumeAt
     FROM ${joined} WHERE d.id = ?`,
  )
  const replays = database.prepare<
    [string],
    { seq: number; id: string; stored: StoredState; createdAt: number }
  >(
    'SELECT seq, id, state AS stored, created_at AS createdAt FROM deliveries WHERE replay_of = ? ORDER BY seq DESC LIMIT 100',
  )

  const oldestDelivered = database
    .prepare<[number, number], number>(
      `SELECT seq FROM (SELECT seq, updated_at FROM deliveries WHERE state = 'delivered' ORDER BY seq LIMIT ?) WHERE updated_at < ?`,
    )
    .pluck()
  const waitingChangedAfter = database
    .prepare<[number, number, number], number>(
      `SELECT seq FROM deliveries WHERE seq > ? AND next_attempt_at IS NOT NULL AND state <> 'scheduled' AND updated_at > ?
       ORDER BY seq LIMIT ?`,
    )
    .pluck()
  const tallied = database.prepare<[], Tallied>(
    `SELECT p.endpoint_seq AS endpointSeq, t.state, sum(t.count) AS count
     FROM tallies t CROSS JOIN destinations p ON p.seq = t.destination_seq GROUP BY 1, 2`,
  )
  const talliedOf = database.prepare<[number], Tallied>(
    `SELECT p.endpoint_seq AS endpointSeq, t.state, sum(t.count) AS count
     FROM destinations p CROSS JOIN tallies t ON t.destination_seq = p.seq WHERE p.endpoint_seq = ? GROUP BY 1, 2`,
  )
  const leased = database.prepare<[string], Tallied>(
    `SELECT d.endpoint_seq AS endpointSeq, d.state, count(*) AS count
     FROM json_each(?) lease CROSS JOIN deliveries d ON d.seq = lease.value WHERE +d.next_attempt_at IS NOT NULL GROUP BY 1, 2`,
  )
  const toRow = (columns: RowColumns): DeliveryRow => {
    const { url, method, retrySchedule, maxAttempts } = destinations.get(columns.destinationSeq)
    const { stored, categorySeq, destinationSeq: _destinationSeq, ...row } = columns
    const state = visibleState(stored, leases.has(row.seq))
    const isSending = state === 'sending'
    return {
      ...row,
      category: categories.name(categorySeq),
      url,
      method,
      retrySchedule,
      maxAttempts,
      state,
      // The attempt that is on its way counts as made.
      attemptCount: row.attemptCount + (isSending ? 1 : 0),
      nextAttemptAt: isSending ? null : row.nextAttemptAt,
    }
  }

  /** Newest first. Every branch brings its own best rows in index order; the best of all are taken. */
  const seqsOf = (
    { branches, parameters }: PreparedFilter,
    { newest, ...span }: Range & { offset: number; limit: number; newest: boolean },
  ): number[] => {
    const order = newest ? 'DESC' : 'ASC'
    const one = (branch: string): string =>
      `SELECT d.seq AS seq FROM deliveries d WHERE d.seq > @afterSeq AND d.seq <= @upToSeq AND ${branch} ORDER BY d.seq ${order}`
    const best = branches.map((branch) => `SELECT seq FROM (${one(branch)} LIMIT @limit + @offset)`)
    const sql =
      branches.length === 1
        ? `${one(branches[0] ?? 'FALSE')} LIMIT @limit OFFSET @offset`
        : `SELECT seq FROM (${best.join(' UNION ')}) ORDER BY seq ${order} LIMIT @limit OFFSET @offset`
    const seqs = filters
      .statement<{ seq: number }>(sql)
      .all({ ...parameters, ...span })
      .map(({ seq }) => seq)
    return newest ? seqs : seqs.reverse()
  }

  /** From whichever end is nearer, or from near the place itself. */
  const pageSeqs = (
    prepared: PreparedFilter,
    page: DeliveryPage & { newer: number; total: number },
  ): number[] => {
    const { upToSeq, offset, limit, newer, total } = page
    if (limit === 0) return []
    const range = { afterSeq: 0, upToSeq, limit }
    const fromOldest = total - offset - limit
    if (Math.min(offset, fromOldest) > farOffset && prepared.onlyStates) {
      const near = blocks.seek(prepared.onlyStates, offset + newer)
      return seqsOf(prepared, { ...range, upToSeq: near.upToSeq, offset: near.skip, newest: true })
    }
    return fromOldest < offset
      ? seqsOf(prepared, { ...range, offset: fromOldest, newest: false })
      : seqsOf(prepared, { ...range, offset, newest: true })
  }

  return {
    bySeqs: (seqs) => bySeqs.all(JSON.stringify(seqs)).map(toRow),
    page(page) {
      const prepared = filters.prepare(page.filter)
      const newest = newestSeq.get() ?? 0
      const newer =
        page.upToSeq >= newest ? 0 : filters.count(prepared, { afterSeq: page.upToSeq, upToSeq: newest })
      const total = prepared.total() - newer
      const { oldestFirst = false } = page
      const limit = Math.max(0, Math.min(page.limit, total - page.offset))
      // The same rows, counted from the other end.
      const offset = oldestFirst ? total - page.offset - limit : page.offset
      const seqs = pageSeqs(prepared, { ...page, offset, limit, newer, total })
      const rows = seqs.length === 0 ? [] : this.bySeqs(seqs)
      return { rows: oldestFirst ? rows.reverse() : rows, total, newer }
    },
    seqs: (filter, { limit, ...range }) =>
      seqsOf(filters.prepare(filter), { ...range, limit, offset: 0, newest: false }).reverse(),
    oldestDelivered: ({ limit, before }) => oldestDelivered.all(limit, before ?? Number.MAX_SAFE_INTEGER),
    waitingChangedAfter: (at, { afterSeq, limit }) => waitingChangedAfter.all(afterSeq, at, limit),
    countsByEndpoint() {
      return countsOf(tallied.all(), leased.all(JSON.stringify(leases.current())))
    },
    countsOf(endpointSeq) {
      const onTheirWay = leased.all(JSON.stringify(leases.current()))
      const own = onTheirWay.filter((one) => one.endpointSeq === endpointSeq)
      return countsOf(talliedOf.all(endpointSeq), own).get(endpointSeq) ?? { ...noCounts }
    },
    total: (filter) => filters.prepare(filter).total(),
    newestSeq: () => newestSeq.get() ?? 0,
    source(id) {
      const columns = source.get(id)
      if (!columns) return null
      const { editedData, eventSeq, endpointSeq, eventCreatedAt, resumeAt, ...rest } = columns
      const { headers, bodyMode, contentType, compression } = destinations.get(columns.destinationSeq)
      return {
        ...toRow(rest),
        resumeAt,
        headers,
        bodyMode,
        contentType,
        compression,
        editedData,
        categorySeq: columns.categorySeq,
        eventSeq,
        endpointSeq,
        eventCreatedAt,
        replays: replays.all(id).map(({ seq, stored, ...replay }) => ({
          ...replay,
          state: visibleState(stored, leases.has(seq)),
        })),
      }
    },
  }
}

interface Tallied {
  endpointSeq: number
  state: StoredState
  count: number
}

/** What is on its way counts as that, whatever its row says. */
function countsOf(tallied: readonly Tallied[], leased: readonly Tallied[]): Map<number, Counts> {
  const byEndpoint = new Map<number, Counts>()
  const of = (endpointSeq: number): Counts => {
    const counts = byEndpoint.get(endpointSeq) ?? { ...noCounts }
    byEndpoint.set(endpointSeq, counts)
    return counts
  }
  for (const { endpointSeq, state, count } of tallied) of(endpointSeq)[state] += count
  for (const { endpointSeq, state, count } of leased) {
    of(endpointSeq)[state] -= count
    of(endpointSeq).sending += count
  }
  return byEndpoint
}
