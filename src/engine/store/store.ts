/**
 * The queue on disk. Opens the database of a data folder that this process has locked; nothing outside this folder
 * writes SQL. `synchronous=FULL`: what a transaction has committed survives a power cut.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type AttemptsTable, attemptsTable } from './attempts.ts'
import { type ChangeLog, createChangeLog } from './changes.ts'
import { type DeliveriesTable, deliveriesTable } from './deliveries.ts'
import { type DeliveryRows, deliveryRows } from './delivery-rows.ts'
import { type EndpointsTable, endpointsTable } from './endpoints.ts'
import { type EventsTable, eventsTable } from './events.ts'
import { lockFolder } from './folder.ts'
import { damaged, inspectDatabase, saysDamaged } from './inspect.ts'
import { migrate } from './migrate.ts'
import { type SettingsTable, settingsTable } from './settings.ts'

export interface Store {
  readonly dataDir: string
  readonly deliveries: DeliveriesTable
  readonly rows: DeliveryRows
  readonly events: EventsTable
  readonly attempts: AttemptsTable
  readonly endpoints: EndpointsTable
  readonly settings: SettingsTable
  readonly changes: ChangeLog
  /** All or nothing; a transaction inside one is a savepoint of it. */
  transaction<T>(work: () => T): T
  /** The database and its write-ahead log. */
  sizeBytes(): number
  /** Folds the write-ahead log into the database and gives the folder back. */
  close(): void
}

export const databaseName = 'queue.db'

/**
 * Refuses with `data_folder_unwritable`, `data_folder_owned`, `database_damaged`, `database_newer` or
 * `database_foreign`, and leaves the files as they were.
 */
export function openStore(dataDir: string): Store {
  const lock = lockFolder(dataDir)
  const file = join(dataDir, databaseName)
  try {
    inspectDatabase(file)
    const database = openDatabase(file)
    return tablesOf(database, { dataDir, file, release: lock.release })
  } catch (error) {
    lock.release()
    throw error
  }
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('busy_timeout = 5000') // for a person who looks with another program
    database.pragma('cache_size = -65536') // 64 MiB
    // What undoes a half-done claim stays in memory; in a temporary file it cost a quarter of the claim.
    database.pragma('temp_store = MEMORY')
    // A checkpoint syncs twice and writes every changed page once: 16 MiB of log between two, instead of 4.
    database.pragma('wal_autocheckpoint = 4000')
    migrate(database)
    return database
  } catch (error) {
    database.close()
    if (saysDamaged(error)) throw damaged(file, error instanceof Error ? error.message : String(error))
    throw error
  }
}

function tablesOf(
  database: Database.Database,
  place: { dataDir: string; file: string; release: () => void },
): Store {
  const changes = createChangeLog()
  const inTransaction = database.transaction((work: () => unknown) => work())
  return {
    dataDir: place.dataDir,
    deliveries: deliveriesTable(database, changes),
    rows: deliveryRows(database),
    events: eventsTable(database),
    attempts: attemptsTable(database),
    endpoints: endpointsTable(database),
    settings: settingsTable(database),
    changes,
    transaction: <T>(work: () => T) => inTransaction(work) as T,
    sizeBytes: () => fileBytes(place.file) + fileBytes(`${place.file}-wal`),
    close() {
      database.close()
      place.release()
    },
  }
}

function fileBytes(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
