/**
 * The table `tallies`: how many deliveries there are of each destination, category and state. Every verb that changes a
 * delivery adds its difference here, and the transaction writes the sum of them before it commits, so that a count over
 * a million deliveries reads a handful of rows. A destination whose last delivery has gone is removed with its tallies.
 */
import type { Database } from 'better-sqlite3'
import type { DeliveryState } from '../../shared/model.ts'

/** The states that a row can have: what is on its way stands in `leases`. */
export type StoredState = Exclude<DeliveryState, 'sending'>

/** What is counted apart. */
export interface Kind {
  destinationSeq: number
  categorySeq: number
}

export interface TalliesTable {
  /** `count` deliveries more (or, negative, less). */
  add(kind: Kind, state: StoredState, count: number): void
  /** Where a savepoint begins; the answer undoes what was added since. */
  mark(): () => void
  /** Writes what was added; the last thing in a transaction. */
  flush(): void
  /** Forgets what was added: the transaction was rolled back. */
  drop(): void
  byState(): { state: StoredState; count: number }[]
}

interface Difference extends Kind {
  state: StoredState
  count: number
}

export function talliesTable(
  database: Database,
  removeDestination: (destinationSeq: number) => void,
): TalliesTable {
  const change = database.prepare<[number, number, number, StoredState, number]>(
    'UPDATE tallies SET count = count + ? WHERE destination_seq = ? AND category_seq = ? AND state = ? AND count + ? > 0',
  )
  const insert = database.prepare<[number, number, StoredState, number]>(
    'INSERT INTO tallies (destination_seq, category_seq, state, count) VALUES (?, ?, ?, ?)',
  )
  const remove = database.prepare<[number, number, StoredState]>(
    'DELETE FROM tallies WHERE destination_seq = ? AND category_seq = ? AND state = ?',
  )
  const isUsed = database.prepare<[number]>('SELECT 1 FROM tallies WHERE destination_seq = ? LIMIT 1')
  const byState = database.prepare<[], { state: StoredState; count: number }>(
    'SELECT state, sum(count) AS count FROM tallies GROUP BY state',
  )
  let added: Difference[] = []
  /** What stands before it belongs to an outer transaction and is not added to. */
  let floor = 0

  const write = ({ destinationSeq, categorySeq, state, count }: Difference): void => {
    if (count !== 0 && change.run(count, destinationSeq, categorySeq, state, count).changes === 1) return
    if (count > 0) {
      insert.run(destinationSeq, categorySeq, state, count)
      return
    }
    if (count < 0) remove.run(destinationSeq, categorySeq, state)
    // Also where the only delivery came and went within the transaction.
    if (!isUsed.get(destinationSeq)) removeDestination(destinationSeq)
  }

  return {
    add({ destinationSeq, categorySeq }, state, count) {
      const last = added.length > floor ? added.at(-1) : undefined
      if (
        last?.destinationSeq === destinationSeq &&
        last.categorySeq === categorySeq &&
        last.state === state
      ) {
        last.count += count
      } else added.push({ destinationSeq, categorySeq, state, count })
    },
    mark() {
      const before = added.length
      floor = before
      return () => {
        added.length = before
      }
    },
    flush() {
      const sums = summed(added)
      this.drop()
      // What grows first: a destination that one state leaves for another must not seem to be without deliveries.
      for (const sum of sums) if (sum.count > 0) write(sum)
      for (const sum of sums) if (sum.count <= 0) write(sum)
    },
    drop() {
      added = []
      floor = 0
    },
    byState: () => byState.all(),
  }
}

function summed(differences: readonly Difference[]): Difference[] {
  if (differences.length === 1) return [...differences]
  const sums = new Map<string, Difference>()
  for (const difference of differences) {
    const key = `${difference.destinationSeq} ${difference.categorySeq} ${difference.state}`
    const sum = sums.get(key)
    if (sum) sum.count += difference.count
    else sums.set(key, { ...difference })
  }
  return [...sums.values()]
}
