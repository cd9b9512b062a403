/** A pause of an endpoint holds what waits for it; a resume lets it go on as it would have. */
import { expect, it } from 'vitest'
import type { Job } from '../../src/shared/job.ts'
import { testDisk } from '../support/disk.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const running = async (engine: TestEngine): Promise<string[]> =>
  (await engine.run('snapshot.get', {})).jobs.filter(({ state }) => state === 'running').map(({ id }) => id)

/** What the feed has said of jobs. */
const told = (engine: TestEngine): Job[] =>
  engine.batches.flatMap(({ events }) =>
    events.flatMap((event) => (event.name === 'jobs.changed' ? event.jobs : [])),
  )

async function jobsEnd(engine: TestEngine): Promise<void> {
  for (const id of await running(engine)) await engine.jobEnds(id)
}

it('holds what waits, planned or not, and gives it its time back', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url)
  const inAnHour = engine.clock.now() + 3_600_000
  const [retrying = ''] = await engine.send({ endpointIds: [id], retrySchedule: ['1h'] })
  const [scheduled = ''] = await engine.send({ endpointIds: [id], sendAt: inAnHour + 1 })
  await engine.reaches(retrying, 'retrying')
  expect(await engine.run('endpoint.pause', { id })).toMatchObject({
    paused: 'person',
    pausedAt: engine.clock.now(),
  })
  await engine.reaches(retrying, 'held')
  await engine.reaches(scheduled, 'held')
  expect(await engine.run('endpoint.resume', { id })).toMatchObject({ paused: null, pausedAt: null })
  expect(await engine.reaches(retrying, 'retrying')).toMatchObject({
    nextAttemptAt: inAnHour,
    attemptCount: 1,
  })
  expect(await engine.reaches(scheduled, 'scheduled')).toMatchObject({ nextAttemptAt: inAnHour + 1 })
  expect(receiver.requests).toHaveLength(1)
})

it('what came due meanwhile is sent at once after it', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url)
  const [delivery = ''] = await engine.send({ endpointIds: [id], retrySchedule: ['1h'] })
  await engine.reaches(delivery, 'retrying')
  await engine.run('endpoint.pause', { id })
  await engine.reaches(delivery, 'held')
  engine.clock.advance(7_200_000)
  await engine.turn()
  expect(receiver.requests).toHaveLength(1)
  await engine.run('endpoint.resume', { id })
  await engine.reaches(delivery, 'delivered')
})

it('new events are held, and other endpoints go on', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const id = await engine.endpoint(`${receiver.url}/paused`)
  const other = await engine.endpoint(`${receiver.url}/other`)
  await engine.run('endpoint.pause', { id })
  const [held = '', sent = ''] = await engine.send({ endpointIds: [id, other] })
  const [later = ''] = await engine.send({ endpointIds: [id], sendAt: engine.clock.now() + 1_000 })
  await engine.reaches(sent, 'delivered')
  expect(await engine.run('delivery.show', { id: held })).toMatchObject({
    state: 'held',
    heldBy: 'endpoint',
    nextAttemptAt: null,
  })
  expect(await engine.run('delivery.show', { id: later })).toMatchObject({ state: 'held' })
  const [replay] = (await engine.run('delivery.replay', { ids: [held] })).deliveries
  expect(replay).toMatchObject({ state: 'held' })
  engine.clock.advance(1_000)
  await engine.run('endpoint.resume', { id })
  expect((await engine.run('queue.drain', {})).counts).toMatchObject({ delivered: 4, held: 0 })
})

it('what is on its way ends normally, and its retry is held', async () => {
  const receiver = await startReceiver({
    answers: [
      { status: 200, held: true },
      { status: 500, held: true },
    ],
  })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url)
  const ids = await engine.send({ endpointIds: [id], copies: 2, retrySchedule: ['1h'] })
  await receiver.waitFor(2)
  await engine.run('endpoint.pause', { id })
  const planned = engine.clock.now() + 3_600_000
  receiver.release()
  await engine.until(async () => (await engine.counts()).sending === 0)
  expect(await engine.counts()).toMatchObject({ delivered: 1, held: 1 })
  await engine.run('endpoint.resume', { id })
  await jobsEnd(engine)
  const rows = (await engine.run('delivery.list', { filter: { states: ['retrying'] } })).rows
  expect(rows).toMatchObject([{ nextAttemptAt: planned, attemptCount: 1 }])
  expect(ids).toContain(rows[0]?.id)
})

it('holds and releases thousands in steps, with progress', async () => {
  const receiver = await startReceiver()
  const disk = testDisk()
  const engine = startTestEngine({ sync: disk.sync })
  const id = await engine.endpoint(receiver.url)
  await engine.run('queue.pause', {})
  for (let round = 0; round < 2; round += 1) await engine.send({ endpointIds: [id], copies: 1_000 })
  await engine.send({ endpointIds: [id], copies: 100 })
  const watch = async (kind: string): Promise<void> => {
    const [job = ''] = await running(engine)
    for (const done of [500, 1_000, 1_500, 2_000]) {
      await disk.step()
      await engine.until(() => told(engine).some((one) => one.id === job && one.done === done))
    }
    disk.release()
    expect(await engine.jobEnds(job)).toMatchObject({
      kind,
      state: 'done',
      total: 2_100,
      done: 2_100,
      refused: 0,
    })
  }
  await engine.run('endpoint.pause', { id })
  disk.hold()
  await watch('endpoint.hold')
  expect(await engine.counts()).toMatchObject({ held: 2_100, queued: 0 })
  await engine.run('endpoint.resume', { id })
  disk.hold()
  await watch('endpoint.release')
  await engine.run('queue.resume', {})
  await engine.run('queue.drain', {})
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(2_100)
})

it('a restart in the middle of either goes on with it', { timeout: 30_000 }, async () => {
  const receiver = await startReceiver()
  const first = startTestEngine()
  const id = await first.endpoint(receiver.url)
  await first.run('queue.pause', {})
  for (let round = 0; round < 2; round += 1) await first.send({ endpointIds: [id], copies: 1_000 })
  // The stop follows within the same turn, so that only some steps can have been made.
  await first.run('endpoint.pause', { id })
  await first.stop()

  const second = startTestEngine({ dataDir: first.dataDir })
  expect((await second.counts()).held).toBeLessThan(2_000)
  await jobsEnd(second)
  expect(await second.counts()).toMatchObject({ held: 2_000, queued: 0 })
  await second.run('endpoint.resume', { id })
  await second.stop()

  const third = startTestEngine({ dataDir: first.dataDir })
  expect((await third.counts()).held).toBeGreaterThan(0)
  await jobsEnd(third)
  await third.run('queue.resume', {})
  expect((await third.run('queue.drain', {})).counts).toMatchObject({ delivered: 2_000, held: 0 })
})

it('a disk that refuses in the middle of either stops it for no longer than that', async () => {
  const disk = testDisk()
  const engine = startTestEngine({ sync: disk.sync })
  const id = await engine.endpoint('http://127.0.0.1:1/')
  await engine.run('queue.pause', {})
  for (let round = 0; round < 2; round += 1) await engine.send({ endpointIds: [id], copies: 1_000 })
  for (const [command, counts] of [
    ['endpoint.pause', { held: 2_000, queued: 0 }],
    ['endpoint.resume', { held: 0, queued: 2_000 }],
  ] as const) {
    await engine.run(command, { id })
    disk.fail('input/output error')
    const [job = ''] = await running(engine)
    expect(await engine.jobEnds(job)).toMatchObject({ state: 'failed' })
    disk.fail(null)
    await engine.until(async () => (await engine.counts()).held === counts.held)
    expect(await engine.counts()).toMatchObject(counts)
  }
})

it('a resume before all is held, and a pause before all is released, leave nothing behind', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url)
  await engine.run('queue.pause', {})
  for (let round = 0; round < 2; round += 1) await engine.send({ endpointIds: [id], copies: 1_000 })
  for (let round = 0; round < 3; round += 1) {
    await engine.run('endpoint.pause', { id })
    await engine.run('endpoint.resume', { id })
  }
  await jobsEnd(engine)
  expect(await engine.counts()).toMatchObject({ queued: 2_000, held: 0 })
  await engine.run('endpoint.pause', { id })
  await jobsEnd(engine)
  await engine.run('endpoint.resume', { id })
  await engine.run('endpoint.pause', { id })
  await jobsEnd(engine)
  expect(await engine.counts()).toMatchObject({ queued: 0, held: 2_000 })
})

it("a person's hold survives the endpoint's resume", async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url)
  await engine.run('queue.pause', {})
  const [mine = '', theirs = ''] = await engine.send({ endpointIds: [id], copies: 2 })
  await engine.run('delivery.hold', { ids: [mine] })
  await engine.run('endpoint.pause', { id })
  await engine.reaches(theirs, 'held')
  await engine.run('queue.resume', {})
  await engine.run('endpoint.resume', { id })
  await engine.reaches(theirs, 'delivered')
  expect(await engine.run('delivery.show', { id: mine })).toMatchObject({ state: 'held' })
  await engine.run('delivery.release', { ids: [mine] })
  await engine.reaches(mine, 'delivered')
})

it('refuses to retry or release by hand, and allows to cancel, delete and reschedule', async () => {
  const engine = startTestEngine()
  const id = await engine.endpoint('http://127.0.0.1:1/')
  await engine.run('endpoint.pause', { id })
  const [one = '', two = '', three = ''] = await engine.send({ endpointIds: [id], copies: 3 })
  for (const name of ['delivery.retry', 'delivery.release'] as const) {
    const { changed, refused } = await engine.run(name, { ids: [one] })
    expect(changed).toEqual([])
    expect(refused).toMatchObject([{ id: one, code: 'endpoint_paused' }])
    expect(refused[0]?.message).toContain('Resume the endpoint')
  }
  expect((await engine.run('delivery.hold', { ids: [one] })).refused).toMatchObject([
    { code: 'delivery_held' },
  ])
  expect((await engine.run('delivery.cancel', { ids: [one] })).changed).toEqual([one])
  expect((await engine.run('delivery.retry', { ids: [one] })).refused).toMatchObject([
    { code: 'endpoint_paused' },
  ])
  expect((await engine.run('delivery.delete', { ids: [two] })).changed).toEqual([two])
  expect((await engine.run('delivery.reschedule', { ids: [three], maxAttempts: 2 })).changed).toEqual([three])
  expect(await engine.run('delivery.show', { id: three })).toMatchObject({ state: 'held', maxAttempts: 2 })
})

it('paused twice it is paused since the first time', async () => {
  const engine = startTestEngine()
  const id = await engine.endpoint('http://127.0.0.1:1/')
  const { pausedAt } = await engine.run('endpoint.pause', { id })
  engine.clock.advance(5_000)
  expect(await engine.run('endpoint.pause', { id })).toMatchObject({ paused: 'person', pausedAt })
})

it('what a shutdown interrupts while it is paused is held after the restart', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const first = startTestEngine()
  const id = await first.endpoint(receiver.url)
  const [delivery = ''] = await first.send({ endpointIds: [id] })
  await receiver.waitFor(1)
  await first.run('endpoint.pause', { id })
  await first.stop()
  const second = startTestEngine({ dataDir: first.dataDir })
  expect(await second.reaches(delivery, 'held')).toMatchObject({ attemptCount: 0, attemptMarks: 'i' })
  receiver.setAnswers([200])
  await second.run('endpoint.resume', { id })
  await second.reaches(delivery, 'delivered')
})
