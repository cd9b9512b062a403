/**
 * Why the disk refuses, as a sentence that tells a person what happened and what to do. While it does, nothing is sent:
 * what would come back could not be recorded.
 */
import { saysDamaged } from './inspect.ts'
import { sqliteCode } from './folder.ts'

export interface Fault {
  message: string
  /** It does not heal by itself: trying again each second would only fill the log. */
  isFinal: boolean
}

/** The database file was removed or replaced while it was open. */
export class FileLost extends Error {}

const meanwhile = 'Until then nothing is sent and nothing is lost; it goes on by itself.'

export function faultOf(error: unknown, dataDir: string): Fault {
  if (error instanceof FileLost) return { message: error.message, isFinal: true }
  if (saysDamaged(error)) {
    return {
      message: `The database in ${dataDir} is damaged: part of it cannot be read (${sqliteCode(error)}). Nothing is sent. Start the application again: the database is checked then and set aside, and what can be read of it can be brought back.`,
      isFinal: true,
    }
  }
  return { message: `${sayWhy(error, dataDir)} ${meanwhile}`, isFinal: false }
}

/** A sentence and what to do, for an error that may pass. */
export function sayWhy(error: unknown, dataDir: string): string {
  const code = sqliteCode(error) ?? systemCode(error)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return `The disk of ${dataDir} is full (${code}). Make room on it.`
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return `${dataDir} cannot be written (${code}). Make it writable again.`
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return `The disk of ${dataDir} fails (${code}). Check the disk and its connection.`
  }
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
    return `Another program holds the database in ${dataDir} (${code}). Close that program.`
  }
  const reason = error instanceof Error ? error.message : String(error)
  return `The database in ${dataDir} cannot be used: ${reason}.`
}

function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
