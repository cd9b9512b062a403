/** `job.wait`: answers when a job has ended, and on the way to there with how far it is. */
import { expect, it } from 'vitest'
import { testDisk } from '../support/disk.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'

const url = 'http://127.0.0.1:1/hooks'

async function canceling(engine: TestEngine): Promise<string> {
  const { job } = await engine.run('delivery.cancel', { filter: {} })
  return job?.id ?? ''
}

async function fill(engine: TestEngine): Promise<void> {
  await engine.run('queue.pause', {})
  for (const copies of [1_000, 200]) await engine.send({ url, copies })
}

it('answers with the end of the job', async () => {
  const engine = startTestEngine()
  await fill(engine)
  const id = await canceling(engine)
  expect(await engine.run('job.wait', { id })).toMatchObject({ id, state: 'done', done: 1_200, refused: 0 })
  expect(await engine.run('job.wait', { id })).toMatchObject({ id, state: 'done' })
})

it('answers after its time with how far the job is', async () => {
  const disk = testDisk()
  const engine = startTestEngine({ sync: disk.sync })
  await fill(engine)
  disk.hold()
  const id = await canceling(engine)
  const waiting = engine.run('job.wait', { id, timeoutMs: 200 })
  engine.clock.advance(200)
  expect(await waiting).toMatchObject({ id, state: 'running', done: 0, total: 1_200 })
  disk.release()
  expect(await engine.run('job.wait', { id })).toMatchObject({ state: 'done' })
})

it('counts the step that a stopped job was in', async () => {
  const disk = testDisk()
  const engine = startTestEngine({ sync: disk.sync })
  await fill(engine)
  disk.hold()
  const id = await canceling(engine)
  const waiting = engine.run('job.wait', { id })
  expect(await engine.run('job.stop', { id })).toMatchObject({ state: 'stopped', done: 0 })
  disk.release()
  expect(await waiting).toMatchObject({ state: 'stopped', done: 500 })
  expect(await engine.counts()).toMatchObject({ canceled: 500, queued: 700 })
})

it('refuses an unknown job', async () => {
  const engine = startTestEngine()
  expect(await engine.refused('job.wait', { id: 'nobody' })).toMatchObject({ code: 'job_unknown' })
})
