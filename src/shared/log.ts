/** The log of the engine, as it is read. */

export const logLevels = ['off', 'error', 'warn', 'info', 'debug'] as const
/** What is written: this and what is worse. `debug` has every attempt. */
export type LogLevel = (typeof logLevels)[number]

export interface LogLine {
  at: number
  level: Exclude<LogLevel, 'off'>
  message: string
  /** With its stack. */
  error: string | null
  facts: Record<string, string | number | boolean | null>
}
