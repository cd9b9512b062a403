/** The built command line as a child process, on a data folder of the test. What it started is ended after the test. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'

export const cliFile = join(import.meta.dirname, '../../out/main/cli.js')

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

type Fields = Record<string, unknown>

export interface Cli {
  dataDir: string
  run(args: string[], options?: { stdin?: string | Buffer; env?: NodeJS.ProcessEnv }): Promise<Ended>
  /** With `--json`; every line of both outputs must be JSON. */
  json(
    args: string[],
    options?: { stdin?: string | Buffer },
  ): Promise<{ code: number | null; lines: Fields[]; errors: Fields[] }>
  start(args: string[], env?: NodeJS.ProcessEnv): Child
  /** A running `serve`. */
  serve(args?: string[]): Promise<Serving>
}

export type Child = ChildProcessByStdio<Writable, Readable, Readable>

export interface Serving {
  url: string
  token: string
  pid: number
  child: Child
  /** Ends with the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>
  /** A command over its HTTP door. */
  ask(name: string, input: unknown): Promise<Fields>
}

export function createCli(dataDir = tempDir()): Cli {
  const start = (args: string[], env: NodeJS.ProcessEnv = {}): Child => {
    const child = spawn(process.execPath, [cliFile, '--data-dir', dataDir, ...args], {
      env: { ...process.env, NO_COLOR: '', ...env },
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  }
  const run: Cli['run'] = async (args, { stdin = '', env } = {}) => {
    const child = start(args, env)
    child.stdin.on('error', () => {}) // It may end before it has read everything.
    child.stdin.end(stdin)
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    return { code: child.exitCode, stdout, stderr }
  }
  return {
    dataDir,
    run,
    async json(args, options) {
      const { code, stdout, stderr } = await run([...args, '--json'], options)
      return {
        code,
        lines: jsonLines(stdout),
        errors: jsonLines(stderr).map((line) => line['error'] as Fields),
      }
    },
    start,
    async serve(args = []) {
      const child = start(['serve', '--no-open', '--json', ...args])
      const closed = once(child, 'close')
      const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
      const address = JSON.parse(line) as { url: string; token: string; pid: number }
      return {
        ...address,
        child,
        async end(signal) {
          child.kill(signal)
          await closed
          return child.exitCode ?? child.signalCode
        },
        async ask(name, input) {
          const response = await fetch(`${address.url}/api/commands/${name}`, {
            method: 'POST',
            headers: { authorization: `Bearer ${address.token}`, 'content-type': 'application/json' },
            body: JSON.stringify(input),
          })
          return (await response.json()) as Fields
        },
      }
    },
  }
}

function jsonLines(output: string): Fields[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Fields)
}
