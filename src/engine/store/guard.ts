/**
 * Watches over the file of an open database. On most systems a file can be removed while it is open, and whoever has it
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
  writeBack(): string
  suspect(): void
}

/** Asking the file system costs some microseconds; a turn of the loop may take not many more. */
const checkEveryMs = 500

export function createGuard(database: Database, file: string): Guard {
  const opened = statSync(file)
  let checkedAt = Number.NEGATIVE_INFINITY
  let isLost = false

  const isInPlace = (): boolean => {
    const found = statSync(file, { throwIfNoEntry: false })
    return found !== undefined && found.ino === opened.ino && found.dev === opened.dev
  }

  return {
    check() {
      const now = performance.now()
      // Said once: what is on its way is still recorded, in the file that is written back.
      if (isLost || now - checkedAt < checkEveryMs) return
      checkedAt = now
      if (isInPlace()) return
      isLost = true
      const what = existsSync(file) ? 'replaced' : 'removed'
      throw new FileLost(
        `${file} was ${what} while it was in use. Nothing is sent any more; what it held is written back. Start the application again.`,
      )
    },
    writeBack() {
      const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
      const place = existsSync(file) ? `${file}.rescued-${stamp}` : file
      makeFolder(dirname(place), 0o700)
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
