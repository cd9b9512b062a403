/**
 * A damaged database, read as far as it can be: row by row, past the pages that cannot be read. Opened read-only; the file
 * stays as it is.
 */
import Database from 'better-sqlite3'
import type { Settings } from '../../shared/model.ts'
import type { AttemptRecord } from './attempts.ts'
import type { DeliverySource } from './delivery-rows.ts'
import type { EndpointRecord } from './endpoints.ts'
import { schemaVersion } from './migrate.ts'
import { tablesOf } from './tables.ts'

export interface ReadDelivery {
  source: DeliverySource
  /** The payload as it was typed. */
  data: string
  attempts: AttemptRecord[]
  endpoint: EndpointRecord
  resumeAt: number | null
}

export interface ReadPart {
  deliveries: ReadDelivery[]
  /** Rows of which something could not be read. */
  lost: number
  /** Where to go on; null at the end. */
  nextSeq: number | null
}

export interface DamagedStore {
  /** What its own tallies say, where they can be read; 0 otherwise. */
  count(): number
  settings(): Partial<Settings>
  /** Saved ones. */
  endpoints(): EndpointRecord[]
  /** Deliveries from a seq on, in order, at most `limit`. */
  read(fromSeq: number, limit: number): ReadPart
  close(): void
}

/** No queue has had so many: where no row is found up to here there is none. */
const highestSeq = 2 ** 40

/** Null when not even its schema can be read, or it is of another version. */
export function openDamaged(file: string): DamagedStore | null {
  const database = attempt(() => new Database(file, { readonly: true, fileMustExist: true }))
  if (!database) return null
  const version = attempt(() => database.pragma('user_version', { simple: true }))
  const tables = version === schemaVersion ? attempt(() => tablesOf(database)) : undefined
  if (!tables) {
    database.close()
    return null
  }
  const idAt = database.prepare<[number], { seq: number; id: string }>(
    'SELECT seq, id FROM deliveries WHERE seq >= ? ORDER BY seq LIMIT 1',
  )
  const endpoints = new Map((attempt(() => tables.endpoints.all()) ?? []).map((one) => [one.seq, one]))

  const readOne = (id: string): ReadDelivery | undefined =>
    attempt(() => {
      const source = tables.rows.source(id)
      const endpoint = source ? endpoints.get(source.endpointSeq) : undefined
      if (!source || !endpoint) return undefined
      const data = source.editedData?.toString('utf8') ?? tables.events.data(source.eventSeq).toString('utf8')
      const resumeAt = tables.deliveries.head(id)?.resumeAt ?? null
      const attempts = attempt(() => tables.attempts.recordsOf(source)) ?? []
      return { source, data, attempts, endpoint, resumeAt }
    })

  return {
    count: () => attempt(() => tables.tallies.byState().reduce((sum, { count }) => sum + count, 0)) ?? 0,
    settings: () => attempt(() => tables.settings.get()) ?? {},
    endpoints: () => [...endpoints.values()].filter(({ saved }) => saved),
    read(fromSeq, limit) {
      const part: ReadPart = { deliveries: [], lost: 0, nextSeq: fromSeq }
      // Past a page that cannot be read by ever larger steps; the next page has some twenty rows.
      let step = 1
      let seq = fromSeq
      while (part.deliveries.length + part.lost < limit) {
        const asked = seq
        const found = attempt(() => ({ row: idAt.get(asked) }))
        if (found && !found.row) return { ...part, nextSeq: null }
        if (!found?.row) {
          part.lost += 1
          seq += step
          step *= 2
          if (seq > highestSeq) return { ...part, nextSeq: null }
          continue
        }
        step = 1
        const delivery = readOne(found.row.id)
        if (delivery) part.deliveries.push(delivery)
        else part.lost += 1
        seq = found.row.seq + 1
      }
      return { ...part, nextSeq: seq }
    },
    close: () => database.close(),
  }
}

/** What cannot be read is undefined. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
