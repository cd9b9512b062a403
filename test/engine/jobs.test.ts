/** Bulk actions by filter: jobs of small steps, with progress, over what was there when they began. */
import { expect, it } from 'vitest'
import type { CommandInput } from '../../src/shared/commands.ts'
import type { Job } from '../../src/shared/job.ts'
import type { Counts } from '../../src/shared/model.ts'
import { testDisk, type TestDisk } from '../support/disk.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const url = 'http://127.0.0.1:1/hooks'

/** A paused queue with 2,200 deliveries of category `c`, and five of category `other`. */
async function queue(options: { disk?: TestDisk } = {}): Promise<TestEngine> {
  const engine = startTestEngine(options.disk ? { sync: options.disk.sync } : {})
  await engine.run('queue.pause', {})
  await engine.send({ url, category: 'other', copies: 5 })
  for (const copies of [1_000, 1_000, 200]) await engine.send({ url, copies })
  return engine
}

type Bulk = 'delivery.retry' | 'delivery.cancel' | 'delivery.hold' | 'delivery.release' | 'delivery.delete'

async function start(
  engine: TestEngine,
  name: Bulk,
  filter: CommandInput<Bulk>['filter'] = {},
): Promise<Job> {
  const { job, changed, refused } = await engine.run(name, { filter })
  expect({ changed, refused }).toEqual({ changed: [], refused: [] })
  if (!job) throw new Error('no job')
  return job
}

const told = (engine: TestEngine, id: string): Job[] =>
  engine.batches.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.name === 'jobs.changed' ? event.jobs.filter((job) => job.id === id) : [],
    ),
  )

it.each<[Bulk, string, Partial<Counts>]>([
  ['delivery.cancel', 'cancel', { canceled: 2_200, queued: 5 }],
  ['delivery.hold', 'hold', { held: 2_200, queued: 5 }],
  ['delivery.delete', 'delete', { queued: 5 }],
])('%s does it to all that the filter finds, and to no other', async (name, kind, counts) => {
  const engine = await queue()
  const job = await start(engine, name, { category: 'c' })
  expect(job).toMatchObject({ kind, state: 'running', total: 2_200, done: 0, refused: 0, message: null })
  expect(await engine.jobEnds(job.id)).toMatchObject({ state: 'done', total: 2_200, done: 2_200, refused: 0 })
  expect(await engine.counts()).toEqual({ ...none, ...counts })
})

const none: Counts = {
  scheduled: 0,
  queued: 0,
  sending: 0,
  retrying: 0,
  held: 0,
  delivered: 0,
  failed: 0,
  canceled: 0,
}

it('release and retry bring back what was held or canceled', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const ids = await engine.send({ url, copies: 1_000 })
  await engine.run('delivery.hold', { ids: ids.slice(0, 600) })
  await engine.run('delivery.cancel', { ids: ids.slice(600) })
  const released = await start(engine, 'delivery.release', { states: ['held'] })
  expect(await engine.jobEnds(released.id)).toMatchObject({ done: 600, refused: 0 })
  const retried = await start(engine, 'delivery.retry', { states: ['canceled'] })
  expect(await engine.jobEnds(retried.id)).toMatchObject({ done: 400, refused: 0 })
  expect(await engine.counts()).toEqual({ ...none, queued: 1_000 })
})

it('replay makes a linked copy of each, and none of a copy', async () => {
  const engine = await queue()
  const { job } = await engine.run('delivery.replay', { filter: {}, as: 'new' })
  expect(job).toMatchObject({ kind: 'replay', total: 2_205 })
  expect(await engine.jobEnds(job?.id)).toMatchObject({ state: 'done', done: 2_205, refused: 0 })
  expect(await engine.counts()).toMatchObject({ queued: 4_410 })
  const { rows } = await engine.run('delivery.list', { limit: 500, offset: 0 })
  const origins = new Set(rows.map(({ replayOf }) => replayOf))
  expect(origins.size).toBe(500)
  expect(origins.has(null)).toBe(false)
})

it('a replay with another payload passes over those whose body mode cannot carry it', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  await engine.send({ url, copies: 3 })
  await engine.send({ url, copies: 2, bodyMode: 'raw' })
  const { job } = await engine.run('delivery.replay', { filter: {}, edits: { data: 'no JSON' } })
  expect(await engine.jobEnds(job?.id)).toMatchObject({ state: 'done', done: 5, refused: 3 })
  expect(await engine.counts()).toMatchObject({ queued: 7 })
})

it('what cannot be done is counted as refused and left alone', async () => {
  const engine = await queue()
  const { rows } = await engine.run('delivery.list', { filter: { category: 'c' }, limit: 500 })
  await engine.run('delivery.cancel', { ids: rows.map(({ id }) => id) })
  const job = await start(engine, 'delivery.hold')
  expect(await engine.jobEnds(job.id)).toMatchObject({
    state: 'done',
    total: 2_205,
    done: 2_205,
    refused: 500,
  })
  expect(await engine.counts()).toEqual({ ...none, held: 1_705, canceled: 500 })
})

it('a release while endpoints are paused is refused for theirs', async () => {
  const engine = startTestEngine()
  const id = await engine.endpoint(url)
  await engine.run('endpoint.pause', { id })
  await engine.send({ endpointIds: [id], copies: 3 })
  const job = await start(engine, 'delivery.release', { states: ['held'] })
  expect(await engine.jobEnds(job.id)).toMatchObject({ done: 3, refused: 3 })
})

it('tells its progress step by step', async () => {
  const disk = testDisk()
  const engine = await queue({ disk })
  disk.hold()
  const job = await start(engine, 'delivery.cancel')
  for (const done of [500, 1_000, 1_500, 2_000]) {
    await disk.step()
    await engine.until(() => told(engine, job.id).some((one) => one.done === done && one.state === 'running'))
    expect(await engine.counts()).toMatchObject({ canceled: expect.any(Number) as number })
  }
  disk.release()
  await engine.until(() => told(engine, job.id).at(-1)?.state === 'done')
  expect(told(engine, job.id).at(-1)).toMatchObject({ total: 2_205, done: 2_205 })
})

it('stopped, it leaves whole steps, and goes no further', async () => {
  const disk = testDisk()
  const engine = await queue({ disk })
  disk.hold()
  const job = await start(engine, 'delivery.cancel')
  await disk.step()
  await engine.until(() => told(engine, job.id).some(({ done }) => done === 500))
  expect(await engine.run('job.stop', { id: job.id })).toMatchObject({ state: 'stopped' })
  disk.release()
  await engine.turn()
  const [stopped] = (await engine.run('snapshot.get', {})).jobs
  expect(stopped).toMatchObject({ state: 'stopped', done: 1_000 })
  expect(await engine.counts()).toEqual({ ...none, queued: 1_205, canceled: 1_000 })
  expect(await engine.run('job.stop', { id: job.id })).toMatchObject({ state: 'stopped', done: 1_000 })
})

it('deliveries that come meanwhile are not touched', async () => {
  const disk = testDisk()
  const engine = await queue({ disk })
  disk.hold()
  const job = await start(engine, 'delivery.cancel')
  const sent = engine.send({ url, copies: 100 })
  disk.release()
  const ids = await sent
  expect(await engine.jobEnds(job.id)).toMatchObject({ total: 2_205, done: 2_205 })
  expect(await engine.counts()).toEqual({ ...none, queued: 100, canceled: 2_205 })
  expect(await engine.run('delivery.show', { id: ids[0] ?? '' })).toMatchObject({ state: 'queued' })
})

it('sending goes on between its steps', async () => {
  const receiver = await startReceiver()
  const disk = testDisk()
  const engine = await queue({ disk })
  const holding = await start(engine, 'delivery.hold')
  await engine.jobEnds(holding.id)
  await engine.run('queue.resume', {})
  disk.hold()
  const job = await start(engine, 'delivery.cancel', { states: ['held'] })
  const sent = engine.send({ url: receiver.url, copies: 50 })
  await receiver.waitFor(50)
  expect((await engine.run('snapshot.get', {})).jobs[0]).toMatchObject({ id: job.id, state: 'running' })
  disk.release()
  await sent
  await engine.jobEnds(job.id)
})

it('a restart in the middle leaves whole steps', async () => {
  const engine = await queue()
  await start(engine, 'delivery.cancel')
  await engine.stop()
  const again = startTestEngine({ dataDir: engine.dataDir })
  const { canceled, queued } = await again.counts()
  expect(canceled + queued).toBe(2_205)
  expect(canceled).toBeLessThan(2_205)
  expect(canceled % 500).toBe(0)
  expect((await again.run('snapshot.get', {})).jobs).toEqual([])
})

it('a drain waits for it', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  await engine.send({ url: receiver.url, copies: 100 })
  const holding = await start(engine, 'delivery.hold')
  await engine.jobEnds(holding.id)
  await engine.run('queue.resume', {})
  await start(engine, 'delivery.release')
  expect((await engine.run('queue.drain', {})).counts).toMatchObject({ delivered: 100, held: 0 })
})

it('the latest are remembered, newest first, and an unknown one is refused', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  await engine.send({ url })
  const ids: string[] = []
  for (let round = 0; round < 25; round += 1) ids.unshift((await start(engine, 'delivery.hold')).id)
  await engine.jobEnds(ids[0])
  ids.unshift((await start(engine, 'delivery.hold')).id)
  await engine.jobEnds(ids[0])
  const { jobs } = await engine.run('snapshot.get', {})
  expect(jobs.map(({ id }) => id)).toEqual(ids.slice(0, 21))
  expect(await engine.refused('job.stop', { id: 'nobody' })).toMatchObject({
    code: 'job_unknown',
    details: { field: 'id' },
  })
})
