/**
 * The log file as it is read: by the engine that writes it, and by the command line where no application runs. A folder
 * without one has an empty log.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { LogLine } from '../shared/log.ts'

export const logName = 'engine.log'
/** What is read from the end of the file; about 1,000 lines. */
const readBytes = 256 * 1024

export function logFolder(dataDir: string): string {
  return join(dataDir, 'logs')
}

/** The latest lines, oldest first, at most `most`. */
export function readLog(dataDir: string, most: number): LogLine[] {
  return readLines(join(logFolder(dataDir), logName)).slice(-most)
}

function readLines(file: string): LogLine[] {
  if (!existsSync(file)) return []
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const length = Math.min(size, readBytes)
    const bytes = Buffer.alloc(length)
    readSync(descriptor, bytes, 0, length, size - length)
    const lines = bytes.toString('utf8').split('\n')
    // The first one may be cut.
    return (length < size ? lines.slice(1) : lines).flatMap(lineOf)
  } finally {
    closeSync(descriptor)
  }
}

function lineOf(text: string): LogLine[] {
  try {
    const { at, level, message, error, ...facts } = JSON.parse(text) as Omit<LogLine, 'facts' | 'error'> & {
      error?: string
    }
    return [{ at, level, message, error: error ?? null, facts }]
  } catch {
    return []
  }
}
