/** When the disk refuses: nothing is lost, nothing is sent, and work goes on by itself when it takes writes again. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

it('keeps a result that cannot be written, says why, and writes it when it can', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', { url: receiver.url, category: 'c', data: '{}' })
  await receiver.waitFor(1)
  // A rule in the database that refuses every result, as a full disk would.
  const other = new Database(join(engine.dataDir, databaseName))
  other.exec("CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT raise(ABORT, 'disk is full'); END")
  receiver.release()
  const faults = (): (string | null)[] =>
    engine.batches.flatMap(({ events }) =>
      events.flatMap((change) => (change.name === 'queue.changed' ? [change.queue.fault] : [])),
    )
  await engine.until(() => faults().some((fault) => fault?.includes('disk is full')))
  expect((await engine.run('delivery.show', { id: deliveries[0]?.id ?? '' })).state).toBe('sending')
  expect(await engine.refused('event.send', { url: receiver.url, category: 'c', data: '{}' })).toMatchObject({
    code: 'storage_failed',
  })
  other.exec('DROP TRIGGER full')
  other.close()
  const done = await engine.reaches(deliveries[0]?.id ?? '', 'delivered')
  expect(done.attempts).toHaveLength(1)
  expect((await engine.run('snapshot.get', {})).queue.fault).toBeNull()
  expect(receiver.requests).toHaveLength(1)
})
