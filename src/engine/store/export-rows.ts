/**
 * Deliveries as an export reads them: each with its payload, which may be large. So they are read one by one, until what was
 * read comes to a bound.
 */
import type { Database } from 'better-sqlite3'
import type { HeldBy } from '../../shared/model.ts'
import type { ExportedDelivery } from '../queue-files/exported.ts'
import type { AttemptsTable } from './attempts.ts'
import type { CategoriesTable } from './categories.ts'
import type { DestinationsTable } from './destinations.ts'
import type { StoredState } from './tallies.ts'

interface Columns {
  seq: number
  id: string
  eventId: string
  eventCreatedAt: number
  categorySeq: number
  destinationSeq: number
  endpointName: string | null
  state: StoredState
  heldBy: HeldBy | null
  attemptCount: number
  nextAttemptAt: number | null
  resumeAt: number | null
  createdAt: number
  updatedAt: number
  replayOf: string | null
  lastStatusCode: number | null
  lastErrorCode: string | null
  attemptMarks: string
  extra: string | null
  data: Buffer
}

export interface ExportRows {
  /** In order of acceptance. Those that are gone are passed over; it may end early, after one at least. */
  read(seqs: readonly number[], choice: { mostBytes: number; withAttempts: boolean }): ExportedDelivery[]
}

export function exportRows(
  database: Database,
  tables: { attempts: AttemptsTable; categories: CategoriesTable; destinations: DestinationsTable },
): ExportRows {
  const { attempts, categories, destinations } = tables
  const bySeqs = database.prepare<[string], Columns>(
    `SELECT d.seq, d.id, e.event_id AS eventId, e.created_at AS eventCreatedAt, d.category_seq AS categorySeq,
       d.destination_seq AS destinationSeq, iif(p.saved = 1, p.name, NULL) AS endpointName, d.state, d.held_by AS heldBy,
       d.attempt_count AS attemptCount, d.next_attempt_at AS nextAttemptAt, d.resume_at AS resumeAt,
       d.created_at AS createdAt, d.updated_at AS updatedAt, d.replay_of AS replayOf, d.last_status_code AS lastStatusCode,
       d.last_error_code AS lastErrorCode, d.attempt_marks AS attemptMarks, d.extra, coalesce(d.edited_data, e.data) AS data
     FROM json_each(?) found CROSS JOIN deliveries d ON d.seq = found.value JOIN events e ON e.seq = d.event_seq
     JOIN endpoints p ON p.seq = d.endpoint_seq`,
  )
  const toExported = (columns: Columns, withAttempts: boolean): ExportedDelivery => {
    const { categorySeq, destinationSeq, data, ...row } = columns
    const { url, method, headers, bodyMode, contentType, compression, retrySchedule, maxAttempts } =
      destinations.get(destinationSeq)
    return {
      ...row,
      category: categories.name(categorySeq),
      url,
      method,
      headers,
      bodyMode,
      contentType,
      compression,
      retrySchedule,
      maxAttempts,
      data: data.toString('utf8'),
      attempts: withAttempts ? attempts.recordsOf(row) : [],
    }
  }
  return {
    read(seqs, { mostBytes, withAttempts }) {
      const read: ExportedDelivery[] = []
      let bytes = 0
      for (const columns of bySeqs.iterate(JSON.stringify(seqs))) {
        const delivery = toExported(columns, withAttempts)
        read.push(delivery)
        bytes += columns.data.length + sum(delivery.attempts.map(({ responseBody }) => responseBody.length))
        if (bytes >= mostBytes) break
      }
      return read
    },
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
