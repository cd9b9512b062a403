/** What an import is made of, whatever its format: a delivery as the file says it, before any choice is applied. */
import type { BodyMode, Compression, HeaderList } from '../../shared/model.ts'
import type { AttemptRecord } from '../store/attempts.ts'
import type { StoredState } from '../store/tallies.ts'

export interface FileDelivery {
  /** Null where the file has none: a new one is given. */
  eventId: string | null
  category: string
  /** When the event happened; null where the file does not say. */
  eventCreatedAt: number | null
  /** The payload, as these bytes are sent. */
  data: string
  url: string
  method: string
  headers: HeaderList
  bodyMode: BodyMode
  /** Null: as the settings have it. */
  contentType: string | null
  compression: Compression | null
  retrySchedule: string[] | null
  maxAttempts: number | null
  /** Counted attempts so far. */
  attemptCount: number
  /** Null: at once. */
  nextAttemptAt: number | null
  /** A JSON object, as text, with the fields that mean nothing here: they are kept. Null where there are none. */
  extra: string | null
  /** What only an export of this application says; null in files from elsewhere, where everything waits. */
  saved: SavedDelivery | null
}

export interface SavedDelivery {
  id: string
  state: StoredState
  createdAt: number
  updatedAt: number
  resumeAt: number | null
  replayOf: string | null
  endpointName: string | null
  lastStatusCode: number | null
  lastErrorCode: string | null
  attemptMarks: string
  attempts: AttemptRecord[]
}

/** Of one line, entry or key: the delivery, or why there is none. `line` is 1-based. */
export type FileItem =
  | { line: number; place: string; delivery: FileDelivery }
  | { line: number; place: string; problem: { code: string; message: string } }
