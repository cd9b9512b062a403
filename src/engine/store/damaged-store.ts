/**
 * A damaged database, read as far as it can be: row by row, past the pages that cannot be read. Opened read-only; the file
 * stays as it is.
 */
import Database from 'better-sqlite3'
import type { DeliveryState } from '../../shared/model.ts'
import type { KeptDraft, Template } from '../../shared/template.ts'
import { type AttemptRecord, attemptsTable } from './attempts.ts'
import { categoriesTable } from './categories.ts'
import { type Destination, destinationsTable } from './destinations.ts'
import { type EndpointRecord, endpointsTable } from './endpoints.ts'
import { headsTable } from './heads.ts'
import { schemaVersion } from './migrate.ts'
import { peersTable } from './peers.ts'
import { parseStored } from './stored-json.ts'
import { templatesTable } from './templates.ts'

export interface ReadDelivery extends Row {
  category: string
  destination: Destination
  /** Null where it cannot be read. */
  endpoint: EndpointRecord | null
  /** Those that can be read. */
  attempts: AttemptRecord[]
}

interface Row {
  seq: number
  id: string
  eventId: string
  eventCreatedAt: number
  /** The payload as it was typed. */
  data: string
  editedData: Buffer | null
  /** As it is stored: what was on its way waits. */
  state: Exclude<DeliveryState, 'sending'>
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
}

interface Columns extends Omit<Row, 'data'> {
  data: Buffer
  categorySeq: number
  destinationSeq: number
  endpointSeq: number
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
  /** By name: what is stored, whatever it says; undefined where it is no JSON. */
  settings(): ReadonlyMap<string, unknown>
  /** Whether its queue was paused. */
  paused(): boolean
  /** Those that can be read; the same is true of templates. */
  endpoints(): EndpointRecord[]
  templates(): Template[]
  draft(): KeptDraft | null
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
  const version = attempt(() => {
    // Otherwise SQLite refuses a file as a whole that ends before its last page.
    database.unsafeMode().pragma('writable_schema = ON')
    return database.pragma('user_version', { simple: true })
  })
  const tables = version === schemaVersion ? attempt(() => readableTables(database)) : undefined
  if (!tables) {
    database.close()
    return null
  }
  const endpoints = new Map(
    (attempt(() => tables.endpointSeqs?.all()) ?? []).flatMap((seq) => {
      const endpoint = attempt(() => tables.endpoints?.get(seq))
      return endpoint ? [[seq, endpoint]] : []
    }),
  )
  const settings = new Map(
    (attempt(() => tables.settings?.all()) ?? []).map(({ name, value }) => [
      name,
      attempt(() => parseStored(value)),
    ]),
  )

  const readOne = (seq: number): ReadDelivery | undefined =>
    attempt(() => {
      const columns = tables.rowOf.get(seq)
      if (!columns) return undefined
      const { data, categorySeq, destinationSeq, endpointSeq, ...row } = columns
      return {
        ...row,
        data: data.toString('utf8'),
        category: tables.categories.name(categorySeq),
        destination: tables.destinations.get(destinationSeq),
        endpoint: endpoints.get(endpointSeq) ?? null,
        attempts: attempt(() => tables.attempts?.recordsOf(row)) ?? [],
      }
    })

  return {
    count: () => attempt(() => tables.count?.get()) ?? 0,
    settings: () => settings,
    paused: () => settings.get('paused') === true,
    endpoints: () => [...endpoints.values()],
    templates: () =>
      (attempt(() => tables.templates?.all()) ?? []).flatMap(
        ({ id }) => attempt(() => tables.templates?.get(id)) ?? [],
      ),
    draft: () => attempt(() => tables.templates?.draft()) ?? null,
    read(fromSeq, limit) {
      const part: ReadPart = { deliveries: [], lost: 0, nextSeq: fromSeq }
      // Past a page that cannot be read by ever larger steps; the next page has some twenty rows.
      let step = 1
      let seq = fromSeq
      while (part.deliveries.length + part.lost < limit) {
        const asked = seq
        const found = attempt(() => ({ seq: tables.seqFrom.get(asked) }))
        if (found && found.seq === undefined) return { ...part, nextSeq: null }
        if (found?.seq === undefined) {
          part.lost += 1
          seq += step
          step *= 2
          if (seq > highestSeq) return { ...part, nextSeq: null }
          continue
        }
        step = 1
        const delivery = readOne(found.seq)
        if (delivery) part.deliveries.push(delivery)
        else part.lost += 1
        // Where numbers have gone bad they may lead back.
        seq = Math.max(asked, found.seq) + 1
      }
      return { ...part, nextSeq: seq }
    },
    close: () => database.close(),
  }
}

/** Throws where the list of tables cannot be read. Of what is not needed for a payload, any may be missing. */
function readableTables(database: Database.Database) {
  return {
    seqFrom: database
      .prepare<[number], number>('SELECT seq FROM deliveries NOT INDEXED WHERE seq >= ? ORDER BY seq LIMIT 1')
      .pluck(),
    // By row numbers alone: an index may be gone where its table is whole.
    rowOf: database.prepare<[number], Columns>(
      `SELECT d.seq, d.id, e.event_id AS eventId, e.created_at AS eventCreatedAt, e.data, d.edited_data AS editedData, d.state,
         d.category_seq AS categorySeq, d.destination_seq AS destinationSeq, d.endpoint_seq AS endpointSeq,
         d.attempt_count AS attemptCount, d.next_attempt_at AS nextAttemptAt, d.resume_at AS resumeAt,
         d.created_at AS createdAt, d.updated_at AS updatedAt, d.replay_of AS replayOf,
         d.last_status_code AS lastStatusCode, d.last_error_code AS lastErrorCode, d.attempt_marks AS attemptMarks, d.extra
       FROM deliveries d NOT INDEXED CROSS JOIN events e NOT INDEXED ON e.seq = d.event_seq WHERE d.seq = ?`,
    ),
    categories: categoriesTable(database),
    destinations: destinationsTable(database),
    attempts: attempt(() =>
      attemptsTable(database, { heads: headsTable(database), peers: peersTable(database) }),
    ),
    endpoints: attempt(() => endpointsTable(database)),
    endpointSeqs: attempt(() =>
      database.prepare<[], number>('SELECT seq FROM endpoints ORDER BY seq').pluck(),
    ),
    settings: attempt(() =>
      database.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings'),
    ),
    templates: attempt(() => templatesTable(database)),
    count: attempt(() => database.prepare<[], number>('SELECT sum(count) FROM tallies').pluck()),
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
