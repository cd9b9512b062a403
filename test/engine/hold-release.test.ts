/** A person holds deliveries one by one, and lets them go on as they would have. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

it('a held one waits for the person, whatever the clock says, also over a restart', async () => {
  const receiver = await startReceiver()
  const first = startTestEngine()
  await first.run('queue.pause', {})
  const ids = await first.send({ url: receiver.url })
  const [id = ''] = ids
  expect(await first.run('delivery.hold', { ids })).toEqual({ changed: ids, refused: [], job: null })
  await first.run('queue.resume', {})
  first.clock.advance(86_400_000)
  await first.turn()
  expect(await first.run('delivery.show', { id })).toMatchObject({
    state: 'held',
    heldBy: 'person',
    nextAttemptAt: null,
  })
  await first.stop()
  const second = startTestEngine({ dataDir: first.dataDir, clock: first.clock })
  await second.turn()
  expect(await second.run('delivery.show', { id })).toMatchObject({ state: 'held' })
  expect(receiver.requests).toHaveLength(0)
  await second.run('delivery.release', { ids })
  expect(await second.reaches(id, 'delivered')).toMatchObject({ attemptCount: 1 })
})

it('a retry goes on at its time when that is still to come, else at once', async () => {
  const receiver = await startReceiver({ answers: [500, 500, 500, 200] })
  const engine = startTestEngine()
  const ids = await engine.send({ url: receiver.url, retrySchedule: ['1h'] })
  const [id = ''] = ids
  const { nextAttemptAt } = await engine.reaches(id, 'retrying')
  await engine.run('delivery.hold', { ids })
  engine.clock.advance(1_800_000)
  await engine.run('delivery.release', { ids })
  expect(await engine.run('delivery.show', { id })).toMatchObject({ state: 'retrying', nextAttemptAt })
  await engine.run('delivery.hold', { ids })
  engine.clock.advance(3_600_000)
  await engine.run('delivery.release', { ids })
  await receiver.waitFor(2)
  expect(await engine.reaches(id, 'retrying')).toMatchObject({ attemptCount: 2 })
})

it('a held one can be retried at once, canceled and deleted', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const ids = await engine.send({ url: receiver.url, copies: 3 })
  const [one = '', two = '', three = ''] = ids
  await engine.run('delivery.hold', { ids })
  await engine.run('queue.resume', {})
  await engine.run('delivery.retry', { ids: [one] })
  await engine.reaches(one, 'delivered')
  expect((await engine.run('delivery.cancel', { ids: [two] })).changed).toEqual([two])
  expect((await engine.run('delivery.delete', { ids: [three] })).changed).toEqual([three])
  expect(await engine.counts()).toMatchObject({ held: 0, canceled: 1, delivered: 1 })
})

it('holds what waits and releases what is held, and refuses the rest one by one', async () => {
  const receiver = await startReceiver({ answers: [200, 'hang'] })
  const engine = startTestEngine()
  const [delivered = ''] = await engine.send({ url: receiver.url })
  await engine.reaches(delivered, 'delivered')
  const [sending = ''] = await engine.send({ url: receiver.url })
  await receiver.waitFor(2)
  await engine.run('queue.pause', {})
  const [queued = ''] = await engine.send({ url: receiver.url })
  const hold = () => engine.run('delivery.hold', { ids: [delivered, sending, queued, 'nobody'] })
  const codes = (refused: { id: string; code: string }[]) => refused.map(({ id, code }) => [id, code])
  const held = await hold()
  expect(held.changed).toEqual([queued])
  expect(codes(held.refused)).toEqual([
    [delivered, 'delivery_final'],
    [sending, 'delivery_sending'],
    ['nobody', 'delivery_unknown'],
  ])
  expect(codes((await hold()).refused)).toContainEqual([queued, 'delivery_held'])
  const released = await engine.run('delivery.release', { ids: [delivered, sending, queued] })
  expect(released.changed).toEqual([queued])
  expect(codes(released.refused)).toEqual([
    [delivered, 'delivery_not_held'],
    [sending, 'delivery_not_held'],
  ])
})

it('a drain does not wait for what is held', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const ids = await engine.send({ url: 'http://127.0.0.1:1/' })
  await engine.run('delivery.hold', { ids })
  await engine.run('queue.resume', {})
  expect((await engine.run('queue.drain', {})).counts).toMatchObject({ held: 1 })
})
