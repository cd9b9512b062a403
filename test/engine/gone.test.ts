/** 410 Gone: the delivery fails for good, and its endpoint is paused with the reason. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

it('fails the delivery, pauses the endpoint, holds the others, and sends nothing more there', async () => {
  const receiver = await startReceiver({ answers: [500, 410, 200] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, { concurrency: 1 })
  const [retrying = ''] = await engine.send({ endpointIds: [id], retrySchedule: ['1h'] })
  await engine.reaches(retrying, 'retrying')
  const [gone = '', ...others] = await engine.send({ endpointIds: [id], copies: 5 })
  const failed = await engine.reaches(gone, 'failed')
  expect(failed).toMatchObject({ attemptCount: 1, lastStatusCode: 410, nextAttemptAt: null })
  for (const other of [...others, retrying]) await engine.reaches(other, 'held')
  expect(await engine.run('endpoint.show', { id })).toMatchObject({
    paused: 'gone',
    pausedAt: engine.clock.now(),
  })
  engine.clock.advance(86_400_000)
  await engine.turn()
  expect(await engine.counts()).toMatchObject({ held: 5, failed: 1, sending: 0 })
  expect(receiver.requests).toHaveLength(2)
  const host = new URL(receiver.url).host
  expect(engine.logged).toMatchObject([
    {
      level: 'warn',
      message: expect.stringContaining('answered 410') as string,
      facts: { endpointId: id, host },
    },
  ])
})

it('a resume goes on with the others; the failed one stays failed', async () => {
  const receiver = await startReceiver({ answers: [410, 200] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, { concurrency: 1 })
  const [gone = '', ...others] = await engine.send({ endpointIds: [id], copies: 3 })
  for (const other of others) await engine.reaches(other, 'held')
  await engine.run('endpoint.resume', { id })
  expect((await engine.run('queue.drain', {})).counts).toMatchObject({ delivered: 2, failed: 1 })
  expect(await engine.run('delivery.show', { id: gone })).toMatchObject({ state: 'failed', attemptCount: 1 })
})

it('is kept over a restart, and new events are held', async () => {
  const receiver = await startReceiver({ answers: [410] })
  const first = startTestEngine()
  const [gone = ''] = await first.send({ url: receiver.url })
  const { endpointId } = await first.reaches(gone, 'failed')
  await first.stop()
  const second = startTestEngine({ dataDir: first.dataDir })
  expect(await second.run('endpoint.show', { id: endpointId })).toMatchObject({ paused: 'gone' })
  const [next = ''] = await second.send({ url: receiver.url })
  expect(await second.run('delivery.show', { id: next })).toMatchObject({ state: 'held' })
  const { refused } = await second.run('delivery.retry', { ids: [gone] })
  expect(refused[0]).toMatchObject({
    code: 'endpoint_paused',
    message: expect.stringContaining('410') as string,
  })
})

it('what was on its way ends normally, and is held instead of retried', async () => {
  const receiver = await startReceiver({ answers: [{ status: 500, held: true }, 410] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, { concurrency: 2 })
  const [slow = ''] = await engine.send({ endpointIds: [id], retrySchedule: ['1h'] })
  await receiver.waitFor(1)
  const [gone = ''] = await engine.send({ endpointIds: [id] })
  await engine.reaches(gone, 'failed')
  receiver.release()
  expect(await engine.reaches(slow, 'held')).toMatchObject({ attemptCount: 1, lastStatusCode: 500 })
})

it("does not say that an endpoint that a person paused is gone, and that person's reason stays", async () => {
  const receiver = await startReceiver({ answers: [{ status: 410, held: true }] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url)
  const [gone = ''] = await engine.send({ endpointIds: [id] })
  await receiver.waitFor(1)
  await engine.run('endpoint.pause', { id })
  receiver.release()
  await engine.reaches(gone, 'failed')
  expect(await engine.run('endpoint.show', { id })).toMatchObject({ paused: 'person' })
})

it('leaves other endpoints of the same host alone', async () => {
  const receiver = await startReceiver({ answers: [410, 200] })
  const engine = startTestEngine()
  const [gone = ''] = await engine.send({ url: `${receiver.url}/a` })
  await engine.reaches(gone, 'failed')
  const [good = ''] = await engine.send({ url: `${receiver.url}/b` })
  await engine.reaches(good, 'delivered')
})
