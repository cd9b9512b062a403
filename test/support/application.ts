/** An application in a process of its own, with a real engine thread, for tests that kill it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { expect, onTestFinished } from 'vitest'

export interface Application {
  readonly pid: number
  readonly ready: Promise<void>
  run(name: string, input: unknown): Promise<Record<string, unknown>>
  kill(): Promise<void>
  /** Stops it where it stands, as a sleeping machine does, until `goOn()`. */
  stop(): void
  goOn(): void
  /** By SIGTERM; answers with its exit code. */
  terminate(): Promise<number | null>
  quit(): Promise<void>
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

/** While it may still be opening its data folder. */
export function spawnApplication(dataDir: string, { graceMs }: { graceMs?: number } = {}): Application {
  const file = join(import.meta.dirname, 'engine-child.ts')
  const child: ChildProcess = spawn(process.execPath, [file, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...(graceMs === undefined ? {} : { GRACE_MS: String(graceMs) }) },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: Interface = createInterface({ input: child.stdout ?? process.stdin })
  const next = async (): Promise<Record<string, unknown>> => {
    const [line] = (await once(lines, 'line')) as [string]
    return JSON.parse(line) as Record<string, unknown>
  }
  const ready = next().then((line) => {
    expect(line).toEqual({ ready: true })
  })
  // A killed one never is.
  ready.catch(() => {})
  const ended = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    ready,
    async run(name, input) {
      const answer = next()
      child.stdin?.write(`${JSON.stringify({ name, input })}\n`)
      const result = await answer
      expect(result, name).toMatchObject({ ok: true })
      return result['value'] as Record<string, unknown>
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    stop: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    async terminate() {
      child.kill('SIGTERM')
      await ended
      return child.exitCode
    },
    async quit() {
      child.stdin?.end()
      await ended
    },
  }
}
