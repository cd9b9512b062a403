/** JSON in columns. It is ours and was checked when it was written: where it cannot be parsed the file has gone bad. */
import Database from 'better-sqlite3'

/** By table: the columns that hold JSON. */
export const jsonColumns: Readonly<Record<string, readonly string[]>> = {
  settings: ['value'],
  endpoints: ['options', 'health'],
  destinations: ['headers', 'retry_schedule'],
  leases: ['deliveries'],
  peers: ['facts'],
  attempts: ['detail'],
  templates: ['fields'],
  draft: ['fields'],
}

/** Throws as SQLite does where a page is damaged. */
export function parseStored(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Database.SqliteError(`a text that should be JSON is not: ${reason}`, 'SQLITE_CORRUPT')
  }
}
