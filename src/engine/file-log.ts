/**
 * The log file of a data folder: `logs/engine.log`, a JSON object a line, rotated. Writing it never fails the engine: when
 * the disk refuses, lines are lost and the queue goes on.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { type Logger, pino } from 'pino'
import { createStream } from 'rotating-file-stream'
import type { LogLevel, LogLine } from '../shared/log.ts'
import { type Log, withoutSecrets } from './log.ts'
import { makeFolder } from './make-folder.ts'

/** Five of 5 MB: weeks of a quiet queue, an hour of a busy one that logs every attempt. */
const rotation = { size: '5M', rotate: 4 } as const
const fileName = 'engine.log'
/** What is read from the end of the file; about 1,000 lines. */
const readBytes = 256 * 1024
/** The end of the engine does not wait longer for its last lines. */
const closeMs = 1_000

export interface FileLog {
  log: Log
  setLevel(level: LogLevel): void
  /** The latest lines, oldest first, at most `most`. */
  read(most: number): LogLine[]
  close(): Promise<void>
}

export function createFileLog(dataDir: string): FileLog {
  const folder = join(dataDir, 'logs')
  const stream = open(folder)
  const logger: Logger = pino(
    {
      base: null,
      level: 'info',
      messageKey: 'message',
      formatters: { level: (label) => ({ level: label }) },
      timestamp: () => `,"at":${Date.now()}`,
    },
    stream ?? { write: () => {} },
  )
  return {
    log({ level, message, error, facts }) {
      if (!logger.isLevelEnabled(level)) return
      const detail = error === undefined ? {} : { error: withoutSecrets(textOf(error)) }
      logger[level]({ ...facts, ...detail }, withoutSecrets(message))
    },
    setLevel(level) {
      logger.level = level === 'off' ? 'silent' : level
    },
    read: (most) => readLines(join(folder, fileName)).slice(-most),
    close: () => (stream ? end(stream) : Promise.resolve()),
  }
}

/** Null where there can be no such file. */
function open(folder: string): Writable | null {
  try {
    makeFolder(folder, 0o700)
    const stream = createStream(numbered, { ...rotation, path: folder, mode: 0o600 })
    // Without a listener an error of the stream would end the thread.
    stream.on('error', () => {})
    stream.on('warning', () => {})
    return stream
  } catch {
    return null
  }
}

/** `engine.log`, then `engine.log.1` for the one before, and so on. */
function numbered(index: unknown): string {
  return typeof index === 'number' ? `${fileName}.${index}` : fileName
}

function end(stream: Writable): Promise<void> {
  if (stream.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, closeMs)
    const done = (): void => {
      clearTimeout(timer)
      resolve()
    }
    stream.once('error', done)
    stream.end(done)
  })
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
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
