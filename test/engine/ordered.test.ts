/** An ordered endpoint: one at a time, in the order of acceptance; one that is retried holds those behind it. */
import { expect, it } from 'vitest'
import type { CommandName } from '../../src/shared/commands.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'

const hour = 3_600_000
const options = { ordered: true, retrySchedule: ['1h'] }

/** The event ids in the order in which they came, each as often as it came. */
const received = ({ requests }: TestReceiver): (string | undefined)[] =>
  requests.map(({ headers }) => headers['webhook-id'])

it('one at a time, in the order of acceptance', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  const { deliveries } = await engine.run('event.send', {
    endpointIds: [id],
    category: 'c',
    data: '1',
    copies: 60,
  })
  await receiver.waitFor(1)
  await engine.turn()
  expect(await engine.counts()).toMatchObject({ sending: 1, queued: 59 })
  receiver.setAnswers([200])
  receiver.release()
  await engine.run('queue.drain', {})
  expect(received(receiver)).toEqual(deliveries.map(({ eventId }) => eventId))
})

it('one that is retried holds those behind it until it is through', async () => {
  const receiver = await startReceiver({ answers: [500, 500, 200] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  const [first = '', ...others] = await engine.send({ endpointIds: [id], copies: 3 })
  for (const attempts of [1, 2]) {
    await engine.until(
      async () => (await engine.run('delivery.show', { id: first })).attempts.length === attempts,
    )
    await engine.turn()
    expect(await engine.counts()).toMatchObject({ retrying: 1, queued: 2, sending: 0 })
    engine.clock.advance(hour)
  }
  await engine.run('queue.drain', {})
  const attempts = receiver.requests.map(({ headers }) => headers['webhook-attempt'])
  expect(attempts).toEqual(['1', '2', '3', '1', '1'])
  for (const other of others)
    expect(await engine.run('delivery.show', { id: other })).toMatchObject({ attemptCount: 1 })
})

it('one that has failed for good lets the next one go', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, { ...options, maxAttempts: 1 })
  await engine.send({ endpointIds: [id], copies: 3 })
  expect((await engine.run('queue.drain', {})).counts).toMatchObject({ failed: 1, delivered: 2 })
})

it.each<CommandName>(['delivery.cancel', 'delivery.hold', 'delivery.delete'])(
  'one that waits for its retry lets the next one go by %s',
  async (name) => {
    const receiver = await startReceiver({ answers: [500, 200] })
    const engine = startTestEngine()
    const id = await engine.endpoint(receiver.url, options)
    const [first = '', ...others] = await engine.send({ endpointIds: [id], copies: 3 })
    await engine.reaches(first, 'retrying')
    await engine.turn()
    expect(await engine.run(name as 'delivery.hold', { ids: [first] })).toMatchObject({ changed: [first] })
    for (const other of others) await engine.reaches(other, 'delivered')
  },
)

it('one that is released or retried by hand is in line again, at its place', async () => {
  const receiver = await startReceiver({ answers: [500, 'hang'] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, { ...options, maxAttempts: 1 })
  const { deliveries } = await engine.run('event.send', {
    endpointIds: [id],
    category: 'c',
    data: '1',
    copies: 4,
  })
  const [first, second, third, fourth] = deliveries.map(({ id: delivery, eventId }) => ({
    id: delivery,
    eventId,
  }))
  await receiver.waitFor(2)
  await engine.run('delivery.hold', { ids: [third?.id ?? ''] })
  await engine.run('delivery.retry', { ids: [first?.id ?? ''] })
  await engine.run('delivery.release', { ids: [third?.id ?? ''] })
  receiver.setAnswers([200])
  receiver.release()
  await engine.run('queue.drain', {})
  const order = [first, second, first, third, fourth].map((one) => one?.eventId)
  expect(received(receiver)).toEqual(order)
})

it('a scheduled one waits in line from its time on: it was never sent', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  const [scheduled = ''] = await engine.send({ endpointIds: [id], sendAt: engine.clock.now() + hour })
  const [next = ''] = await engine.send({ endpointIds: [id] })
  await engine.reaches(next, 'delivered')
  engine.clock.advance(hour)
  await engine.reaches(scheduled, 'delivered')
})

it('a scheduled one that was accepted earlier goes before one that waits for its retry', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  const [scheduled = ''] = await engine.send({ endpointIds: [id], sendAt: engine.clock.now() + hour / 2 })
  const [retrying = ''] = await engine.send({ endpointIds: [id] })
  await engine.reaches(retrying, 'retrying')
  engine.clock.advance(hour / 2)
  await engine.reaches(scheduled, 'delivered')
  expect(await engine.run('delivery.show', { id: retrying })).toMatchObject({ state: 'retrying' })
})

it('a scheduled one that was accepted later waits for one that is retried', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  const [retrying = ''] = await engine.send({ endpointIds: [id] })
  await engine.reaches(retrying, 'retrying')
  const [scheduled = ''] = await engine.send({ endpointIds: [id], sendAt: engine.clock.now() + hour / 2 })
  engine.clock.advance(hour / 2)
  await engine.turn()
  expect(await engine.counts()).toMatchObject({ sending: 0, retrying: 1, scheduled: 1 })
  engine.clock.advance(hour / 2)
  await engine.reaches(scheduled, 'delivered')
  expect(receiver.requests).toHaveLength(3)
})

it('switched on while deliveries wait and fly, it holds for all that has not started', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 2 })
  const id = await engine.endpoint(receiver.url, { retrySchedule: ['1s'] })
  const { deliveries } = await engine.run('event.send', {
    endpointIds: [id],
    category: 'c',
    data: '1',
    copies: 200,
  })
  await receiver.waitFor(40)
  receiver.setAnswers([{ status: 500, held: true }, { status: 500, held: true }, 200])
  await receiver.waitFor(receiver.requests.length + 2)
  await engine.run('endpoint.save', { id, options: { ordered: true } })
  const before = receiver.requests.length
  receiver.release()
  await engine.until(async () => (await engine.counts()).sending === 0)
  // Two have failed and wait; nothing overtakes them.
  await engine.turn()
  expect(await engine.counts()).toMatchObject({ sending: 0, retrying: 2 })
  expect(receiver.requests).toHaveLength(before)
  engine.clock.advance(1_000)
  await engine.run('queue.drain', {})
  const places = received(receiver)
    .slice(before)
    .map((eventId) => deliveries.findIndex((one) => one.eventId === eventId))
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

it('switched off, those behind a retry go at once: they waited for it all the same', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  const [first = '', second = ''] = await engine.send({ endpointIds: [id], copies: 2 })
  await engine.reaches(first, 'retrying')
  await engine.turn()
  await engine.run('endpoint.save', { id, options: { ordered: false } })
  await engine.reaches(second, 'delivered')
})

it('a restart in the middle changes nothing in the order', async () => {
  const receiver = await startReceiver({ answers: [200, 200, 'hang'] })
  const first = startTestEngine()
  const id = await first.endpoint(receiver.url, options)
  const { deliveries } = await first.run('event.send', {
    endpointIds: [id],
    category: 'c',
    data: '1',
    copies: 10,
  })
  await receiver.waitFor(3)
  await first.stop()
  receiver.setAnswers([200])
  const second = startTestEngine({ dataDir: first.dataDir })
  await second.run('queue.drain', {})
  const eventIds = deliveries.map(({ eventId }) => eventId)
  expect(received(receiver)).toEqual([...eventIds.slice(0, 3), ...eventIds.slice(2)])
})

it('a restart while one waits for its retry holds those behind it again', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const first = startTestEngine()
  const id = await first.endpoint(receiver.url, options)
  const [retrying = '', behind = ''] = await first.send({ endpointIds: [id], copies: 2 })
  await first.reaches(retrying, 'retrying')
  await first.stop()
  const second = startTestEngine({ dataDir: first.dataDir, clock: first.clock })
  await second.turn()
  expect(await second.counts()).toMatchObject({ sending: 0, retrying: 1, queued: 1 })
  second.clock.advance(hour)
  await second.reaches(behind, 'delivered')
  expect(receiver.requests).toHaveLength(3)
})

it('one ordered endpoint does not wait for another', async () => {
  const hanging = await startReceiver({ answers: ['hang'] })
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const slow = await engine.endpoint(hanging.url, options)
  const good = await engine.endpoint(receiver.url, options)
  await engine.send({ endpointIds: [slow, good], copies: 20 })
  await receiver.waitFor(20)
  expect(hanging.requests).toHaveLength(1)
})
