/**
 * Being asked to end. The first signal asks for an orderly end; a later one ends the process at once. Run through npm,
 * a Ctrl C arrives twice within milliseconds (from the terminal and from npm), which is one wish, not two.
 */
import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const echoMs = 200

/** Listens for the wish to end; answers with the way to listen no more. */
export type OnEndAsked = (callBack: (signal: NodeJS.Signals) => void) => () => void

/** What a process ends with that was ended by a signal, as shells have it. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal]
}

/** Thrown by a command that was asked to end before it was done. */
export class Interrupted extends Error {
  readonly signal: NodeJS.Signals

  constructor(signal: NodeJS.Signals) {
    super(`ended by ${signal}`)
    this.signal = signal
  }
}

/** Calls back with the first signal. */
export const onEndAsked: OnEndAsked = (callBack) => {
  let askedAt: number | null = null
  const asked = (signal: NodeJS.Signals): void => {
    const now = performance.now()
    if (askedAt === null) {
      askedAt = now
      callBack(signal)
    } else if (now - askedAt > echoMs) process.exit(exitCodeOf(signal))
  }
  for (const signal of signals) process.on(signal, asked)
  return () => {
    for (const signal of signals) process.off(signal, asked)
  }
}
