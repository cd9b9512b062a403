/** The breaker of an endpoint: opens after so many failures in a row, probes, closes with the first success. */
import { expect, it } from 'vitest'
import { goodHealth } from '../../src/shared/endpoint.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver, type Answer, type TestReceiver } from '../support/receiver.ts'

const minute = 60_000
const options = { breaker: { failures: 3, probeAfterMs: minute }, concurrency: 1, retrySchedule: ['1h'] }

interface Opened {
  receiver: TestReceiver
  engine: TestEngine
  id: string
  deliveries: string[]
}

/** An endpoint with five deliveries, of which three have failed. */
async function opened(answers: Answer[] = [500]): Promise<Opened> {
  const receiver = await startReceiver({ answers: [500, 500, 500, ...answers] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  const deliveries = await engine.send({ endpointIds: [id], copies: 5 })
  await engine.until(async () => (await engine.counts()).retrying === 3)
  await engine.turn()
  return { receiver, engine, id, deliveries }
}

const healthOf = async ({ engine, id }: Pick<Opened, 'engine' | 'id'>) =>
  (await engine.run('endpoint.show', { id })).health

it('opens after so many failures, names them, and lets nothing through', async () => {
  const { receiver, engine, id, deliveries } = await opened()
  const now = engine.clock.now()
  expect(await healthOf({ engine, id })).toEqual({
    failuresInRow: 3,
    failures: deliveries.slice(0, 3).map((deliveryId) => ({ deliveryId, number: 1 })),
    openedAt: now,
    probeAt: now + minute,
    refusedSince: null,
  })
  engine.clock.advance(minute - 1)
  await engine.turn()
  expect(await engine.counts()).toMatchObject({ retrying: 3, queued: 2, sending: 0 })
  expect(receiver.requests).toHaveLength(3)
  expect(engine.clock.soonest()).toBeGreaterThan(0)
})

it('one delivery at a time probes; a failure leaves it open for another while', async () => {
  const { receiver, engine, id } = await opened([500, 'hang'])
  await engine.run('endpoint.save', { id, options: { concurrency: 10 } })
  const openedAt = engine.clock.now()
  engine.clock.advance(minute)
  await engine.until(async () => (await engine.counts()).retrying === 4)
  await engine.turn()
  expect(receiver.requests).toHaveLength(4)
  expect(await healthOf({ engine, id })).toMatchObject({
    failuresInRow: 4,
    openedAt,
    probeAt: openedAt + 2 * minute,
  })
  await engine.send({ endpointIds: [id], copies: 10 })
  engine.clock.advance(minute)
  await receiver.waitFor(5)
  await engine.turn()
  expect(receiver.requests).toHaveLength(5)
})

it('the first success closes it, and the others go', async () => {
  const { receiver, engine, id } = await opened([200])
  engine.clock.advance(minute)
  await engine.until(async () => (await engine.counts()).delivered === 2)
  expect(await healthOf({ engine, id })).toEqual(goodHealth)
  engine.clock.advance(3_600_000)
  await engine.run('queue.drain', {})
  expect(receiver.requests).toHaveLength(8)
})

it('a success in between begins the count anew', async () => {
  const receiver = await startReceiver({ answers: [500, 500, 200, 500, 500, 200] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, options)
  await engine.send({ endpointIds: [id], copies: 6 })
  await engine.until(async () => (await engine.counts()).retrying === 4)
  await engine.until(async () => (await engine.counts()).delivered === 2)
  expect(await healthOf({ engine, id })).toEqual(goodHealth)
})

it('is off by default, and counts all the same', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, { retrySchedule: ['1h'] })
  await engine.send({ endpointIds: [id], copies: 30 })
  await engine.until(async () => (await engine.counts()).retrying === 30)
  const { failuresInRow, failures, openedAt } = await healthOf({ engine, id })
  expect({ failuresInRow, named: failures.length, openedAt }).toEqual({
    failuresInRow: 30,
    named: 20,
    openedAt: null,
  })
})

it('one that has timed out or found nobody counts, one that a person canceled or a shutdown interrupted does not', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const first = startTestEngine()
  const id = await first.endpoint(receiver.url, options)
  const [one = '', two = ''] = await first.send({ endpointIds: [id], copies: 3 })
  await receiver.waitFor(1)
  first.clock.advance(10_000)
  await first.reaches(one, 'retrying')
  await receiver.waitFor(2)
  await first.run('delivery.cancel', { ids: [two] })
  await receiver.waitFor(3)
  await first.stop()
  const second = startTestEngine({ dataDir: first.dataDir })
  expect((await healthOf({ engine: second, id })).failuresInRow).toBe(1)
})

it('what was on its way when it opened does not open it again', async () => {
  const receiver = await startReceiver({ answers: [{ status: 500, held: true }, 500, 500, 500] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, { ...options, concurrency: 2 })
  const ids = await engine.send({ endpointIds: [id], copies: 4 })
  await engine.until(async () => (await engine.counts()).retrying === 3)
  const openedAt = engine.clock.now()
  engine.clock.advance(1_000)
  receiver.release()
  await engine.until(async () => (await engine.counts()).retrying === ids.length)
  expect(await healthOf({ engine, id })).toMatchObject({
    failuresInRow: 4,
    openedAt,
    probeAt: openedAt + 1_000 + minute,
  })
})

it('survives a restart', async () => {
  const { receiver, engine, id } = await opened([200])
  const before = await healthOf({ engine, id })
  await engine.stop()
  const again = startTestEngine({ dataDir: engine.dataDir, clock: engine.clock })
  expect(await healthOf({ engine: again, id })).toEqual(before)
  await again.turn()
  expect(receiver.requests).toHaveLength(3)
  again.clock.advance(minute)
  await again.until(async () => (await again.counts()).delivered === 2)
})

it('a clock that is set back does not put the probe off: it moved on with the clock', async () => {
  const { receiver, engine, id } = await opened([200])
  engine.clock.set(engine.clock.now() - 3_600_000)
  const [fresh = ''] = await engine.send({ endpointIds: [id] })
  await engine.turn()
  expect(receiver.requests).toHaveLength(3)
  engine.clock.advance(minute / 2)
  await engine.turn()
  engine.clock.advance(minute / 2)
  await engine.reaches(fresh, 'delivered')
})

it('switched off, or the endpoint resumed by hand, it lets all through at once', async () => {
  const off = await opened([200])
  await off.engine.run('endpoint.save', { id: off.id, options: { breaker: null } })
  expect(await healthOf(off)).toMatchObject({ openedAt: null, probeAt: null })
  await off.engine.until(async () => (await off.engine.counts()).delivered === 2)
  const resumed = await opened([200])
  await resumed.engine.run('endpoint.resume', { id: resumed.id })
  expect(await healthOf(resumed)).toEqual(goodHealth)
  await resumed.engine.until(async () => (await resumed.engine.counts()).delivered === 2)
})

it('leaves other endpoints alone', async () => {
  const { receiver, engine } = await opened()
  receiver.setAnswers([200])
  const [id = ''] = await engine.send({ url: `${receiver.url}/other` })
  await engine.reaches(id, 'delivered')
})
