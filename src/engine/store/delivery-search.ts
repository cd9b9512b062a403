/**
 * What a search reads: the rows of a span of seqs that a filter may find, what their bodies and responses say, and what they
 * are sorted by. Every question here is small; `engine/search.ts` asks them one after the other.
 */
import type { Database } from 'better-sqlite3'
import type { DeliveryFilter, SortColumn } from '../../shared/filter.ts'
import type { DeliveryFilters, Range } from './delivery-filter.ts'

/** A row that the filter finds, but for texts that are not names. */
export interface Candidate {
  seq: number
  /** 1 where it has the text in its category, URL or ids, and that is looked at. */
  isNamed: 0 | 1
}

/** Null comes last in every order. */
export type SortKey = string | number | null

export interface DeliverySearch {
  /** Newest first. */
  inSpan(filter: DeliveryFilter, span: Range): Candidate[]
  /** Those of some seqs, newest first. */
  among(filter: DeliveryFilter, seqs: readonly number[]): Candidate[]
  /** The payload as it was typed; null when the delivery is gone. */
  body(seq: number): Buffer | null
  /** Bodies of some of a delivery's responses, the latest first, before the attempt `beforeSeq`. */
  responses(seq: number, beforeSeq: number): { seq: number; body: Buffer }[]
  acceptedAt(seq: number): number | null
  sortKeys(by: SortColumn, seqs: readonly number[]): { seq: number; key: SortKey }[]
}

/** Of 64 KiB at most: a megabyte. */
const mostResponses = 16

/** What has no answer yet comes after error codes, and those after status codes. */
const sortKeys: Readonly<Record<SortColumn, string>> = {
  accepted: 'd.seq',
  category: '(SELECT lower(name) FROM categories WHERE seq = d.category_seq)',
  target: '(SELECT lower(url) FROM destinations WHERE seq = d.destination_seq)',
  attempts: 'd.attempt_count',
  answer: 'coalesce(CAST(d.last_status_code AS TEXT), d.last_error_code)',
  took: "(SELECT total_ms FROM attempts WHERE delivery_seq = d.seq AND outcome <> 'interrupted' ORDER BY seq DESC LIMIT 1)",
}

export function deliverySearch(database: Database, filters: DeliveryFilters): DeliverySearch {
  const body = database
    .prepare<[number], Buffer>(
      'SELECT coalesce(d.edited_data, e.data) FROM deliveries d JOIN events e ON e.seq = d.event_seq WHERE d.seq = ?',
    )
    .pluck()
  const responses = database.prepare<[number, number], { seq: number; body: Buffer }>(
    `SELECT seq, response_body AS body FROM attempts WHERE delivery_seq = ? AND seq < ?
     ORDER BY seq DESC LIMIT ${mostResponses}`,
  )
  const acceptedAt = database
    .prepare<[number], number>('SELECT created_at FROM deliveries WHERE seq >= ? ORDER BY seq LIMIT 1')
    .pluck()

  const candidates = (filter: DeliveryFilter, from: string, more: Record<string, unknown>): Candidate[] => {
    const { branches, parameters, named } = filters.prepare(filter)
    const rows = branches.map((branch) => `SELECT d.seq, ${named} AS isNamed FROM ${from} ${branch}`)
    return filters
      .statement<Candidate>(`${rows.join(' UNION ')} ORDER BY seq DESC`)
      .all({ ...parameters, ...more })
  }
  const ofSpan = 'deliveries d WHERE d.seq > @afterSeq AND d.seq <= @upToSeq AND'
  const ofSeqs = 'json_each(@seqs) one CROSS JOIN deliveries d WHERE d.seq = one.value AND'

  return {
    inSpan: (filter, { afterSeq, upToSeq }) => candidates(filter, ofSpan, { afterSeq, upToSeq }),
    among: (filter, seqs) => candidates(filter, ofSeqs, { seqs: JSON.stringify(seqs) }),
    body: (seq) => body.get(seq) ?? null,
    responses: (seq, beforeSeq) => responses.all(seq, beforeSeq),
    acceptedAt: (seq) => acceptedAt.get(seq) ?? null,
    sortKeys: (by, seqs) =>
      filters
        .statement<{ seq: number; key: SortKey }>(
          `SELECT d.seq, ${sortKeys[by]} AS key FROM json_each(@seqs) one CROSS JOIN deliveries d ON d.seq = one.value`,
        )
        .all({ seqs: JSON.stringify(seqs) }),
  }
}
