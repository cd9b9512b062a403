/** A row that another one names and that is not there: nothing here removes it, so the file has gone bad. */
import Database from 'better-sqlite3'

/** As SQLite itself says that a page is damaged. */
export function missingRow(what: string, seq: number): Error {
  return new Database.SqliteError(`${what} ${seq} is missing`, 'SQLITE_CORRUPT')
}
