/** Pause, stop, and what an earlier run left on its way. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'

const event = { category: 'c', data: '{}' }

it('sends nothing while the queue is paused, also after a restart, and everything after it', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const dataDir = tempDir()
  const first = startTestEngine({ dataDir })
  expect(await first.run('queue.pause', {})).toMatchObject({ paused: true })
  await first.run('event.send', { ...event, url: receiver.url, copies: 3 })
  await first.stop()
  const second = startTestEngine({ dataDir })
  expect((await second.run('snapshot.get', {})).queue).toMatchObject({ paused: true, lifecycle: 'running' })
  expect(await second.refused('queue.drain', {})).toMatchObject({ code: 'queue_paused' })
  expect(receiver.requests).toHaveLength(0)
  await second.run('queue.resume', {})
  expect((await second.run('queue.drain', {})).counts).toMatchObject({ delivered: 3, queued: 0 })
  expect(receiver.requests).toHaveLength(3)
})

it('lets a request in flight finish at stop', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const dataDir = tempDir()
  const engine = startTestEngine({ dataDir })
  const { deliveries } = await engine.run('event.send', { ...event, url: receiver.url })
  await receiver.waitFor(1)
  // Stopping begins, and only then the receiver answers.
  const clock = engine.clock
  const stopped = engine.stopWithin(10_000)
  expect(await engine.refused('event.send', { ...event, url: receiver.url })).toMatchObject({
    code: 'stopping',
  })
  receiver.release()
  await stopped
  expect(clock.armed()).toBe(0)
  const again = startTestEngine({ dataDir })
  expect(await again.run('delivery.show', { id: deliveries[0]?.id ?? '' })).toMatchObject({
    state: 'delivered',
  })
})

it('gives the leases of what it must abort back, uncounted and marked', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const dataDir = tempDir()
  const engine = startTestEngine({ dataDir })
  // To an endpoint that has not answered yet go half of them.
  await engine.run('settings.set', { concurrency: 20 })
  const { deliveries } = await engine.run('event.send', { ...event, url: receiver.url, copies: 20 })
  await receiver.waitFor(10)
  await engine.stop()
  const database = new Database(join(dataDir, databaseName), { readonly: true })
  expect(database.prepare("SELECT count(*) AS n FROM deliveries WHERE state = 'queued'").get()).toEqual({
    n: 20,
  })
  expect(database.prepare("SELECT count(*) AS n FROM attempts WHERE outcome = 'interrupted'").get()).toEqual({
    n: 10,
  })
  database.close()
  receiver.setAnswers([200])
  const again = startTestEngine({ dataDir })
  const first = await again.reaches(deliveries[0]?.id ?? '', 'delivered')
  expect(first.attempts.map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, 'interrupted'],
    [1, 'delivered'],
  ])
  expect((await again.run('queue.drain', {})).counts.delivered).toBe(20)
})

it('sends again what a crash left on its way, marked as interrupted and uncounted', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const dataDir = tempDir()
  const first = startTestEngine({ dataDir })
  await first.run('queue.pause', {})
  const { deliveries } = await first.run('event.send', { ...event, url: receiver.url })
  await first.run('queue.resume', {})
  const id = deliveries[0]?.id ?? ''
  await first.reaches(id, 'delivered')
  await first.stop()
  // As a kill -9 leaves it: claimed, no result.
  const database = new Database(join(dataDir, databaseName))
  database.exec("UPDATE deliveries SET state = 'retrying', next_attempt_at = 1")
  database.exec("UPDATE tallies SET state = 'retrying'")
  database.exec("UPDATE blocks SET state = 'retrying'")
  database.exec("INSERT INTO leases (owner, deliveries, put_at) VALUES ('dead', '[[1,1]]', 5)")
  database.close()
  const second = startTestEngine({ dataDir })
  const done = await second.reaches(id, 'delivered')
  expect(done).toMatchObject({ attemptCount: 2, attemptMarks: 'did' })
  expect(done.attempts.map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, 'delivered'],
    [2, 'interrupted'],
    [2, 'delivered'],
  ])
  expect(done.attempts[1]?.errorMessage).toContain('unknown')
  expect((await second.run('stats.get', {})).counts).toMatchObject({ delivered: 1, sending: 0, retrying: 0 })
})
