/**
 * The queue on disk. Opens the database of a data folder that this process has locked; nothing outside this folder
 * writes SQL. What a transaction has committed survives a kill -9, and once `onDisk()` has settled a power cut.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type AttemptsTable, attemptsTable } from './attempts.ts'
import { blocksTable } from './blocks.ts'
import { type CategoriesTable, categoriesTable } from './categories.ts'
import { type ChangeLog, createChangeLog } from './changes.ts'
import { type Claims, claims } from './claims.ts'
import { type DeliveriesTable, deliveriesTable } from './deliveries.ts'
import { type DeliveryRows, deliveryRows } from './delivery-rows.ts'
import { type DestinationsTable, destinationsTable } from './destinations.ts'
import { createDurability, type Durability, type Sync } from './durability.ts'
import { type EndpointsTable, endpointsTable } from './endpoints.ts'
import { type EventsTable, eventsTable } from './events.ts'
import { lockFolder } from './folder.ts'
import { headsTable } from './heads.ts'
import { damaged, inspectDatabase, saysDamaged } from './inspect.ts'
import { type LeasesTable, leasesTable } from './leases.ts'
import { migrate } from './migrate.ts'
import { peersTable } from './peers.ts'
import { type SettingsTable, settingsTable } from './settings.ts'
import { type TalliesTable, talliesTable } from './tallies.ts'

export interface Store {
  readonly dataDir: string
  readonly deliveries: DeliveriesTable
  readonly claims: Claims
  readonly rows: DeliveryRows
  readonly destinations: DestinationsTable
  readonly categories: CategoriesTable
  readonly events: EventsTable
  readonly attempts: AttemptsTable
  readonly endpoints: EndpointsTable
  readonly leases: LeasesTable
  readonly tallies: TalliesTable
  readonly settings: SettingsTable
  readonly changes: ChangeLog
  /** All or nothing; a transaction inside one is a savepoint of it. What was told to the change log goes with it. */
  transaction<T>(work: () => T): T
  /** Settles when what has been committed is on the disk itself, and not only with the operating system. */
  onDisk(): Promise<void>
  /** The database and its write-ahead log. */
  sizeBytes(): number
  /** Of that, what is free inside. */
  freeBytes(): number
  /** Gives back to the disk what is free inside. Takes about a second per 100 MB that stay, and as much room again. */
  compact(): void
  /** Folds the write-ahead log into the database and gives the folder back. */
  close(): void
}

export const databaseName = 'queue.db'

/**
 * Refuses with `data_folder_unwritable`, `data_folder_owned`, `database_damaged`, `database_newer` or
 * `database_foreign`, and leaves the files as they were.
 */
export function openStore(dataDir: string, { sync }: { sync?: Sync } = {}): Store {
  const lock = lockFolder(dataDir)
  const file = join(dataDir, databaseName)
  try {
    inspectDatabase(file)
    const database = openDatabase(file)
    return storeOf(database, { dataDir, file, sync, release: lock.release })
  } catch (error) {
    lock.release()
    throw error
  }
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file)
  try {
    database.pragma('journal_mode = WAL')
    // A commit is handed to the operating system, and `durability.ts` brings it to the disk without holding up the
    // thread: nothing is acknowledged before that. A checkpoint still syncs by itself, so the file stays whole.
    database.pragma('synchronous = NORMAL')
    database.pragma('busy_timeout = 5000') // for a person who looks with another program
    database.pragma('cache_size = -16384') // 16 MiB
    // What undoes a half-done statement stays in memory; in a temporary file it cost a quarter of a claim.
    database.pragma('temp_store = MEMORY')
    // A checkpoint syncs twice and writes every changed page once: 16 MiB of log between two, instead of 4.
    database.pragma('wal_autocheckpoint = 4000')
    database.pragma(`journal_size_limit = ${64 * 1024 * 1024}`)
    migrate(database)
    database.pragma('foreign_keys = ON')
    return database
  } catch (error) {
    database.close()
    if (saysDamaged(error)) throw damaged(file, error instanceof Error ? error.message : String(error))
    throw error
  }
}

function tablesOf(database: Database.Database) {
  const changes = createChangeLog()
  const leases = leasesTable(database)
  const settings = settingsTable(database)
  const categories = categoriesTable(database)
  const destinations = destinationsTable(database)
  const tallies = talliesTable(database, (seq) => destinations.remove(seq))
  const blocks = blocksTable(database)
  const heads = headsTable(database)
  const peers = peersTable(database)
  return {
    changes,
    leases,
    categories,
    destinations,
    tallies,
    blocks,
    heads,
    peers,
    deliveries: deliveriesTable(database, {
      changes,
      tallies,
      blocks,
      leases,
      settings,
      destinations,
    }),
    claims: claims(database, destinations),
    rows: deliveryRows(database, { blocks, categories, destinations, leases }),
    events: eventsTable(database),
    attempts: attemptsTable(database, { heads, peers }),
    endpoints: endpointsTable(database),
    settings,
  }
}

function storeOf(
  database: Database.Database,
  place: { dataDir: string; file: string; sync: Sync | undefined; release: () => void },
): Store {
  const { heads, peers, blocks, ...tables } = tablesOf(database)
  const { changes, tallies, leases, categories, destinations } = tables
  const durability: Durability = createDurability(`${place.file}-wal`, place.sync)
  const inTransaction = database.transaction((work: () => unknown) => work())
  /** What memory holds of the tables goes with them. */
  const undoable = [changes, tallies, blocks, leases]
  const caches = [categories, destinations, heads, peers]

  return {
    ...tables,
    dataDir: place.dataDir,
    transaction<T>(work: () => T) {
      const isOutermost = !database.inTransaction
      const undoLog = undoable.map((table) => table.mark())
      try {
        return inTransaction(() => {
          const answer = work()
          if (isOutermost) {
            tallies.flush()
            blocks.flush()
          }
          return answer
        }) as T
      } catch (error) {
        for (const undo of undoLog) undo()
        for (const cache of caches) cache.forget()
        throw error
      }
    },
    onDisk: () => durability.reached(),
    sizeBytes: () => fileBytes(place.file) + fileBytes(`${place.file}-wal`),
    freeBytes: () =>
      Number(database.pragma('freelist_count', { simple: true })) *
      Number(database.pragma('page_size', { simple: true })),
    compact() {
      database.exec('VACUUM')
      database.pragma('wal_checkpoint(TRUNCATE)')
    },
    close() {
      durability.close()
      database.close()
      place.release()
    },
  }
}

function fileBytes(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
