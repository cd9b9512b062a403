/** A slow or dead endpoint costs the others nothing but the connections that it is allowed. */
import { expect, it } from 'vitest'
import { testClock } from '../support/clock.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'

/** As many events as one command takes, so often. */
async function sendThousands(engine: TestEngine, url: string, thousands: number): Promise<void> {
  for (let round = 0; round < thousands; round += 1) await engine.send({ url, copies: 1_000 })
}

/** Sends 200 events to an endpoint that answers at once; settles when all are delivered. Time stands still meanwhile. */
async function deliver200(engine: TestEngine, receiver: TestReceiver): Promise<void> {
  const ids = await engine.send({ url: receiver.url, copies: 200 })
  const { deliveries } = await engine.run('delivery.wait', { ids })
  expect(deliveries.every(({ state }) => state === 'delivered')).toBe(true)
}

/** Moves time in small steps, as it passes, until it has come true; answers with the seconds that it took. */
async function secondsUntil(engine: TestEngine, isTrue: () => boolean, atMost: number): Promise<number> {
  for (let ms = 0; ms <= atMost * 1_000; ms += 250) {
    if (isTrue()) return ms / 1_000
    engine.clock.advance(250)
    await engine.turn()
  }
  throw new Error(`not after ${atMost} s`)
}

it('one that hangs with 10,000 waiting does not slow another', async () => {
  const hanging = await startReceiver({ answers: ['hang'] })
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await deliver200(engine, receiver)
  await sendThousands(engine, hanging.url, 10)
  await hanging.waitFor(5)
  await deliver200(engine, receiver)
  await engine.turn()
  expect(await engine.counts()).toMatchObject({ queued: 9_995, sending: 5, delivered: 400 })
})

it('one that hangs first keeps a new one waiting for no longer than a second', async () => {
  const hanging = await startReceiver({ answers: ['hang'] })
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await sendThousands(engine, hanging.url, 1)
  await hanging.waitFor(5)
  await engine.send({ url: receiver.url, copies: 200 })
  expect(await secondsUntil(engine, () => receiver.requests.length > 0, 3)).toBeLessThan(2)
  await receiver.waitFor(200)
  expect(await engine.counts()).toMatchObject({ failed: 0, retrying: 0 })
})

it('one that hangs after it was quick gives its connections back after a second', async () => {
  const hanging = await startReceiver()
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await sendThousands(engine, hanging.url, 1)
  await hanging.waitFor(100)
  hanging.setAnswers(['hang'])
  const before = hanging.requests.length
  await hanging.waitFor(before + 10)
  await engine.send({ url: receiver.url, copies: 200 })
  await engine.turn()
  expect(receiver.requests).toHaveLength(0)
  expect(await secondsUntil(engine, () => receiver.requests.length > 0, 3)).toBeLessThan(2)
  await receiver.waitFor(200)
})

it('several that hang leave half of the connections to one that answers', async () => {
  const hanging = await startReceiver({ answers: ['hang'] })
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await deliver200(engine, receiver)
  for (let index = 0; index < 20; index += 1)
    await engine.send({ url: `${hanging.url}/${index}`, copies: 20 })
  await hanging.waitFor(5)
  await deliver200(engine, receiver)
  await engine.turn()
  expect(hanging.requests).toHaveLength(5)
})

it('one that answers slowly gets all of its own, and slows nobody', async () => {
  const clock = testClock()
  const slow = await startReceiver({ delay: (give) => void clock.after(2_000, give) })
  const receiver = await startReceiver()
  const engine = startTestEngine({ clock })
  await deliver200(engine, receiver)
  const ids = await engine.send({ url: slow.url, copies: 40 })
  while (slow.requests.length < 40) {
    const before = slow.requests.length
    await deliver200(engine, receiver)
    await secondsUntil(engine, () => slow.requests.length > before, 3)
  }
  clock.advance(2_000)
  const { deliveries } = await engine.run('delivery.wait', { ids })
  expect(deliveries.every(({ attemptCount }) => attemptCount === 1)).toBe(true)
})

it('a hundred that hang with work waiting let a new one in: it was starved by what they had claimed', async () => {
  const hanging = await startReceiver({ answers: ['hang'] })
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  for (let index = 0; index < 150; index += 1)
    await engine.send({ url: `${hanging.url}/${index}`, copies: 10 })
  await engine.run('queue.resume', {})
  await hanging.waitFor(5)
  await engine.turn()
  expect((await engine.counts()).sending).toBeLessThanOrEqual(10)
  expect(engine.clock.soonest()).toBeGreaterThan(0)
  await engine.send({ url: receiver.url, copies: 200 })
  expect(await secondsUntil(engine, () => receiver.requests.length > 0, 60)).toBeLessThan(45)
  await receiver.waitFor(200)
})

it('those that time out and are due again at once do not pass over the others', async () => {
  const hanging = await startReceiver({ answers: ['hang'] })
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  for (let index = 0; index < 100; index += 1) {
    await engine.send({ url: `${hanging.url}/${index}`, copies: 50, retrySchedule: ['0s'] })
  }
  await engine.run('queue.resume', {})
  const reached = (): number => new Set(hanging.requests.map(({ path }) => path)).size
  await secondsUntil(engine, () => reached() === 100, 60)
})
