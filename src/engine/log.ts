/** Where the engine says what no command answers: what it does, warnings and defects. Never a payload, a header or a secret. */

export interface LogEntry {
  level: 'debug' | 'info' | 'warn' | 'error'
  message: string
  error?: unknown
  /** What a reader may want to search by: ids, states, counts. */
  facts?: Record<string, string | number | boolean | null>
}

export type Log = (entry: LogEntry) => void

/** One line an entry on standard error, with the stack of what was not expected; what is for the file alone is left out. */
export const logToStderr: Log = ({ level, message, error }) => {
  if (level === 'debug' || level === 'info') return
  const stack = error instanceof Error && error.stack ? `\n${error.stack}` : ''
  process.stderr.write(`${new Date().toISOString()} ${level} ${withoutSecrets(message + stack)}\n`)
}

/**
 * A net below the rule that none is written: errors of other code may quote an address or a header. Values of queries,
 * user info of URLs, what follows `Authorization`, and signing secrets become `***`.
 */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/([?&][^=&\s"']{1,100}=)[^&\s"']+/g, '$1***')
    .replaceAll(/(\/\/)[^/\s:@"']+:[^/\s@"']+@/g, '$1***@')
    .replaceAll(/((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:\w+\s+)?[^\s"',]+/gi, '$1***')
    .replaceAll(/\b(whsec|whsk)_[\w+/=-]+/g, '$1_***')
}
