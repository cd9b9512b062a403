/** An application in a process of its own, with a real engine thread, for tests that kill it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { expect, onTestFinished } from 'vitest'
import type { Result } from '../../src/shared/result.ts'

export interface Application {
  readonly pid: number
  readonly ready: Promise<void>
  /** What it has said on its standard error: warnings and errors of its log among it. */
  said(): string
  /** The result, whatever it is. */
  ask(name: string, input: unknown): Promise<Result<Record<string, unknown>>>
  /** The answer's value; fails the test when it was refused. */
  run(name: string, input: unknown): Promise<Record<string, unknown>>
  kill(): Promise<void>
  /** Stops it where it stands, as a sleeping machine does, until `goOn()`. */
  stop(): void
  goOn(): void
  /** By SIGTERM; answers with its exit code. */
  terminate(): Promise<number | null>
  quit(): Promise<void>
  /** When it has ended, with its exit code. */
  readonly ended: Promise<number | null>
}

/** When it is ready. */
export async function startApplication(
  dataDir: string,
  options: { graceMs?: number } = {},
): Promise<Application> {
  const application = spawnApplication(dataDir, options)
  await application.ready
  return application
}

interface SpawnOptions {
  /** A command that runs the rest of its command line. */
  under?: string[]
  /** For what is in flight at its end, in ms. */
  graceMs?: number
}

/** While it may still be opening its data folder. */
export function spawnApplication(dataDir: string, { under = [], graceMs }: SpawnOptions = {}): Application {
  const file = join(import.meta.dirname, 'engine-child.ts')
  const line = [...under, process.execPath, file, dataDir]
  const child = spawn(line[0] ?? process.execPath, line.slice(1), {
    stdio: 'pipe',
    env: { ...process.env, ...(graceMs === undefined ? {} : { GRACE_MS: String(graceMs) }) },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const lines: Interface = createInterface({ input: child.stdout })
  const next = async (): Promise<unknown> => {
    const [line] = (await once(lines, 'line')) as [string]
    return JSON.parse(line)
  }
  const ready = next().then((line) => {
    expect(line).toEqual({ ready: true })
  })
  // A killed one never is.
  ready.catch(() => {})
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const ask: Application['ask'] = async (name, input) => {
    const answer = next()
    child.stdin.write(`${JSON.stringify({ name, input })}\n`)
    return (await answer) as Result<Record<string, unknown>>
  }
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    said: () => said,
    ask,
    async run(name, input) {
      const result = await ask(name, input)
      if (!result.ok) expect.fail(`${name}: ${result.error.message}`)
      return result.value
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    stop: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    async terminate() {
      child.kill('SIGTERM')
      return ended
    },
    async quit() {
      child.stdin.end()
      await ended
    },
  }
}
