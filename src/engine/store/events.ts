/** The table `events`: what happened, with the payload as the bytes that were typed. */
import type { Database } from 'better-sqlite3'
import { missingRow } from './missing-row.ts'

export interface NewEvent {
  eventId: string
  categorySeq: number
  createdAt: number
  data: string
}

export interface EventsTable {
  /** Answers with the seq, or null when the event id exists: nothing is overwritten. */
  insert(event: NewEvent): number | null
  data(seq: number): Buffer
  find(eventId: string): { seq: number; categorySeq: number } | null
  /** The id of its oldest delivery. */
  firstDelivery(eventId: string): string | null
  /** Removes an event that no delivery carries any more. */
  removeOrphan(seq: number): void
}

export function eventsTable(database: Database): EventsTable {
  const insert = database.prepare<[string, number, number, string]>(
    'INSERT INTO events (event_id, category_seq, created_at, data) VALUES (?, ?, ?, CAST(? AS BLOB)) ON CONFLICT (event_id) DO NOTHING',
  )
  const find = database.prepare<[string], { seq: number; categorySeq: number }>(
    'SELECT seq, category_seq AS categorySeq FROM events WHERE event_id = ?',
  )
  const firstDelivery = database
    .prepare<[string], string>(
      'SELECT d.id FROM events e JOIN deliveries d ON d.event_seq = e.seq WHERE e.event_id = ? ORDER BY d.seq LIMIT 1',
    )
    .pluck()
  const data = database.prepare<[number], { data: Buffer }>('SELECT data FROM events WHERE seq = ?')
  const removeOrphan = database.prepare<[number]>(
    'DELETE FROM events WHERE seq = ? AND NOT EXISTS (SELECT 1 FROM deliveries WHERE event_seq = events.seq)',
  )
  return {
    insert({ eventId, categorySeq, createdAt, data }) {
      const { changes, lastInsertRowid } = insert.run(eventId, categorySeq, createdAt, data)
      return changes === 0 ? null : Number(lastInsertRowid)
    },
    firstDelivery: (eventId) => firstDelivery.get(eventId) ?? null,
    find: (eventId) => find.get(eventId) ?? null,
    data(seq) {
      const event = data.get(seq)
      if (!event) throw missingRow('event', seq)
      return event.data
    },
    removeOrphan(seq) {
      removeOrphan.run(seq)
    },
  }
}
