/** Accepting many events: rows a second, against bare prepared inserts of the same rows in the same batches. */
import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { makeKinds } from './fill.ts'
import { newId } from '../src/engine/new-id.ts'
import { type BenchResult, median, medianRatio, perSecond } from './result.ts'
import { databaseFile, enqueueMany, sampleEvent, startBenchEngine, tempFolder } from './setting.ts'

const count = 50_000
const batch = 1_000
const rounds = 5
/** Nothing is sent there: the queue is paused. */
const url = 'http://127.0.0.1:9/hooks'

export async function bulkEnqueue(): Promise<BenchResult> {
  const engine = await startBenchEngine()
  const bareFolder = tempFolder()
  const bareInserts = await prepareBare(bareFolder)
  const ours: number[] = []
  const bare: number[] = []
  try {
    await engine.run('queue.pause', {})
    for (let round = 0; round <= rounds; round += 1) {
      const startedAt = performance.now()
      await enqueueMany(engine, url, count)
      const mine = performance.now() - startedAt
      const raw = bareInserts.run()
      // The first round is the compiler's.
      if (round === 0) continue
      ours.push(mine)
      bare.push(raw)
    }
  } finally {
    bareInserts.close()
    rmSync(bareFolder, { recursive: true, force: true })
    await engine.close()
  }
  return {
    name: 'bulk-enqueue',
    ratio: medianRatio(bare, ours),
    reach: 0.5,
    bound: 'at least',
    ours: `${perSecond(count, median(ours))} events`,
    bare: `${perSecond(count, median(bare))} inserts of both rows`,
  }
}

/** The engine's own schema, its indexes and its sync at every commit; the rows are made before the clock runs. */
async function prepareBare(folder: string): Promise<{ run(): number; close(): void }> {
  const file = databaseFile(folder)
  await makeKinds(folder, { urls: [url] })
  const database = new Database(file)
  database.pragma('synchronous = FULL')
  const event = database.prepare(
    'INSERT INTO events (event_id, category_seq, created_at, data) VALUES (?, 1, ?, ?)',
  )
  const delivery = database.prepare(
    `INSERT INTO deliveries (id, event_seq, category_seq, destination_seq, endpoint_seq, state, attempt_count, next_attempt_at,
       created_at, updated_at) VALUES (?, ?, 1, 1, 1, 'queued', 0, ?, ?, ?)`,
  )
  const data = Buffer.from(sampleEvent.data)
  return {
    run() {
      const now = Date.now()
      const ids = Array.from({ length: count * 2 }, newId)
      const startedAt = performance.now()
      for (let done = 0; done < count; done += batch) {
        database.transaction(() => {
          for (let index = done; index < done + batch; index += 1) {
            const { lastInsertRowid } = event.run(ids[index * 2], now, data)
            delivery.run(ids[index * 2 + 1], lastInsertRowid, now, now, now)
          }
        })()
      }
      return performance.now() - startedAt
    },
    close: () => database.close(),
  }
}
