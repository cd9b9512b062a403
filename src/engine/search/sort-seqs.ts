/** Puts deliveries in the order of a column, reading a few at a time. Equal ones stand newest first, empty ones last. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Sort } from '../../shared/filter.ts'
import type { DeliverySearch, SortKey } from '../store/delivery-search.ts'

/** About 2 ms where each has an attempt to read. */
const readAtOnce = 500

/** Those that are gone meanwhile are left out. */
export async function sortSeqs(
  seqs: readonly number[],
  { sort, read }: { sort: Sort; read: DeliverySearch },
): Promise<number[]> {
  const rows: { seq: number; key: SortKey }[] = []
  for (let from = 0; from < seqs.length; from += readAtOnce) {
    if (from > 0) await nextTurn()
    for (const row of read.sortKeys(sort.by, seqs.slice(from, from + readAtOnce))) rows.push(row)
  }
  const sign = sort.descending ? -1 : 1
  rows.sort((a, b) => byKey(a.key, b.key, sign) || b.seq - a.seq)
  return rows.map(({ seq }) => seq)
}

function byKey(a: SortKey, b: SortKey, sign: 1 | -1): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -sign : sign
}
