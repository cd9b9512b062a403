/**
 * The log file of a data folder: `logs/engine.log`, a JSON object a line, rotated. Writing it never fails the engine: when
 * the disk refuses, lines are lost and the queue goes on.
 */
import type { Writable } from 'node:stream'
import { type Logger, pino } from 'pino'
import { createStream } from 'rotating-file-stream'
import type { LogLevel, LogLine } from '../shared/log.ts'
import { type Log, withoutSecrets } from './log.ts'
import { logFolder, logName, readLog } from './log-file.ts'
import { makeFolder } from './make-folder.ts'

/** Five of 5 MB: weeks of a quiet queue, an hour of a busy one that logs every attempt. */
const rotation = { size: '5M', rotate: 4 } as const
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
  const folder = logFolder(dataDir)
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
    read: (most) => readLog(dataDir, most),
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
  return typeof index === 'number' ? `${logName}.${index}` : logName
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
