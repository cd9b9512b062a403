/**
 * The log of a stage: in memory, by the stage's clock. Every attempt is in it, and no command: what a window asks, and how
 * often, differs from run to run.
 */
import type { FileLog } from '../../../src/engine/file-log.ts'
import type { LogLine } from '../../../src/shared/log.ts'

export function stagedLog(now: () => number): FileLog {
  const lines: LogLine[] = []
  return {
    log({ level, message, error, facts = {} }) {
      if (message.startsWith('Command ')) return
      lines.push({ at: now(), level, message, error: error instanceof Error ? error.message : null, facts })
    },
    setLevel() {},
    read: (most) => lines.slice(-most),
    close: async () => {},
  }
}
