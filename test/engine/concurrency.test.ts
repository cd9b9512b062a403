/** How many requests are on their way at the same time: in all, and to one endpoint. */
import { expect, it } from 'vitest'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'

/** A receiver that is known to answer quickly, and hangs from now on. */
async function hangingAfterAll(engine: TestEngine): Promise<TestReceiver> {
  const receiver = await startReceiver()
  const [id = ''] = await engine.send({ url: receiver.url })
  await engine.reaches(id, 'delivered')
  receiver.setAnswers(['hang'])
  receiver.requests.length = 0
  return receiver
}

it('no more than the setting, and all of it', async () => {
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 3 })
  const receiver = await hangingAfterAll(engine)
  await engine.send({ url: receiver.url, copies: 10 })
  await receiver.waitFor(3)
  await engine.turn()
  expect(receiver.requests).toHaveLength(3)
})

it('a change counts at once, up and down', async () => {
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 2 })
  const receiver = await hangingAfterAll(engine)
  await engine.send({ url: receiver.url, copies: 20 })
  await receiver.waitFor(2)
  await engine.run('settings.set', { concurrency: 5 })
  await receiver.waitFor(5)
  await engine.run('settings.set', { concurrency: 1 })
  receiver.setAnswers([200, 'hang'])
  receiver.release()
  await receiver.waitFor(7)
  await engine.until(async () => (await engine.counts()).delivered === 7)
  await engine.turn()
  expect(receiver.requests).toHaveLength(7)
})

it('is shared by all endpoints', async () => {
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 4 })
  const one = await hangingAfterAll(engine)
  const other = await hangingAfterAll(engine)
  await engine.run('queue.pause', {})
  await engine.send({ url: one.url, copies: 10 })
  await engine.send({ url: other.url, copies: 10 })
  await engine.run('queue.resume', {})
  await Promise.all([one.waitFor(2), other.waitFor(2)])
  await engine.turn()
  expect([one.requests.length, other.requests.length]).toEqual([2, 2])
})

it('an endpoint has a limit of its own, below that', async () => {
  const engine = startTestEngine()
  const receiver = await hangingAfterAll(engine)
  const id = await engine.endpoint(receiver.url, { concurrency: 2 })
  await engine.send({ endpointIds: [id], copies: 10 })
  await receiver.waitFor(2)
  await engine.turn()
  expect(receiver.requests).toHaveLength(2)
  expect((await engine.run('endpoint.show', { id })).counts).toMatchObject({ sending: 2, queued: 8 })
  await engine.run('endpoint.save', { id, options: { concurrency: 3 } })
  await receiver.waitFor(3)
  await engine.turn()
  expect(receiver.requests).toHaveLength(3)
})

it('a limit above the setting of all is bounded by it', async () => {
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 2 })
  const receiver = await hangingAfterAll(engine)
  const id = await engine.endpoint(receiver.url, { concurrency: 50 })
  await engine.send({ endpointIds: [id], copies: 10 })
  await receiver.waitFor(2)
  await engine.turn()
  expect(receiver.requests).toHaveLength(2)
})

it('what takes longer than a second gives its place to others, not to its own endpoint', async () => {
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 2 })
  const receiver = await hangingAfterAll(engine)
  const other = await startReceiver()
  await engine.send({ url: receiver.url, copies: 10 })
  await receiver.waitFor(2)
  const [id = ''] = await engine.send({ url: other.url })
  await engine.turn()
  expect(other.requests).toHaveLength(0)
  engine.clock.advance(1_000)
  await engine.turn()
  engine.clock.advance(250)
  await engine.reaches(id, 'delivered')
  expect(receiver.requests).toHaveLength(2)
})

it('an endpoint that has not answered yet has half of it', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 7 })
  await engine.send({ url: receiver.url, copies: 10 })
  await receiver.waitFor(4)
  await engine.turn()
  expect(receiver.requests).toHaveLength(4)
})

it('claims that are not started are given back when the queue is paused', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 1 })
  await engine.send({ url: receiver.url, copies: 100 })
  await receiver.waitFor(30)
  receiver.setAnswers(['hang'])
  await engine.run('queue.pause', {})
  const { sending } = await engine.counts()
  expect(sending).toBeLessThanOrEqual(1)
  receiver.release()
  await engine.until(async () => (await engine.counts()).sending === 0)
  const { delivered, queued } = await engine.counts()
  expect(delivered).toBe(receiver.requests.length)
  expect(queued).toBe(100 - delivered)
  receiver.setAnswers([200])
  await engine.run('queue.resume', {})
  expect((await engine.run('queue.drain', {})).counts.delivered).toBe(100)
  expect(receiver.requests).toHaveLength(100)
})
