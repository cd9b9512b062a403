/**
 * Queue files of a million deliveries: exporting against a bare loop that reads the same rows and writes JSON lines, importing
 * against a bare loop that reads such lines and inserts both rows of each. Memory is the most that was held besides.
 */
import { closeSync, createReadStream, openSync, rmSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { copyOf, makeKinds } from './fill.ts'
import { type BenchResult, perSecond } from './result.ts'
import { type BenchEngine, databaseFile, startBenchEngine, tempFolder } from './setting.ts'
import { large, sharedFolder } from './sizes.ts'

const urls = [3001, 3002].map((port) => `http://localhost:${port}/hooks`)
const batch = 1_000

function filled(): Promise<string> {
  return sharedFolder({ count: large, urls, states: 'mixed' })
}

export async function exporting(): Promise<BenchResult> {
  const folder = copyOf(await filled())
  const file = `${tempFolder()}.jsonl`
  const bareMs = bareExport(databaseFile(folder), file)
  rmSync(file)
  const engine = await startBenchEngine(folder)
  const { ms, grownMb } = await watched(() => jobOf(engine, 'queue.export', { file }))
  await engine.close()
  rmSync(file)
  return {
    name: 'export',
    ratio: bareMs / ms,
    reach: 0.5,
    bound: 'at least',
    ours: `${perSecond(large, ms)} rows, ${grownMb} MB more`,
    bare: `${perSecond(large, bareMs)} rows read and written as JSON lines`,
  }
}

export async function importing(): Promise<BenchResult> {
  const file = `${tempFolder()}.jsonl`
  const from = await startBenchEngine(copyOf(await filled()))
  await jobOf(from, 'queue.export', { file })
  await from.close()
  const bareMs = await bareImport(file)
  const engine = await startBenchEngine()
  await engine.run('queue.pause', {})
  const { ms, grownMb } = await watched(() => jobOf(engine, 'queue.import', { file }))
  await engine.close()
  rmSync(file)
  return {
    name: 'import',
    ratio: bareMs / ms,
    reach: 0.4,
    bound: 'at least',
    ours: `${perSecond(large, ms)} rows, ${grownMb} MB more`,
    bare: `${perSecond(large, bareMs)} lines parsed and inserted`,
  }
}

async function jobOf(
  engine: BenchEngine,
  name: 'queue.export' | 'queue.import',
  input: { file: string },
): Promise<void> {
  const { id } = await engine.run(name, input)
  const job = await engine.run('job.wait', { id })
  if (job.state !== 'done' || job.done - job.refused !== large) throw new Error(JSON.stringify(job))
}

async function watched(work: () => Promise<void>): Promise<{ ms: number; grownMb: string }> {
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  const startedAt = performance.now()
  await work()
  clearInterval(timer)
  return { ms: performance.now() - startedAt, grownMb: ((most - before) / 1e6).toFixed(0) }
}

function bareExport(database: string, file: string): number {
  const source = new Database(database, { readonly: true })
  const rows = source.prepare<[], { data: Buffer }>(
    'SELECT d.*, e.event_id, e.created_at AS event_at, e.data FROM deliveries d JOIN events e ON e.seq = d.event_seq ORDER BY d.seq',
  )
  const handle = openSync(file, 'w')
  const startedAt = performance.now()
  let lines: string[] = []
  for (const { data, ...row } of rows.iterate()) {
    lines.push(JSON.stringify({ ...row, data: data.toString('utf8') }))
    if (lines.length < batch) continue
    writeSync(handle, `${lines.join('\n')}\n`)
    lines = []
  }
  const ms = performance.now() - startedAt
  closeSync(handle)
  source.close()
  return ms
}

interface Line {
  event_id: string
  data: unknown
  dispatcher: { id: string }
}

/** The engine's own schema, its indexes and its sync at every commit. */
async function bareImport(file: string): Promise<number> {
  const folder = tempFolder()
  await makeKinds(folder, { urls: urls.slice(0, 1) })
  const database = new Database(databaseFile(folder))
  database.pragma('synchronous = FULL')
  const event = database.prepare(
    'INSERT INTO events (event_id, category_seq, created_at, data) VALUES (?, 1, ?, ?)',
  )
  const delivery = database.prepare(
    `INSERT INTO deliveries (id, event_seq, category_seq, destination_seq, endpoint_seq, state, attempt_count, created_at,
       updated_at) VALUES (?, ?, 1, 1, 1, 'delivered', 1, ?, ?)`,
  )
  const insert = database.transaction((lines: string[]) => {
    for (const text of lines) {
      const line = JSON.parse(text) as Line
      const { lastInsertRowid } = event.run(`x${line.event_id}`, 1, Buffer.from(JSON.stringify(line.data)))
      delivery.run(`x${line.dispatcher.id}`, lastInsertRowid, 1, 1)
    }
  })
  const startedAt = performance.now()
  let lines: string[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    lines.push(line)
    if (lines.length < batch) continue
    insert(lines)
    lines = []
  }
  insert(lines)
  const ms = performance.now() - startedAt
  database.close()
  rmSync(folder, { recursive: true, force: true })
  return ms
}
