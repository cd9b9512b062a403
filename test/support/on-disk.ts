/** What a queue looks like on disk when nothing runs. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { databaseName } from '../../src/engine/store/store.ts'

export interface StoredDelivery {
  eventId: string
  state: string
  attemptCount: number
  attemptMarks: string
  nextAttemptAt: number | null
}

/** In order of acceptance. */
export function storedDeliveries(dataDir: string): StoredDelivery[] {
  const database = new Database(join(dataDir, databaseName), { readonly: true })
  try {
    return database
      .prepare<[], StoredDelivery>(
        `SELECT e.event_id AS eventId, d.state, d.attempt_count AS attemptCount, d.attempt_marks AS attemptMarks,
           d.next_attempt_at AS nextAttemptAt FROM deliveries d JOIN events e ON e.seq = d.event_seq ORDER BY d.seq`,
      )
      .all()
  } finally {
    database.close()
  }
}
