/** What people do to deliveries: retry now, cancel, delete, replay. */
import { expect, it } from 'vitest'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

async function sendOne(engine: TestEngine, url: string, more: Record<string, unknown> = {}): Promise<string> {
  const { deliveries } = await engine.run('event.send', { url, category: 'c', data: '{"a":1}', ...more })
  return deliveries[0]?.id ?? ''
}

it('retries now what waits, and the schedule goes on after it', async () => {
  const receiver = await startReceiver({ answers: [500, 500, 200] })
  const engine = startTestEngine()
  const id = await sendOne(engine, receiver.url, { retrySchedule: ['1h', '2h'] })
  await engine.reaches(id, 'retrying')
  expect(await engine.run('delivery.retry', { ids: [id, id] })).toEqual({
    changed: [id],
    refused: [],
    job: null,
  })
  await engine.until(async () => (await engine.run('delivery.show', { id })).attempts.length === 2)
  const waiting = await engine.reaches(id, 'retrying')
  expect(waiting).toMatchObject({ attemptCount: 2, nextAttemptAt: engine.clock.now() + 7_200_000 })
})

it('gives a failed one one attempt more', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await sendOne(engine, receiver.url, { maxAttempts: 1 })
  await engine.reaches(id, 'failed')
  await engine.run('delivery.retry', { ids: [id] })
  await engine.until(async () => (await engine.run('delivery.show', { id })).attempts.length === 2)
  expect(await engine.reaches(id, 'failed')).toMatchObject({ attemptCount: 2 })
})

it('refuses what cannot be done, delivery by delivery, and does the rest', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  const delivered = await sendOne(engine, receiver.url)
  await engine.reaches(delivered, 'delivered')
  await engine.run('queue.pause', {})
  const waiting = await sendOne(engine, receiver.url)
  const answer = await engine.run('delivery.cancel', { ids: [delivered, waiting, 'nobody'] })
  expect(answer.changed).toEqual([waiting])
  expect(answer.refused.map(({ id, code }) => [id, code])).toEqual([
    [delivered, 'delivery_final'],
    ['nobody', 'delivery_unknown'],
  ])
  expect((await engine.run('delivery.retry', { ids: [delivered] })).refused[0]?.code).toBe('delivery_final')
})

it('cancels a delivery on its way: the request ends, and its result is shown and moves nothing', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const engine = startTestEngine()
  const id = await sendOne(engine, receiver.url)
  await receiver.waitFor(1)
  expect((await engine.run('delivery.delete', { ids: [id] })).refused[0]?.code).toBe('delivery_sending')
  await engine.run('delivery.cancel', { ids: [id] })
  await engine.until(async () => (await engine.run('delivery.show', { id })).attempts.length === 1)
  const canceled = await engine.run('delivery.show', { id })
  expect(canceled).toMatchObject({ state: 'canceled', nextAttemptAt: null, lastErrorCode: 'aborted' })
  expect(canceled.attempts[0]).toMatchObject({ outcome: 'failed', errorCode: 'aborted' })
  expect(await engine.run('delivery.retry', { ids: [id] })).toMatchObject({ changed: [id] })
})

it('deletes for good, and the event with its last delivery', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const id = await sendOne(engine, 'http://127.0.0.1:1/', { eventId: 'evt_1' })
  const [copy] = (await engine.run('delivery.replay', { ids: [id] })).deliveries
  await engine.run('delivery.delete', { ids: [id] })
  expect(await engine.refused('delivery.show', { id })).toMatchObject({ code: 'delivery_unknown' })
  expect((await engine.run('delivery.show', { id: copy?.id ?? '' })).replayOf).toBeNull()
  expect(
    await engine.refused('event.send', { url: 'http://x/', category: 'c', data: '1', eventId: 'evt_1' }),
  ).toMatchObject({ code: 'event_exists' })
  await engine.run('delivery.delete', { ids: [copy?.id ?? ''] })
  await sendOne(engine, 'http://127.0.0.1:1/', { eventId: 'evt_1' })
  expect((await engine.run('stats.get', {})).counts).toMatchObject({ queued: 1, canceled: 0 })
})

it('replays a failed one after the receiver is mended: same event, linked, with its own count', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await sendOne(engine, receiver.url, { maxAttempts: 1, headers: [['X-A', '1']] })
  const failed = await engine.reaches(id, 'failed')
  receiver.setAnswers([200])
  const [replay] = (await engine.run('delivery.replay', { ids: [id] })).deliveries
  const done = await engine.reaches(replay?.id ?? '', 'delivered')
  expect(done).toMatchObject({
    eventId: failed.eventId,
    replayOf: id,
    attemptCount: 1,
    headers: [['X-A', '1']],
  })
  expect((await engine.run('delivery.show', { id })).replays).toMatchObject([
    { id: done.id, state: 'delivered' },
  ])
  expect(receiver.requests[1]?.body).toEqual(receiver.requests[0]?.body)
})

it('replays with edits, as the same event or as a new one', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  const id = await sendOne(engine, 'http://127.0.0.1:1/', { maxAttempts: 1 })
  const failed = await engine.reaches(id, 'failed')
  const edits = { url: receiver.url, data: '{"edited":  true}' }
  const [again] = (await engine.run('delivery.replay', { ids: [id], edits })).deliveries
  const redelivered = await engine.reaches(again?.id ?? '', 'delivered')
  expect(redelivered.eventId).toBe(failed.eventId)
  const [fresh] = (
    await engine.run('delivery.replay', { ids: [again?.id ?? ''], as: 'new', edits: { category: 'd' } })
  ).deliveries
  const renewed = await engine.reaches(fresh?.id ?? '', 'delivered')
  expect(renewed.eventId).not.toBe(failed.eventId)
  expect(renewed.category).toBe('d')
  for (const { body } of receiver.requests) expect(body.toString()).toContain('"data":{"edited":  true}}')
  expect((await engine.run('delivery.body', { id })).data).toBe('{"a":1}')
})

it('replays all or none', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const id = await sendOne(engine, 'http://127.0.0.1:1/')
  expect(await engine.refused('delivery.replay', { ids: [id, 'nobody'] })).toMatchObject({
    code: 'delivery_unknown',
  })
  expect(await engine.refused('delivery.replay', { ids: [id], edits: { data: '{' } })).toMatchObject({
    code: 'json_invalid',
    details: { field: 'edits.data' },
  })
  expect(await engine.refused('delivery.replay', { ids: [id], edits: { category: 'x' } })).toMatchObject({
    code: 'category_fixed',
  })
  expect((await engine.run('delivery.list', {})).total).toBe(1)
})
