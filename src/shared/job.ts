/** Long work in the engine: it runs in small steps between the turns of the queue, tells how far it is, and can be stopped. */

export const jobKinds = [
  'retry',
  'replay',
  'cancel',
  'hold',
  'release',
  'reschedule',
  'delete',
  'endpoint.hold',
  'endpoint.release',
  /** The clock was set back: what waits is planned anew, with what was left of its wait. */
  'replan',
  /** What can be read of a damaged database comes back; what waited there is held. */
  'salvage',
  /** Deliveries are written to a file. */
  'export',
  /** Deliveries are read from a file; a dry run changes nothing. */
  'import',
  'import.check',
] as const
export type JobKind = (typeof jobKinds)[number]

/** Deliveries that were made one after the other, by their seqs; others may have been accepted between them. */
export interface SeqSpan {
  firstSeq: number
  lastSeq: number
}

/** What has become of replays so far. */
export interface ReplaySummary {
  delivered: number
  /** Not final yet, held ones among them. */
  waiting: number
  failed: number
  canceled: number
}

export interface Job {
  id: string
  kind: JobKind
  /** `failed`: it met an error and went no further. */
  state: 'running' | 'done' | 'stopped' | 'failed'
  startedAt: number
  /** Deliveries to look at, as counted at its start. */
  total: number
  /** Looked at so far. */
  done: number
  /** Of those, how many were left as they are, because their state allows no change. */
  refused: number
  /** Where the replays are that it has made; null where it has made none. */
  replays: SeqSpan | null
  /** How much of a file is read, of how much; null where none is. */
  bytes: { done: number; total: number } | null
  /** Why it failed; null otherwise. */
  message: string | null
}
