/** A rate limit of an endpoint: never more than so many starts within any span of its length. */
import { expect, it } from 'vitest'
import type { RateLimit } from '../../src/shared/endpoint.ts'
import { testClock, type TestClock } from '../support/clock.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'

/** A receiver that notes when requests come: of a clock that stands still meanwhile, their time of starting. */
async function notingReceiver(clock: TestClock): Promise<TestReceiver & { starts: number[] }> {
  const starts: number[] = []
  const receiver = await startReceiver({
    delay(give) {
      starts.push(clock.now())
      give()
    },
  })
  return Object.assign(receiver, { starts })
}

/** Moves time on in steps, as it passes, and lets everything that a step started end before the next. */
async function pass(engine: TestEngine, ms: number, stepMs = 100): Promise<void> {
  for (let passed = 0; passed < ms; passed += stepMs) {
    engine.clock.advance(stepMs)
    await settle(engine)
  }
}

async function settle(engine: TestEngine): Promise<void> {
  await engine.turn()
  await engine.until(async () => (await engine.counts()).sending === 0)
}

function mostWithin(starts: readonly number[], { perMs }: Pick<RateLimit, 'perMs'>): number {
  return Math.max(...starts.map((from) => starts.filter((at) => at >= from && at < from + perMs).length))
}

it('never more than its count in any second, and no fewer than it allows', async () => {
  const clock = testClock()
  const receiver = await notingReceiver(clock)
  const engine = startTestEngine({ clock })
  const rateLimit = { count: 5, perMs: 1_000 as const }
  const id = await engine.endpoint(receiver.url, { rateLimit })
  await engine.send({ endpointIds: [id], copies: 3 })
  await settle(engine)
  await pass(engine, 500)
  await engine.send({ endpointIds: [id], copies: 22 })
  await settle(engine)
  expect(receiver.starts).toHaveLength(5)
  await pass(engine, 4_000)
  expect(receiver.starts).toHaveLength(25)
  expect(mostWithin(receiver.starts, rateLimit)).toBe(5)
})

it('counts retries like first attempts, over many deliveries', async () => {
  const clock = testClock()
  const receiver = await notingReceiver(clock)
  receiver.setAnswers([500, 500, 500, 500, 500, 500, 200])
  const engine = startTestEngine({ clock })
  const rateLimit = { count: 4, perMs: 1_000 as const }
  const id = await engine.endpoint(receiver.url, { rateLimit, retrySchedule: ['0s', '300ms'] })
  await engine.send({ endpointIds: [id], copies: 8 })
  await settle(engine)
  await pass(engine, 3_500)
  expect(await engine.counts()).toMatchObject({ delivered: 8 })
  expect(receiver.starts).toHaveLength(14)
  expect(mostWithin(receiver.starts, rateLimit)).toBe(4)
})

it('per minute', async () => {
  const clock = testClock()
  const receiver = await notingReceiver(clock)
  const engine = startTestEngine({ clock })
  const id = await engine.endpoint(receiver.url, { rateLimit: { count: 2, perMs: 60_000 } })
  await engine.send({ endpointIds: [id], copies: 6 })
  await settle(engine)
  await pass(engine, 120_000, 15_000)
  const from = receiver.starts[0] ?? 0
  expect(receiver.starts.map((at) => at - from)).toEqual([0, 0, 60_000, 60_000, 120_000, 120_000])
})

it('goes on by itself when the span is over', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, { rateLimit: { count: 2, perMs: 1_000 } })
  await engine.send({ endpointIds: [id], copies: 5 })
  for (const count of [2, 4, 5]) {
    await engine.until(async () => (await engine.counts()).delivered === count)
    engine.clock.advance(1_000)
  }
})

it('leaves other endpoints alone', async () => {
  const limited = await startReceiver()
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const id = await engine.endpoint(limited.url, { rateLimit: { count: 1, perMs: 60_000 } })
  await engine.send({ endpointIds: [id], copies: 500 })
  const ids = await engine.send({ url: receiver.url, copies: 200 })
  await engine.run('delivery.wait', { ids })
  await engine.turn()
  expect(limited.requests).toHaveLength(1)
  expect(await engine.counts()).toMatchObject({ queued: 499, sending: 0, delivered: 201 })
  expect(engine.clock.soonest()).toBeGreaterThan(0)
})

it('a clock that is set back makes nobody wait longer than the span, and lets no more through', async () => {
  const clock = testClock()
  const receiver = await notingReceiver(clock)
  const engine = startTestEngine({ clock })
  const id = await engine.endpoint(receiver.url, { rateLimit: { count: 3, perMs: 1_000 } })
  await engine.send({ endpointIds: [id], copies: 3 })
  await settle(engine)
  clock.set(clock.now() - 3_600_000)
  await engine.send({ endpointIds: [id], copies: 6 })
  await settle(engine)
  expect(receiver.starts).toHaveLength(3)
  await pass(engine, 900)
  expect(receiver.starts).toHaveLength(3)
  await pass(engine, 200)
  expect(receiver.starts).toHaveLength(6)
  await pass(engine, 1_100)
  expect(receiver.starts).toHaveLength(9)
})

it('saved again it does not begin anew: twice as many went out', async () => {
  const clock = testClock()
  const receiver = await notingReceiver(clock)
  const engine = startTestEngine({ clock })
  const rateLimit = { count: 3, perMs: 1_000 as const }
  const id = await engine.endpoint(receiver.url, { rateLimit })
  await engine.send({ endpointIds: [id], copies: 12 })
  await settle(engine)
  await engine.run('endpoint.save', { id, options: { rateLimit } })
  await settle(engine)
  expect(receiver.starts).toHaveLength(3)
  await engine.run('endpoint.save', { id, options: { rateLimit: { ...rateLimit, count: 5 } } })
  await settle(engine)
  expect(receiver.starts).toHaveLength(5)
  await engine.run('endpoint.save', { id, options: { rateLimit: { ...rateLimit, count: 1 } } })
  await pass(engine, 1_000)
  expect(receiver.starts).toHaveLength(6)
  await engine.run('endpoint.save', { id, options: { rateLimit: null } })
  await settle(engine)
  expect(receiver.starts).toHaveLength(12)
})

it('a pause and a resume do not begin it anew', async () => {
  const clock = testClock()
  const receiver = await notingReceiver(clock)
  const engine = startTestEngine({ clock })
  const id = await engine.endpoint(receiver.url, { rateLimit: { count: 2, perMs: 1_000 } })
  await engine.send({ endpointIds: [id], copies: 4 })
  await settle(engine)
  await engine.run('endpoint.pause', { id })
  await engine.run('endpoint.resume', { id })
  await engine.until(async () => (await engine.counts()).held === 0)
  await settle(engine)
  expect(receiver.starts).toHaveLength(2)
  await pass(engine, 1_000)
  expect(receiver.starts).toHaveLength(4)
})
