/**
 * The table `leases`: what this run of the engine has on its way. One row, rewritten in every turn with the seqs of all
 * deliveries that are claimed, in the transaction that claims them and before their requests start. A row of another
 * owner was left by a run that died.
 */
import type { Database } from 'better-sqlite3'
import { parseStored } from './stored-json.ts'

export interface LeasesTable {
  /** From the commit on these are on their way, and no others. */
  put(owner: string, seqs: readonly number[], now: number): void
  has(seq: number): boolean
  /** As `put` last wrote them. */
  current(): readonly number[]
  /** Called off: from now on it is not on its way; the next `put` writes it. */
  drop(seq: number): void
  /** What is on its way in truth, after a transaction that said otherwise was rolled back; the next `put` writes it. */
  assume(seqs: readonly number[]): void
  /** Where a transaction begins; the answer undoes what was put since. */
  mark(): () => void
  /** Of all owners, as it stands on disk, with the time of their last turn; removes them. */
  takeAll(): { seq: number; putAt: number }[]
}

export function leasesTable(database: Database): LeasesTable {
  const write = database.prepare<[string, string, number]>(
    `INSERT INTO leases (owner, deliveries, put_at) VALUES (?, ?, ?)
     ON CONFLICT (owner) DO UPDATE SET deliveries = excluded.deliveries, put_at = excluded.put_at`,
  )
  const all = database.prepare<[], { deliveries: string; putAt: number }>(
    'SELECT deliveries, put_at AS putAt FROM leases',
  )
  const removeAll = database.prepare<[]>('DELETE FROM leases')
  let current: readonly number[] = []
  let isEmptyOnDisk = true
  /** Made when somebody asks: most turns pass without a question. */
  let lookup: Set<number> | null = null
  return {
    put(owner, seqs, now) {
      if (seqs.length === 0 && isEmptyOnDisk) return
      write.run(owner, JSON.stringify(runsOf(seqs)), now)
      isEmptyOnDisk = seqs.length === 0
      current = seqs
      lookup = null
    },
    has(seq) {
      lookup ??= new Set(current)
      return lookup.has(seq)
    },
    current: () => current,
    drop(seq) {
      current = current.filter((other) => other !== seq)
      lookup = null
    },
    assume(seqs) {
      current = seqs
      lookup = null
    },
    mark() {
      const before = { current, isEmptyOnDisk }
      return () => {
        current = before.current
        isEmptyOnDisk = before.isEmptyOnDisk
        lookup = null
      }
    },
    takeAll() {
      const left = all.all()
      removeAll.run()
      return left.flatMap(({ deliveries, putAt }) =>
        (parseStored(deliveries) as unknown[])
          .filter(isRun)
          .flatMap(([first, count]) =>
            Array.from({ length: count }, (_, index) => ({ seq: first + index, putAt })),
          ),
      )
    },
  }
}

type Run = [first: number, count: number]

function isRun(value: unknown): value is Run {
  return Array.isArray(value) && value.length === 2 && value.every((part) => Number.isSafeInteger(part))
}

/** A queue that is drained in order has few runs, so a list of a thousand stays within a few hundred bytes. */
function runsOf(seqs: readonly number[]): Run[] {
  const runs: Run[] = []
  let run: Run | undefined
  for (const seq of seqs) {
    if (run && seq === run[0] + run[1]) run[1] += 1
    else {
      run = [seq, 1]
      runs.push(run)
    }
  }
  return runs
}
