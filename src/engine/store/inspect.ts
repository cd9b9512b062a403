/**
 * Looks at a database file before it is opened for writing, and refuses what this version must not touch.
 * Everything here is read-only: a refused file stays as it is, byte for byte.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Refusal } from '../../shared/result.ts'
import { sqliteCode } from './folder.ts'
import { applicationId, schemaVersion } from './migrate.ts'
import { jsonColumns } from './stored-json.ts'

/**
 * Up to here every page is checked at each start, which takes about 3 s per GB; above it only what is read on the way
 * would be found damaged, so that a start with a million deliveries stays quick. Whether the indexes say what the tables
 * say takes thrice as long, and is asked only after something could not be read.
 */
const checkedBytes = 64 * 1024 * 1024

/** Refuses with `database_damaged`, `database_newer` or `database_foreign`; a missing or empty file is fine. */
export function inspectDatabase(file: string): void {
  if (!existsSync(file)) return
  const size = inspectHeader(file)
  if (size === 0) return
  try {
    const database = new Database(file, { readonly: true })
    try {
      inspectContent(database, { file, size })
    } finally {
      database.close()
    }
  } catch (error) {
    // What this version asks of the tables fits them, so an answer of SQLITE_ERROR comes from what is in them.
    if (saysDamaged(error) || sqliteCode(error) === 'SQLITE_ERROR')
      throw damaged(file, error instanceof Error ? error.message : String(error))
    throw error
  }
}

/** Answers with the size in bytes. Header fields: https://www.sqlite.org/fileformat.html section 1.3. */
function inspectHeader(file: string): number {
  const header = Buffer.alloc(100)
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    if (size === 0) return 0
    readSync(descriptor, header, 0, 100, 0)
    if (size < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
      throw damaged(file, 'it does not begin like a SQLite database')
    }
    const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
    const pagesAreValid = header.readUInt32BE(24) === header.readUInt32BE(92)
    if (pagesAreValid && size < header.readUInt32BE(28) * pageBytes && !existsSync(`${file}-wal`)) {
      throw damaged(file, 'its end is missing')
    }
    return size
  } finally {
    closeSync(descriptor)
  }
}

function inspectContent(database: Database.Database, about: { file: string; size: number }): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  const owner = Number(database.pragma('application_id', { simple: true }))
  const tables = database.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_schema').get()
  if (owner !== applicationId && (tables?.count ?? 0) > 0) {
    throw new Refusal(
      'database_foreign',
      `${about.file} is a database of another application. Choose another data folder.`,
    )
  }
  if (version > schemaVersion) {
    throw new Refusal(
      'database_newer',
      `${about.file} was written by a newer version of Webhook Dispatcher (schema ${version}, this one knows ${schemaVersion}). ` +
        'Install that version or choose another data folder. The file was not changed.',
    )
  }
  const isSuspect = existsSync(suspicionFile(about.file))
  if (about.size > checkedBytes && !isSuspect) return
  const complaint = String(database.pragma(`${isSuspect ? 'integrity' : 'quick'}_check(1)`, { simple: true }))
  if (complaint !== 'ok') throw damaged(about.file, complaintText(complaint))
  if (version === schemaVersion) inspectJson(database, about.file)
  rmSync(suspicionFile(about.file), { force: true })
}

/** SQLite's own check is kinder to JSON than whoever parses it. */
function inspectJson(database: Database.Database, file: string): void {
  for (const [table, columns] of Object.entries(jsonColumns)) {
    const isWrong = columns.map((column) => `NOT json_valid(${column})`).join(' OR ')
    if (database.prepare(`SELECT 1 FROM ${table} WHERE ${isWrong} LIMIT 1`).get()) {
      throw damaged(file, `a text in ${table} that should be JSON is not`)
    }
  }
}

/** SQLite puts a heading before what it found, which tells a person nothing. */
function complaintText(complaint: string): string {
  return complaint.replace(/^\*\*\* in database \w+ \*\*\*\s*/, '').replaceAll('\n', ' ')
}

/** Is there where something could not be read while the database was in use: then all of it is checked at the next start. */
export function suspicionFile(file: string): string {
  return `${file}.suspect`
}

export function damaged(file: string, reason: string): Refusal {
  return new Refusal(
    'database_damaged',
    `The database ${file} is damaged: ${reason}. It was not changed. Put a backup in its place, or move it away to start with an empty queue.`,
    { reason },
  )
}

/** Whether an error of SQLite says that the file itself is broken. */
export function saysDamaged(error: unknown): boolean {
  const code = sqliteCode(error)
  return code !== null && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
}
