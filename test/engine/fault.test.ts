/** When the disk refuses: nothing is lost, nothing is sent, and work goes on by itself when it takes writes again. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'
import { expectTrueCounts } from '../support/whole.ts'

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
  await engine.until(async () => (await engine.run('snapshot.get', {})).queue.fault === null)
  expect(receiver.requests).toHaveLength(1)
})

it('keeps its counts right when what it gives back is not committed', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 1 })
  await engine.send({ url: receiver.url, copies: 60 })
  await receiver.waitFor(20)
  receiver.setAnswers(['hang'])
  await engine.until(async () => (await engine.counts()).sending > 1)
  const other = new Database(join(engine.dataDir, databaseName))
  other.exec("CREATE TRIGGER full BEFORE INSERT ON leases BEGIN SELECT raise(ABORT, 'disk is full'); END")
  // It gives back what is claimed ahead of its connection.
  expect(await engine.refused('queue.pause', {})).toMatchObject({ code: 'storage_failed' })
  other.exec('DROP TRIGGER full')
  other.close()
  await engine.until(async () => (await engine.run('snapshot.get', {})).queue.fault === null)
  await engine.turn()
  await expectTrueCounts(engine.run)
  receiver.setAnswers([200])
  receiver.release()
  expect((await engine.run('queue.drain', {})).counts).toMatchObject({ delivered: 60, sending: 0 })
})

it.each(['delivery.cancel', 'delivery.hold'] as const)(
  'a %s that fails leaves the deliveries and the counts as they were',
  async (name) => {
    const receiver = await startReceiver({ answers: ['hang'] })
    const engine = startTestEngine()
    await engine.run('settings.set', { concurrency: 2 })
    const ids = await engine.send({ url: receiver.url, copies: 3, retrySchedule: ['0s'] })
    await receiver.waitFor(1)
    const other = new Database(join(engine.dataDir, databaseName))
    other.exec("CREATE TRIGGER full BEFORE INSERT ON leases BEGIN SELECT raise(ABORT, 'disk is full'); END")
    expect(await engine.refused(name, { ids })).toMatchObject({ code: 'storage_failed' })
    other.exec('DROP TRIGGER full')
    other.close()
    receiver.setAnswers([200])
    receiver.release()
    expect((await engine.run('queue.drain', {})).counts).toMatchObject({ delivered: 3, canceled: 0, held: 0 })
    await expectTrueCounts(engine.run)
  },
)
