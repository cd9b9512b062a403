/**
 * The table `blocks`: how many deliveries of each state there are among 1,024 seqs that follow each other. It tells near
 * which seq the five hundred thousandth row of a list stands, so that a page in the middle costs what its rows cost.
 */
import type { Database } from 'better-sqlite3'
import type { StoredState } from './tallies.ts'

export interface BlocksTable {
  /** Deliveries have come into a state (1) or left it (-1). */
  add(seqs: readonly number[], state: StoredState, count: 1 | -1): void
  mark(): () => void
  /** Writes what was added; the last thing in a transaction. */
  flush(): void
  /**
   * A seq near the row that comes after `offset` others, counted from the newest: rows of the states up to `upToSeq` are
   * `offset - skip` before it.
   */
  seek(states: readonly StoredState[] | 'all', offset: number): { upToSeq: number; skip: number }
}

const bits = 10
const size = 2 ** bits

export function blocksTable(database: Database): BlocksTable {
  const change = database.prepare<[number, number, StoredState, number]>(
    'UPDATE blocks SET count = count + ? WHERE block = ? AND state = ? AND count + ? > 0',
  )
  const insert = database.prepare<[number, StoredState, number]>(
    'INSERT INTO blocks (block, state, count) VALUES (?, ?, ?)',
  )
  const remove = database.prepare<[number, StoredState]>('DELETE FROM blocks WHERE block = ? AND state = ?')
  const all = database.prepare<[], { block: number; count: number }>(
    'SELECT block, sum(count) AS count FROM blocks GROUP BY block ORDER BY block DESC',
  )
  const ofStates = database.prepare<[string], { block: number; count: number }>(
    `SELECT block, sum(count) AS count FROM blocks WHERE state IN (SELECT value FROM json_each(?))
     GROUP BY block ORDER BY block DESC`,
  )
  let added: { block: number; state: StoredState; count: number }[] = []
  let floor = 0

  const write = (block: number, state: StoredState, count: number): void => {
    if (count === 0 || change.run(count, block, state, count).changes === 1) return
    if (count > 0) insert.run(block, state, count)
    else remove.run(block, state)
  }

  return {
    add(seqs, state, count) {
      for (const seq of seqs) {
        const block = Math.floor(seq / size)
        const last = added.length > floor ? added.at(-1) : undefined
        if (last?.block === block && last.state === state) last.count += count
        else added.push({ block, state, count })
      }
    },
    mark() {
      const before = added.length
      floor = before
      return () => {
        added.length = before
      }
    },
    flush() {
      const sums = new Map<string, { block: number; state: StoredState; count: number }>()
      for (const one of added) {
        const key = `${one.block} ${one.state}`
        const sum = sums.get(key)
        if (sum) sum.count += one.count
        else sums.set(key, { ...one })
      }
      added = []
      floor = 0
      for (const { block, state, count } of sums.values()) write(block, state, count)
    },
    seek(states, offset) {
      let before = 0
      const rows = states === 'all' ? all.iterate() : ofStates.iterate(JSON.stringify(states))
      for (const { block, count } of rows) {
        if (before + count > offset) return { upToSeq: (block + 1) * size - 1, skip: offset - before }
        before += count
      }
      return { upToSeq: 0, skip: 0 }
    },
  }
}
