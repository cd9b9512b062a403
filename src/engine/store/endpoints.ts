/** The table `endpoints`: where deliveries go, what is agreed for each place, and what is remembered of it. */
import type { Database } from 'better-sqlite3'
import {
  defaultEndpointOptions,
  type EndpointHealth,
  type EndpointOptions,
  type EndpointSummary,
  goodHealth,
} from '../../shared/endpoint.ts'
import { parseStored } from './stored-json.ts'

export interface EndpointRecord extends EndpointSummary {
  seq: number
  /** The URL without its query: deliveries to a bare URL belong to the endpoint of its place. */
  place: string
  options: EndpointOptions
  createdAt: number
}

export interface EndpointsTable {
  insert(endpoint: EndpointRecord): void
  /** Writes all that can change. */
  update(endpoint: EndpointRecord): void
  remove(seq: number): void
  isUsed(seq: number): boolean
  /** In order of seq. */
  all(): EndpointRecord[]
  get(seq: number): EndpointRecord | null
}

interface Columns extends Omit<EndpointRecord, 'saved' | 'options' | 'health'> {
  saved: number
  options: string
  health: string
}

const columns = `seq, id, name, url, place, saved, options, paused, paused_at AS pausedAt, health, zstd_support AS zstdSupport,
  last_outcome AS lastOutcome, last_used_at AS lastUsedAt, created_at AS createdAt`

export function endpointsTable(database: Database): EndpointsTable {
  const insert = database.prepare(
    `INSERT INTO endpoints (seq, id, name, url, place, saved, options, paused, paused_at, health, zstd_support, last_outcome,
       last_used_at, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = database.prepare(
    `UPDATE endpoints SET name = ?, url = ?, place = ?, saved = ?, options = ?, paused = ?, paused_at = ?, health = ?,
       zstd_support = ?, last_outcome = ?, last_used_at = ? WHERE seq = ?`,
  )
  const remove = database.prepare<[number]>('DELETE FROM endpoints WHERE seq = ?')
  const isUsed = database.prepare<[number]>('SELECT 1 FROM deliveries WHERE endpoint_seq = ? LIMIT 1')
  const all = database.prepare<[], Columns>(`SELECT ${columns} FROM endpoints ORDER BY seq`)
  const get = database.prepare<[number], Columns>(`SELECT ${columns} FROM endpoints WHERE seq = ?`)
  const changing = (e: Omit<EndpointRecord, 'seq'>): (string | number | null)[] => [
    e.name,
    e.url,
    e.place,
    e.saved ? 1 : 0,
    differing(e.options, defaultEndpointOptions),
    e.paused,
    e.pausedAt,
    differing(e.health, goodHealth),
    e.zstdSupport,
    e.lastOutcome,
    e.lastUsedAt,
  ]
  return {
    insert(e) {
      insert.run(e.seq, e.id, ...changing(e), e.createdAt)
    },
    update(e) {
      update.run(...changing(e), e.seq)
    },
    remove(seq) {
      remove.run(seq)
    },
    isUsed: (seq) => isUsed.get(seq) !== undefined,
    all: () => all.all().map(toRecord),
    get(seq) {
      const row = get.get(seq)
      return row ? toRecord(row) : null
    },
  }
}

function toRecord(row: Columns): EndpointRecord {
  return {
    ...row,
    saved: row.saved === 1,
    options: { ...defaultEndpointOptions, ...(parseStored(row.options) as Partial<EndpointOptions>) },
    health: { ...goodHealth, ...(parseStored(row.health) as Partial<EndpointHealth>) },
  }
}

/** As JSON, without what is as it is by default: most endpoints are, and a default may change with a version. */
function differing<T extends object>(value: T, defaults: T): string {
  const entries = Object.entries(value).filter(
    ([name, part]) => JSON.stringify(part) !== JSON.stringify(Reflect.get(defaults, name)),
  )
  return JSON.stringify(Object.fromEntries(entries))
}
