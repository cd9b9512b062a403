/** What is kept of the counts of deliveries, told of every row that comes into a state or leaves it. */
import type { BlocksTable } from './blocks.ts'
import type { Kind, StoredState, TalliesTable } from './tallies.ts'

export interface KeptCounts {
  /** `sign` 1: the rows have come into the state, -1: they have left it. */
  add(rows: Kind & { seqs: readonly number[] }, state: StoredState, sign: 1 | -1): void
}

export function keptCounts({ tallies, blocks }: { tallies: TalliesTable; blocks: BlocksTable }): KeptCounts {
  return {
    add(rows, state, sign) {
      tallies.add(rows, state, sign * rows.seqs.length)
      blocks.add(rows.seqs, state, sign)
    },
  }
}
