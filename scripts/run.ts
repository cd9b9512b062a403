/** Runs a program the way a shell would: its output is ours, signals sent to us reach it, its exit code is the answer. */
import { type SpawnOptions, spawn } from 'node:child_process'
import { constants } from 'node:os'

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Answers with the exit code; 128 and the signal's number when a signal ended it, 127 when it could not be started. */
export function run(command: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const pass = (signal: NodeJS.Signals): boolean => child.kill(signal)
    for (const signal of passedOn) process.on(signal, pass)
    const end = (code: number): void => {
      for (const signal of passedOn) process.off(signal, pass)
      resolve(code)
    }
    child.once('error', () => end(127))
    child.once('exit', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
