/** Where the engine says what no command answers: warnings and defects. Never a payload, a header or a secret. */

export interface LogEntry {
  level: 'info' | 'warn' | 'error'
  message: string
  error?: unknown
}

export type Log = (entry: LogEntry) => void

/** One line an entry on standard error, with the stack of what was not expected. */
export const logToStderr: Log = ({ level, message, error }) => {
  const stack = error instanceof Error && error.stack ? `\n${error.stack}` : ''
  process.stderr.write(`${new Date().toISOString()} ${level} ${message}${stack}\n`)
}
