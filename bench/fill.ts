/** Large queues in seconds: an engine makes the database and one delivery of each kind, and SQL multiplies them. */
import { cpSync, mkdirSync } from 'node:fs'
import Database from 'better-sqlite3'
import { startEngine } from '../src/engine/client.ts'
import { databaseFile, sampleEvent, tempFolder } from './setting.ts'

export interface Filling {
  /** Deliveries. */
  count: number
  /** Where they go, in turn. */
  urls: string[]
  /** What they are, in turn. */
  categories?: string[]
  /** `waiting`: all are queued and due. `mixed`: 60 of 100 are delivered, 2 have failed. */
  states: 'waiting' | 'mixed'
}

/** A data folder with such a queue; it is paused. */
export async function filledFolder(filling: Filling): Promise<string> {
  const folder = tempFolder()
  await makeKinds(folder, filling)
  const database = new Database(databaseFile(folder))
  database.pragma('synchronous = OFF')
  multiply(database, filling)
  database.close()
  return folder
}

/** A copy of such a folder, for a benchmark that changes it. */
export function copyOf(folder: string): string {
  const copy = tempFolder()
  mkdirSync(copy, { recursive: true })
  cpSync(databaseFile(folder), databaseFile(copy))
  return copy
}

/** One delivery to each URL and of each category, so that the rows that they share are there. */
export async function makeKinds(
  folder: string,
  { urls, categories = [sampleEvent.category] }: Omit<Filling, 'count' | 'states'>,
): Promise<void> {
  const threadFile = new URL('../out/main/engine.js', import.meta.url)
  const engine = await startEngine({ threadFile, dataDir: folder, version: '0.0.0' })
  await engine.invoke('queue.pause', {})
  await engine.invoke('settings.set', { keepDeliveredCount: null, keepDeliveredDays: null })
  const most = Math.max(urls.length, categories.length)
  for (let index = 0; index < most; index += 1) {
    const url = urls[index % urls.length]
    const category = categories[index % categories.length]
    const sent = await engine.invoke('event.send', { ...sampleEvent, url, category })
    if (!sent.ok) throw new Error(sent.error.message)
  }
  await engine.stop()
}

function multiply(database: Database.Database, filling: Filling): void {
  const { count, urls, categories = ['one'], states } = filling
  const state =
    states === 'waiting'
      ? "'queued'"
      : "iif(n % 100 < 60, 'delivered', iif(n % 100 < 62, 'failed', 'queued'))"
  const numbers = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`
  database.exec(`
    BEGIN;
    DELETE FROM deliveries; DELETE FROM events; DELETE FROM tallies; DELETE FROM blocks;
    DELETE FROM sqlite_sequence;
    INSERT INTO events (seq, event_id, category_seq, created_at, data)
      ${numbers} SELECT n, printf('%08x-0000-7000-8000-%012x', n, n), 1 + n % ${categories.length}, 1700000000000 + n,
        CAST('${sampleEvent.data}' AS BLOB) FROM numbers;
    INSERT INTO deliveries (seq, id, event_seq, category_seq, destination_seq, endpoint_seq, state, attempt_count, next_attempt_at,
        created_at, updated_at)
      SELECT n, printf('%08x-0000-7000-9000-%012x', n, n), n, 1 + n % ${categories.length}, 1 + n % ${urls.length},
        1 + n % ${urls.length}, state, iif(state = 'queued', 0, 1), iif(state = 'queued', 1700000000000 + n, NULL),
        1700000000000 + n, 1700000000000 + n
      FROM (${numbers} SELECT n, ${state} AS state FROM numbers);
    INSERT INTO tallies (destination_seq, category_seq, state, count)
      SELECT destination_seq, category_seq, state, count(*) FROM deliveries GROUP BY 1, 2, 3;
    INSERT INTO blocks (block, state, count) SELECT seq / 1024, state, count(*) FROM deliveries GROUP BY 1, 2;
    COMMIT;
    PRAGMA wal_checkpoint(TRUNCATE);`)
}
