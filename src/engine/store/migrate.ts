/**
 * Brings a database to this version's schema. `user_version` counts the migrations that have run; all pending ones
 * run in one transaction, so a crash leaves the old schema or the new one, never a mixture.
 */
import type { Database } from 'better-sqlite3'
import { digestOf } from './destinations.ts'
import first from './migrations/0001.sql?raw'
import second from './migrations/0002.sql?raw'
import third from './migrations/0003.sql?raw'
import fourth from './migrations/0004.sql?raw'
import fifth from './migrations/0005.sql?raw'
import sixth from './migrations/0006.sql?raw'

const migrations: readonly string[] = [first, second, third, fourth, fifth, sixth]

/** The `user_version` of a database that this application writes. */
export const schemaVersion = migrations.length

/** "WHDP": marks the file as ours (`PRAGMA application_id`). */
export const applicationId = 0x57484450

/** Before foreign keys are switched on: tables are rebuilt and take each other's names. After `addLatencyFunctions`. */
export function migrate(database: Database): void {
  const current = Number(database.pragma('user_version', { simple: true }))
  if (current === schemaVersion) return
  database.pragma('foreign_keys = OFF')
  database.function('digest', { deterministic: true }, (content) => digestOf(String(content)))
  database.transaction(() => {
    for (const sql of migrations.slice(current)) database.exec(sql)
    database.pragma(`application_id = ${applicationId}`)
    database.pragma(`user_version = ${schemaVersion}`)
  })()
}
