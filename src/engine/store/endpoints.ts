/** The table `endpoints`: where deliveries go, and what is remembered of each place. */
import type { Database } from 'better-sqlite3'
import type { AttemptOutcome, EndpointSummary } from '../../shared/model.ts'

export interface EndpointRecord extends EndpointSummary {
  seq: number
  saved: number
}

export interface EndpointsTable {
  /** The unsaved endpoint of a URL (its origin and path), made when it is not there. */
  findOrInsert(endpoint: { url: string; newId: () => string; now: number }): EndpointRecord
  recordUse(seq: number, use: { outcome: AttemptOutcome; at: number }): void
  setZstdSupport(seq: number, support: EndpointSummary['zstdSupport']): void
  all(): EndpointRecord[]
}

const columns =
  'seq, id, name, url, saved, zstd_support AS zstdSupport, last_outcome AS lastOutcome, last_used_at AS lastUsedAt'

export function endpointsTable(database: Database): EndpointsTable {
  const byPlace = database.prepare<[string], EndpointRecord>(
    `SELECT ${columns} FROM endpoints WHERE place = ? ORDER BY saved DESC, seq LIMIT 1`,
  )
  const insert = database.prepare<[string, string, string, string, number, number], EndpointRecord>(
    `INSERT INTO endpoints (id, name, url, place, saved, zstd_support, last_used_at, created_at)
     VALUES (?, ?, ?, ?, 0, 'unknown', ?, ?) RETURNING ${columns}`,
  )
  const recordUse = database.prepare<[AttemptOutcome, number, number]>(
    'UPDATE endpoints SET last_outcome = ?, last_used_at = ? WHERE seq = ?',
  )
  const setZstdSupport = database.prepare<[string, number]>(
    'UPDATE endpoints SET zstd_support = ? WHERE seq = ?',
  )
  const all = database.prepare<[], EndpointRecord>(
    `SELECT ${columns} FROM endpoints ORDER BY last_used_at DESC`,
  )
  return {
    findOrInsert({ url, newId, now }) {
      const { origin, pathname, host } = new URL(url)
      const place = origin + pathname
      const name = pathname === '/' ? host : host + pathname
      const found = byPlace.get(place) ?? insert.get(newId(), name, place, place, now, now)
      if (!found) throw new Error(`endpoint ${place} was not inserted`)
      return found
    },
    recordUse(seq, use) {
      recordUse.run(use.outcome, use.at, seq)
    },
    setZstdSupport(seq, support) {
      setZstdSupport.run(support, seq)
    },
    all: () => all.all(),
  }
}
