/** The machine's clock jumps by a day, either way, while limits hold something: nothing bursts, nothing is forgotten. */
import { expect, it } from 'vitest'
import { testClock } from '../support/clock.ts'
import { day, jump, minute, settled, started } from '../support/clock-jump.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

it.each([
  ['forward', day],
  ['forward by ten seconds', 10_000],
  ['back', -day],
])('%s: a rate limit lets no more through in a minute that passes', async (_way, ms) => {
  const { receiver, engine } = await started()
  const id = await engine.endpoint(receiver.url, { rateLimit: { count: 5, perMs: 60_000 } })
  await engine.send({ endpointIds: [id], copies: 20 })
  await receiver.waitFor(5)
  await jump(engine, ms)
  await settled(engine)
  expect(receiver.requests).toHaveLength(5)
  engine.clock.advance(minute)
  await receiver.waitFor(10)
  await settled(engine)
  expect(receiver.requests).toHaveLength(10)
})

it.each([
  ['forward', day],
  ['back', -day],
])('a day %s: a breaker lets one probe through, no later than planned', async (_way, ms) => {
  const { receiver, engine } = await started([500])
  const breaker = { failures: 2, probeAfterMs: 10 * minute }
  const id = await engine.endpoint(receiver.url, { breaker, concurrency: 1, retrySchedule: ['1s'] })
  await engine.send({ endpointIds: [id], copies: 5 })
  await engine.until(async () => (await engine.run('endpoint.show', { id })).health.openedAt !== null)
  const before = receiver.requests.length
  await jump(engine, ms)
  await settled(engine)
  engine.clock.advance(10 * minute)
  await receiver.waitFor(before + 1)
  await settled(engine)
  expect(receiver.requests.length - before).toBe(ms > 0 ? 2 : 1)
})

it.each([
  ['forward', day],
  ['back', -day],
])('a day %s: a port that is watched is asked on, and what waited goes', async (_way, ms) => {
  const { receiver, engine } = await started()
  await receiver.close()
  const id = await engine.endpoint(receiver.url, { holdWhileRefused: true })
  const ids = await engine.send({ endpointIds: [id], copies: 3 })
  await engine.until(async () => (await engine.run('endpoint.show', { id })).health.refusedSince !== null)
  await jump(engine, ms)
  await startReceiver({ port: receiver.port })
  engine.clock.advance(1_000)
  await engine.run('delivery.wait', { ids })
})

it('a day back while one is on its way that is refused: it waits for its port, not for tomorrow', async () => {
  const clock = testClock()
  const receiver = await startReceiver()
  await receiver.close()
  const engine = startTestEngine({
    clock,
    sender: (real) => ({
      close: () => real.close(),
      send(request) {
        const { done, abort } = real.send(request)
        const late = done.then((sent) => {
          if (sent.errorCode === 'refused') clock.set(clock.now() - day)
          return sent
        })
        return { done: late, abort }
      },
    }),
  })
  const id = await engine.endpoint(receiver.url, { holdWhileRefused: true })
  const [delivery = ''] = await engine.send({ endpointIds: [id] })
  await engine.until(async () => (await engine.run('endpoint.show', { id })).health.refusedSince !== null)
  await startReceiver({ port: receiver.port })
  clock.advance(1_000)
  await engine.reaches(delivery, 'delivered')
})

it('the pulse shows what was just sent after a day back, and had a bar of tomorrow', async () => {
  const { receiver, engine } = await started()
  const ids = await engine.send({ url: receiver.url, copies: 3 })
  await engine.run('delivery.wait', { ids })
  await jump(engine, -day)
  const [id = ''] = await engine.send({ url: receiver.url })
  await engine.reaches(id, 'delivered')
  const { pulse } = await engine.run('snapshot.get', {})
  for (const { at } of pulse.buckets) expect(at).toBeLessThanOrEqual(engine.clock.now())
  expect(pulse.buckets.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(4)
  engine.clock.advance(6 * minute)
  expect((await engine.run('snapshot.get', {})).pulse.buckets).toEqual([])
})

it('the pulse is empty after a day forward', async () => {
  const { receiver, engine } = await started()
  await engine.run('delivery.wait', { ids: await engine.send({ url: receiver.url }) })
  await jump(engine, day)
  expect((await engine.run('snapshot.get', {})).pulse.buckets).toEqual([])
})
