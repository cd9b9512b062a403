/**
 * The table `leases`: what this run of the engine has on its way. One row, rewritten in every turn with the seqs of all
 * deliveries that are claimed, in the transaction that claims them and before their requests start. A row of another
 * owner was left by a run that died.
 */
import type { Database } from 'better-sqlite3'

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
  const all = database.prepare<[], { seq: number; putAt: number }>(
    'SELECT value AS seq, put_at AS putAt FROM leases, json_each(leases.deliveries) ORDER BY seq',
  )
  const removeAll = database.prepare<[]>('DELETE FROM leases')
  let current: readonly number[] = []
  let isEmptyOnDisk = true
  /** Made when somebody asks: most turns pass without a question. */
  let lookup: Set<number> | null = null
  return {
    put(owner, seqs, now) {
      if (seqs.length === 0 && isEmptyOnDisk) return
      write.run(owner, JSON.stringify(seqs), now)
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
      return left
    },
  }
}
