/**
 * The queue on disk. Opens the database of a data folder that this process has locked; nothing outside this folder
 * writes SQL. What a transaction has committed survives a kill -9, and once `onDisk()` has settled a power cut.
 */
import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Recovery } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import { createGuard } from './guard.ts'
import { createDurability, type Durability, type Sync } from './durability.ts'
import { lockFolder, sqliteCode } from './folder.ts'
import { damaged, inspectDatabase, saysDamaged } from './inspect.ts'
import { addLatencyFunctions } from './latency-functions.ts'
import { migrate } from './migrate.ts'
import { setAside } from './set-aside.ts'
import { type Tables, tablesOf } from './tables.ts'

export interface Store extends Omit<Tables, 'heads' | 'peers' | 'blocks'> {
  readonly dataDir: string
  /** All or nothing; a transaction inside one is a savepoint of it. What was told to the change log goes with it. */
  transaction<T>(work: () => T): T
  /** Settles when what has been committed is on the disk itself, and not only with the operating system. */
  onDisk(): Promise<void>
  /** Throws `FileLost` once when the database file was removed or replaced while it is open. Looks twice a second. */
  check(): void
  /** Looks at once. */
  isLost(): boolean
  /** Writes what was in a lost file back to its place, or beside what stands there now. Answers with where. */
  writeBack(): string
  /** The next start reads every page, whatever the size. */
  suspect(): void
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

export interface OpenOptions {
  /** As `fdatasync` of node:fs; a disk that refuses is hard to come by. */
  sync?: Sync
  now?: () => number
}

/**
 * Refuses with `data_folder_unwritable`, `data_folder_owned`, `database_newer` or `database_foreign`, and leaves the files as
 * they were. A damaged database is set aside and the queue begins anew: see `settings.recovery()`.
 */
export function openStore(dataDir: string, { sync, now = Date.now }: OpenOptions = {}): Store {
  const lock = lockFolder(dataDir)
  const file = join(dataDir, databaseName)
  const place = { dataDir, file, release: lock.release, sync }
  try {
    const { opened, recovery } = openOrBegin(file, now)
    const store = storeOf(opened, place)
    if (recovery) store.transaction(() => store.settings.setRecovery(recovery))
    return store
  } catch (error) {
    lock.release()
    throw error
  }
}

function openOrBegin(file: string, now: () => number): { opened: OpenDatabase; recovery: Recovery | null } {
  try {
    inspectDatabase(file)
    return { opened: openDatabase(file), recovery: null }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'database_damaged') throw error
    const { reason: said } = error.details ?? {}
    const reason = typeof said === 'string' ? said : error.message
    const recovery = setAside(file, { reason, now: now() })
    return { opened: openDatabase(file), recovery }
  }
}

/** Payloads and headers are for their owner alone. What SQLite makes beside the database takes over its mode. */
function keepPrivate(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found && (found.mode & 0o077) !== 0) chmodSync(path, 0o600)
  }
}

interface OpenDatabase {
  database: Database.Database
  tables: Tables
}

function openDatabase(file: string): OpenDatabase {
  keepPrivate(file)
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
    addLatencyFunctions(database)
    migrate(database)
    database.pragma('foreign_keys = ON')
    return { database, tables: fittingTables(database) }
  } catch (error) {
    database.close()
    if (saysDamaged(error)) throw damaged(file, error instanceof Error ? error.message : String(error))
    throw error
  }
}

/** A statement that does not fit this version's schema: that was changed under it. */
function fittingTables(database: Database.Database): Tables {
  try {
    return tablesOf(database)
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_ERROR') throw error
    throw new Database.SqliteError(error instanceof Error ? error.message : String(error), 'SQLITE_CORRUPT')
  }
}

function storeOf(
  { database, tables: all }: OpenDatabase,
  place: { dataDir: string; file: string; sync: Sync | undefined; release: () => void },
): Store {
  const { heads, peers, blocks, ...tables } = all
  const { changes, tallies, pulseBuckets, leases, categories, destinations } = tables
  const durability: Durability = createDurability(`${place.file}-wal`, place.sync)
  const inTransaction = database.transaction((work: () => unknown) => work())
  /** What memory holds of the tables goes with them. */
  const undoable = [changes, tallies, blocks, pulseBuckets, leases]
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
            pulseBuckets.flush()
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
    ...createGuard(database, place.file),
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
