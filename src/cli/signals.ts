/**
 * Being asked to end. The first signal asks for an orderly end; a later one ends the process at once. Run through npm,
 * a Ctrl C arrives twice within milliseconds (from the terminal and from npm), which is one wish, not two.
 */
import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const echoMs = 200

/** Calls back with the first signal. Answers with the way to listen no more. */
export function onEndAsked(callBack: () => void): () => void {
  let askedAt: number | null = null
  const asked = (signal: NodeJS.Signals): void => {
    const now = performance.now()
    if (askedAt === null) {
      askedAt = now
      callBack()
    } else if (now - askedAt > echoMs) process.exit(128 + constants.signals[signal])
  }
  for (const signal of signals) process.on(signal, asked)
  return () => {
    for (const signal of signals) process.off(signal, asked)
  }
}
