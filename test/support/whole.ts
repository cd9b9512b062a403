/** What is true of every queue on disk, whatever happened to it. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { deliveryStates } from '../../src/shared/model.ts'
import type { TestEngine } from './engine.ts'

/** What must have no row, at any moment. */
const wrong: Record<string, string> = {
  'a tally that is not the number of its rows': `
    WITH counted AS (
      SELECT destination_seq, category_seq, state, count(*) AS count FROM deliveries GROUP BY 1, 2, 3
    )
    SELECT * FROM (SELECT * FROM tallies EXCEPT SELECT * FROM counted)
    UNION ALL
    SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM tallies)`,
  'a block that is not the number of its rows': `
    WITH counted AS (SELECT seq / 1024 AS block, state, count(*) AS count FROM deliveries GROUP BY 1, 2)
    SELECT * FROM (SELECT * FROM blocks EXCEPT SELECT * FROM counted)
    UNION ALL
    SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM blocks)`,
  'a destination without deliveries':
    'SELECT seq FROM destinations WHERE seq NOT IN (SELECT destination_seq FROM deliveries)',
  'an event without deliveries': 'SELECT seq FROM events WHERE seq NOT IN (SELECT event_seq FROM deliveries)',
  'an attempt without its delivery':
    'SELECT seq FROM attempts WHERE delivery_seq NOT IN (SELECT seq FROM deliveries)',
  "a delivery that is not its event's or its destination's": `
    SELECT d.seq FROM deliveries d JOIN events e ON e.seq = d.event_seq JOIN destinations t ON t.seq = d.destination_seq
    WHERE d.category_seq <> e.category_seq OR d.endpoint_seq <> t.endpoint_seq`,
  'a row that refers to nothing': 'SELECT * FROM pragma_foreign_key_check',
}

/** Of an engine that runs or has stopped. */
export function expectWholeTables(database: Database.Database): void {
  database.transaction(() => {
    for (const [what, sql] of Object.entries(wrong)) expect(database.prepare(sql).all(), what).toEqual([])
  })()
}

/** Of an engine that has stopped, or died. */
export function expectSound(dataDir: string): void {
  read(dataDir, (database) => {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expectWholeTables(database)
  })
}

/** Of an engine that has stopped. */
export function expectWhole(dataDir: string): void {
  expectSound(dataDir)
  read(dataDir, (database) => {
    const leases = database.prepare('SELECT value FROM leases, json_each(leases.deliveries)')
    expect(leases.all(), 'leases that are left').toEqual([])
  })
}

function read(dataDir: string, work: (database: Database.Database) => void): void {
  const database = new Database(join(dataDir, databaseName), { readonly: true })
  try {
    work(database)
  } finally {
    database.close()
  }
}

/** The counts that the engine keeps in memory are those that its lists find. Handlers that read run at once, so all see one moment. */
export async function expectTrueCounts(run: TestEngine['run']): Promise<void> {
  const [{ counts }, ...lists] = await Promise.all([
    run('stats.get', {}),
    ...deliveryStates.map((state) => run('delivery.list', { filter: { states: [state] }, limit: 1 })),
  ])
  const listed = Object.fromEntries(deliveryStates.map((state, index) => [state, lists[index]?.total]))
  expect(counts, 'counts in memory').toEqual(listed)
}
