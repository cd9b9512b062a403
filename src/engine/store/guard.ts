/**
 * Watches over the files of an open database. On most systems a file can be removed while it is open, and whoever has it
 * open goes on writing into nothing: everything would be gone with the end of the application.
 */
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { makeFolder } from '../make-folder.ts'
import { FileLost } from './faults.ts'
import { suspicionFile } from './inspect.ts'

export interface Guard {
  check(): void
  isLost(): boolean
  writeBack(): string
  suspect(): void
}

/** Asking the file system costs some microseconds; a turn of the loop may take not many more. */
const checkEveryMs = 500

export function createGuard(database: Database, file: string): Guard {
  const watched = [file, `${file}-wal`].filter((path) => existsSync(path))
  const opened = new Map(watched.map((path) => [path, identityOf(path)]))
  let checkedAt = Number.NEGATIVE_INFINITY
  let isSaid = false

  const isInPlace = (path: string): boolean => identityOf(path) === opened.get(path)
  const lost = (): string | undefined => watched.find((path) => !isInPlace(path))

  return {
    check() {
      const now = performance.now()
      // Said once: what is on its way is still recorded, in the file that is written back.
      if (isSaid || now - checkedAt < checkEveryMs) return
      checkedAt = now
      const path = lost()
      if (path === undefined) return
      isSaid = true
      const what = existsSync(path) ? 'replaced' : 'removed'
      throw new FileLost(
        `${path} was ${what} while it was in use. Nothing is sent any more; what it held is written back. Start the application again.`,
      )
    },
    isLost: () => lost() !== undefined,
    writeBack() {
      if (isInPlace(file)) {
        database.pragma('wal_checkpoint(TRUNCATE)')
        return file
      }
      const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
      const place = existsSync(file) ? `${file}.rescued-${stamp}` : file
      makeFolder(dirname(place), 0o700)
      // SQLite writes into an empty file that is there.
      writeFileSync(place, '', { mode: 0o600, flag: 'wx' })
      database.prepare('VACUUM INTO ?').run(place)
      return place
    },
    suspect() {
      try {
        writeFileSync(suspicionFile(file), '')
      } catch {
        // A disk that takes nothing: the next start finds what it finds.
      }
    },
  }
}

/** Of the file itself, whatever its name; empty where there is none. */
function identityOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}` : ''
}
