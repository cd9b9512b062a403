/**
 * One process owns a data folder. The lock is an exclusive SQLite transaction on `owner.lock`, held for the life of
 * the engine: the operating system takes it back when the process dies, however it dies, so no lock is ever stale.
 * Nothing else may open `owner.lock` in this process: closing any descriptor of a file drops its POSIX locks.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../shared/result.ts'
import { makeFolder } from '../make-folder.ts'

export interface FolderLock {
  release(): void
}

/** Refuses with `data_folder_unwritable` or `data_folder_owned` (details: `pid`, when it is known). */
export function lockFolder(dataDir: string): FolderLock {
  const database = openLockFile(dataDir)
  try {
    database.pragma('busy_timeout = 0')
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (sqliteCode(error) === 'SQLITE_BUSY') throw ownedBy(dataDir)
    throw unwritable(dataDir, error)
  }
  try {
    writeFileSync(join(dataDir, 'owner.json'), `${JSON.stringify({ pid: process.pid })}\n`, { mode: 0o600 })
  } catch (error) {
    database.close()
    throw unwritable(dataDir, error)
  }
  return { release: () => database.close() }
}

function openLockFile(dataDir: string): Database.Database {
  try {
    makeFolder(dataDir, 0o700)
    return new Database(join(dataDir, 'owner.lock'))
  } catch (error) {
    throw unwritable(dataDir, error)
  }
}

function unwritable(dataDir: string, error: unknown): Refusal {
  const reason = error instanceof Error ? error.message : String(error)
  return new Refusal(
    'data_folder_unwritable',
    `The data folder ${dataDir} cannot be written (${reason}). Make it writable or choose another one with --data-dir.`,
  )
}

function ownedBy(dataDir: string): Refusal {
  const pid = ownerPid(dataDir)
  const who = pid === null ? 'another process' : `process ${pid}`
  return new Refusal(
    'data_folder_owned',
    `The data folder ${dataDir} is in use by ${who}. Close that application or choose another folder with --data-dir.`,
    pid === null ? {} : { pid },
  )
}

function ownerPid(dataDir: string): number | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(join(dataDir, 'owner.json'), 'utf8'))
    const pid = typeof owner === 'object' && owner !== null && 'pid' in owner ? owner.pid : null
    return typeof pid === 'number' ? pid : null
  } catch {
    return null // The owner is between taking the lock and writing its name.
  }
}

/** `SQLITE_BUSY`, `SQLITE_CORRUPT`, … or null for what is no SQLite error. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null
}
