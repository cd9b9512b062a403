/** The table `events`: what happened, with the payload as the bytes that were typed. */
import type { Database } from 'better-sqlite3'

export interface EventRecord {
  seq: number
  eventId: string
  category: string
  createdAt: number
  data: Buffer
}

/** Without the payload where it is larger than was asked for. */
export type EventHead = Omit<EventRecord, 'data'> & { data: Buffer | null }

export interface EventsTable {
  /** Answers with the seq, or null when the event id exists: nothing is overwritten. */
  insert(event: Omit<EventRecord, 'seq'>): number | null
  get(seq: number): EventRecord
  head(seq: number, mostBytes: number): EventHead
  /** Removes an event that no delivery carries any more. */
  removeOrphan(seq: number): void
}

export function eventsTable(database: Database): EventsTable {
  const insert = database.prepare<[string, string, number, Buffer]>(
    'INSERT INTO events (event_id, category, created_at, data) VALUES (?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING',
  )
  const get = database.prepare<[number], EventRecord>(
    'SELECT seq, event_id AS eventId, category, created_at AS createdAt, data FROM events WHERE seq = ?',
  )
  const head = database.prepare<[number, number], EventHead>(
    `SELECT seq, event_id AS eventId, category, created_at AS createdAt,
       iif(length(data) <= ?, data, NULL) AS data FROM events WHERE seq = ?`,
  )
  const removeOrphan = database.prepare<[number]>(
    'DELETE FROM events WHERE seq = ? AND NOT EXISTS (SELECT 1 FROM deliveries WHERE event_seq = events.seq)',
  )
  return {
    insert(event) {
      const { changes, lastInsertRowid } = insert.run(
        event.eventId,
        event.category,
        event.createdAt,
        event.data,
      )
      return changes === 0 ? null : Number(lastInsertRowid)
    },
    get: (seq) => found(get.get(seq), seq),
    head: (seq, mostBytes) => found(head.get(mostBytes, seq), seq),
    removeOrphan(seq) {
      removeOrphan.run(seq)
    },
  }
}

function found<E>(event: E | undefined, seq: number): E {
  if (!event) throw new Error(`event ${seq} is missing`)
  return event
}
