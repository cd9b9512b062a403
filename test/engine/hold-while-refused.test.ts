/** "Hold while nothing listens": a local port that refuses holds deliveries instead of using up their attempts. */
import { networkInterfaces } from 'node:os'
import { expect, it } from 'vitest'
import { goodHealth } from '../../src/shared/endpoint.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'

const options = { holdWhileRefused: true, concurrency: 1, retrySchedule: ['1h'] }

/** A port on which somebody has listened before. */
async function closedPort(): Promise<{ url: string; open: () => Promise<TestReceiver> }> {
  const receiver = await startReceiver()
  await receiver.close()
  return { url: receiver.url, open: () => startReceiver({ port: receiver.port }) }
}

async function refusedFirst(engine: TestEngine, id: string): Promise<void> {
  await engine.until(async () => (await engine.run('endpoint.show', { id })).health.refusedSince !== null)
  await engine.turn()
}

it('shows the attempt and does not count it, makes no other, and delivers in order when somebody listens', async () => {
  const port = await closedPort()
  const engine = startTestEngine()
  const id = await engine.endpoint(port.url, options)
  const { deliveries } = await engine.run('event.send', {
    endpointIds: [id],
    category: 'c',
    data: '1',
    copies: 30,
  })
  const first = deliveries[0]?.id ?? ''
  await refusedFirst(engine, id)
  const shown = await engine.run('delivery.show', { id: first })
  expect(shown).toMatchObject({ state: 'queued', attemptCount: 0, attemptMarks: 'f', lastErrorCode: null })
  expect(shown.attempts).toMatchObject([
    {
      number: 1,
      errorCode: 'refused',
      note: 'Not counted: nothing listens there, so it is held until something does.',
    },
  ])
  expect((await engine.run('endpoint.show', { id })).health.refusedSince).toBe(engine.clock.now())
  engine.clock.advance(999)
  await engine.turn()
  expect(await engine.run('stats.get', {})).toMatchObject({ attempts: 1, counts: { queued: 30, sending: 0 } })

  const receiver = await port.open()
  engine.clock.advance(1)
  await engine.run('delivery.wait', { ids: deliveries.map((one) => one.id) })
  expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(
    deliveries.map(({ eventId }) => eventId),
  )
  expect(receiver.requests[0]?.headers['webhook-attempt']).toBe('1')
  expect((await engine.run('endpoint.show', { id })).health).toEqual(goodHealth)
  expect(await engine.run('delivery.show', { id: first })).toMatchObject({
    attemptCount: 1,
    attemptMarks: 'fd',
  })
})

it('all that were on their way when it refused are held, none is counted', async () => {
  const port = await closedPort()
  const engine = startTestEngine()
  const id = await engine.endpoint(port.url, { ...options, concurrency: null })
  const ids = await engine.send({ endpointIds: [id], copies: 50 })
  await refusedFirst(engine, id)
  expect(await engine.counts()).toMatchObject({ queued: 50, sending: 0 })
  expect((await engine.run('stats.get', {})).attempts).toBeLessThanOrEqual(10)
  await port.open()
  engine.clock.advance(1_000)
  const { deliveries } = await engine.run('delivery.wait', { ids })
  expect(deliveries.every(({ attemptCount, state }) => attemptCount === 1 && state === 'delivered')).toBe(
    true,
  )
})

it('a retry keeps its number and its place', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  const [delivery = ''] = await engine.send({ endpointIds: [id] })
  await engine.reaches(delivery, 'retrying')
  await receiver.close()
  engine.clock.advance(3_600_000)
  await refusedFirst(engine, id)
  expect(await engine.run('delivery.show', { id: delivery })).toMatchObject({
    state: 'retrying',
    attemptCount: 1,
    lastStatusCode: 500,
    attemptMarks: 'ff',
  })
  await startReceiver({ port: receiver.port })
  engine.clock.advance(1_000)
  const { attempts } = await engine.reaches(delivery, 'delivered')
  expect(attempts.map(({ number }) => number)).toEqual([1, 2, 2])
})

it('survives a restart', async () => {
  const port = await closedPort()
  const first = startTestEngine()
  const id = await first.endpoint(port.url, options)
  const [delivery = ''] = await first.send({ endpointIds: [id], copies: 2 })
  await refusedFirst(first, id)
  await first.stop()
  const second = startTestEngine({ dataDir: first.dataDir })
  await second.turn()
  expect(await second.run('stats.get', {})).toMatchObject({ attempts: 1, counts: { queued: 2, sending: 0 } })
  await port.open()
  second.clock.advance(1_000)
  expect(await second.reaches(delivery, 'delivered')).toMatchObject({ attemptCount: 1 })
})

it('new events wait too, and other endpoints do not', async () => {
  const port = await closedPort()
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const id = await engine.endpoint(port.url, options)
  const other = await engine.endpoint(receiver.url)
  await engine.send({ endpointIds: [id] })
  await refusedFirst(engine, id)
  const [waiting = '', sent = ''] = await engine.send({ endpointIds: [id, other] })
  await engine.reaches(sent, 'delivered')
  await engine.turn()
  expect(await engine.run('delivery.show', { id: waiting })).toMatchObject({ state: 'queued', attempts: [] })
})

it('is off by default: attempts are used up', async () => {
  const port = await closedPort()
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: port.url, maxAttempts: 1 })
  expect(await engine.reaches(id, 'failed')).toMatchObject({ attemptCount: 1, lastErrorCode: 'refused' })
})

const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address

it.runIf(outside)('is for local ports only', async () => {
  const port = await closedPort()
  const engine = startTestEngine()
  const id = await engine.endpoint(port.url.replace('127.0.0.1', outside ?? ''), options)
  const [delivery = ''] = await engine.send({ endpointIds: [id], maxAttempts: 1 })
  expect(await engine.reaches(delivery, 'failed')).toMatchObject({
    attemptCount: 1,
    lastErrorCode: 'refused',
  })
})

it('is for refusals only', async () => {
  const receiver = await startReceiver({ answers: ['reset'] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  const [delivery = ''] = await engine.send({ endpointIds: [id], maxAttempts: 1 })
  expect(await engine.reaches(delivery, 'failed')).toMatchObject({ attemptCount: 1, lastErrorCode: 'reset' })
})

it('switched off, what waited is tried at once and counted: it waited on', async () => {
  const port = await closedPort()
  const engine = startTestEngine()
  const id = await engine.endpoint(port.url, options)
  const [delivery = ''] = await engine.send({ endpointIds: [id] })
  await refusedFirst(engine, id)
  await engine.run('endpoint.save', { id, options: { holdWhileRefused: false } })
  expect(await engine.reaches(delivery, 'retrying')).toMatchObject({
    attemptCount: 1,
    lastErrorCode: 'refused',
  })
  expect((await engine.run('endpoint.show', { id })).health).toMatchObject({
    refusedSince: null,
    failuresInRow: 1,
  })
})

it('does not count for the breaker: it would keep the endpoint closed when somebody listens', async () => {
  const port = await closedPort()
  const engine = startTestEngine()
  const breaker = { failures: 1, probeAfterMs: 3_600_000 }
  const id = await engine.endpoint(port.url, { ...options, breaker })
  const ids = await engine.send({ endpointIds: [id], copies: 3 })
  await refusedFirst(engine, id)
  expect(await engine.run('endpoint.show', { id })).toMatchObject({
    lastOutcome: 'failed',
    health: { failuresInRow: 0, openedAt: null },
  })
  await port.open()
  engine.clock.advance(1_000)
  await engine.run('delivery.wait', { ids })
})

it('what it refuses while the endpoint is paused is held', async () => {
  const port = await closedPort()
  let letThrough = (): void => {}
  const gate = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  const engine = startTestEngine({
    sender: (real) => ({
      close: () => real.close(),
      send(request) {
        const sent = real.send(request)
        return { done: gate.then(() => sent.done), abort: () => sent.abort() }
      },
    }),
  })
  const id = await engine.endpoint(port.url, options)
  const [delivery = ''] = await engine.send({ endpointIds: [id] })
  await engine.reaches(delivery, 'sending')
  await engine.run('endpoint.pause', { id })
  letThrough()
  expect(await engine.reaches(delivery, 'held')).toMatchObject({ attemptCount: 0, attemptMarks: 'f' })
})

it('a person who resumes the endpoint has it tried at once', async () => {
  const port = await closedPort()
  const engine = startTestEngine()
  const id = await engine.endpoint(port.url, options)
  const [delivery = ''] = await engine.send({ endpointIds: [id] })
  await refusedFirst(engine, id)
  await port.open()
  await engine.run('endpoint.resume', { id })
  await engine.reaches(delivery, 'delivered')
})

it('watches the port that refused, where the endpoint has moved meanwhile: it tried again each second', async () => {
  const port = await closedPort()
  const moved = await startReceiver()
  const engine = startTestEngine()
  const id = await engine.endpoint(port.url, options)
  await engine.run('queue.pause', {})
  const [delivery = ''] = await engine.send({ endpointIds: [id] })
  await engine.run('endpoint.save', { id, url: moved.url })
  await engine.run('queue.resume', {})
  await refusedFirst(engine, id)
  const receiver = await port.open()
  engine.clock.advance(1_000)
  await receiver.waitFor(1)
  expect((await engine.reaches(delivery, 'delivered')).attempts).toHaveLength(2)
  expect(moved.accepted).toBe(0)
})
