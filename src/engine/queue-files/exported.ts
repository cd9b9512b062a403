/** What an export is made of, whatever its format: a delivery with all that its row, its event and its attempts say. */
import type { HeldBy } from '../../shared/model.ts'
import type { AttemptRecord } from '../store/attempts.ts'
import type { Destination } from '../store/destinations.ts'
import type { StoredState } from '../store/tallies.ts'

/** Secrets are replaced in it already, unless they were asked for. */
export interface ExportedDelivery extends Destination {
  seq: number
  id: string
  eventId: string
  category: string
  eventCreatedAt: number
  /** When it was accepted. */
  createdAt: number
  updatedAt: number
  /** What was on its way waits. */
  state: StoredState
  heldBy: HeldBy | null
  attemptCount: number
  nextAttemptAt: number | null
  resumeAt: number | null
  replayOf: string | null
  lastStatusCode: number | null
  lastErrorCode: string | null
  attemptMarks: string
  /** The payload as it was typed. */
  data: string
  /** A JSON object with the fields of an imported line that mean nothing here; null for most. */
  extra: string | null
  /** Of a saved endpoint. */
  endpointName: string | null
  /** In the order in which they were recorded; empty where they are not exported. */
  attempts: AttemptRecord[]
}

/** A format: the text of a file is `begin`, what `entry` gives for each delivery, and `end`. */
export interface ExportWriter {
  begin: string
  /** `index` is 0 for the first. May be empty, where a format has no place for it. */
  entry(delivery: ExportedDelivery, index: number): string
  end: string
  /** Whether `attempts` are to be read, whatever was asked for. */
  needsAttempts: boolean
}
