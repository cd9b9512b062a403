/** What every benchmark runs on: a sink in a process of its own, an engine on a fresh folder, a bare loop to compare with. */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import { type EngineClient, startEngine } from '../src/engine/client.ts'
import type { CommandInput, CommandName, CommandOutput } from '../src/shared/commands.ts'
import type { HeaderList } from '../src/shared/model.ts'

export interface Sink {
  url: string
  close(): void
}

export function startSink(): Promise<Sink> {
  const child = fork(join(import.meta.dirname, 'sink.ts'), { stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('message', (port: number) => {
      resolve({ url: `http://127.0.0.1:${port}/hooks`, close: () => child.disconnect() })
    })
  })
}

export interface BenchEngine {
  run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>
  close(): Promise<void>
}

export async function startBenchEngine(): Promise<BenchEngine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'webhook-dispatcher-bench-'))
  const threadFile = new URL('../out/main/engine.js', import.meta.url)
  const engine: EngineClient = await startEngine({ threadFile, dataDir, version: '0.0.0' })
  return {
    async run(name, input) {
      const result = await engine.invoke(name, input)
      if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
      return result.value as CommandOutput<typeof name>
    },
    async close() {
      await engine.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export interface BareLoad {
  url: string
  count: number
  connections: number
  headers: HeaderList
  body: string
}

/** The raw limit: `undici.request` in a loop on so many connections, nothing stored. Answers with ms. */
export async function bareLoop(load: BareLoad): Promise<number> {
  const dispatcher = new Agent({ connections: load.connections })
  const headers = load.headers.flat()
  let left = load.count
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      const response = await request(load.url, { method: 'POST', headers, body: load.body, dispatcher })
      await response.body.arrayBuffer()
      if (response.statusCode !== 200) throw new Error(`the sink answered ${response.statusCode}`)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: load.connections }, worker))
  const ms = performance.now() - startedAt
  await dispatcher.close()
  return ms
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
