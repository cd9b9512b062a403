/** What the benchmarks run on: a sink in a process of its own, an engine on a folder, a bare loop to compare with. */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import { type EngineClient, startEngine } from '../src/engine/client.ts'
import type { CommandInput, CommandName, CommandOutput } from '../src/shared/commands.ts'
import type { HeaderList } from '../src/shared/model.ts'

/** What most of them send. */
export const sampleEvent = {
  category: 'order.created',
  data: '{"id":12345,"total":"19.99","currency":"EUR"}',
}

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

export function tempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'webhook-dispatcher-bench-'))
}

/** As `engine/store` calls it; importing that here would need the build. */
export const databaseFile = (folder: string): string => join(folder, 'queue.db')

/** On a new folder, or on the one given; it is removed at the end. */
export async function startBenchEngine(dataDir = tempFolder()): Promise<BenchEngine> {
  const threadFile = new URL('../out/main/engine.js', import.meta.url)
  const engine: EngineClient = await startEngine({ threadFile, dataDir, version: '0.0.0' })
  const run: BenchEngine['run'] = async (name, input) => {
    const result = await engine.invoke(name, input)
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
    return result.value as CommandOutput<typeof name>
  }
  // What it deletes on the way would be measured with what it sends.
  await run('settings.set', { keepDeliveredCount: null, keepDeliveredDays: null })
  return {
    run,
    async close() {
      await engine.stop({ graceMs: 0 })
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Stores events in batches of a thousand. */
export async function enqueueMany(engine: BenchEngine, url: string, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1_000) {
    await engine.run('event.send', { ...sampleEvent, url, copies: Math.min(1_000, count - sent) })
  }
}

export interface BareLoad {
  url: string
  connections: number
  headers: HeaderList
  body: string
}

/** What one of its requests carried, so that the bare loop sends the same bytes. */
export async function bareLoadOf(engine: BenchEngine, url: string): Promise<Omit<BareLoad, 'connections'>> {
  const { rows } = await engine.run('delivery.list', { filter: { states: ['delivered'] }, limit: 1 })
  const id = rows[0]?.id ?? ''
  const [{ attempts }, { body }] = await Promise.all([
    engine.run('delivery.show', { id }),
    engine.run('delivery.body', { id }),
  ])
  const own = new Set(['host', 'connection', 'content-length'])
  const headers = attempts[0]?.requestHeaders.filter(([name]) => !own.has(name.toLowerCase())) ?? []
  return { url, headers, body }
}

/** The raw limit: `undici.request` in a loop on so many connections, nothing stored. Answers with ms. */
export async function bareLoop(load: BareLoad, count: number): Promise<number> {
  const dispatcher = new Agent({ connections: load.connections })
  const headers = load.headers.flat()
  let left = count
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
