/** The machine's clock jumps by a day, either way, while something waits: nothing bursts, nothing is forgotten. */
import { expect, it } from 'vitest'
import { testClock } from '../support/clock.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { type Answer, startReceiver, type TestReceiver } from '../support/receiver.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const tick = 15_000

interface Started {
  receiver: TestReceiver
  engine: TestEngine
}

async function started(answers: Answer[] = [200]): Promise<Started> {
  return { receiver: await startReceiver({ answers }), engine: startTestEngine() }
}

/** As a person sets it, and as long as it takes to be noticed. */
async function jump(engine: TestEngine, ms: number): Promise<void> {
  engine.clock.set(engine.clock.now() + ms)
  engine.clock.advance(tick)
  await engine.turn()
  for (const { id } of (await engine.run('snapshot.get', {})).jobs) await engine.jobEnds(id)
}

/** Its next attempt is so far away; the time that the test itself takes counts as passed. */
async function expectWait(engine: TestEngine, id: string, ms: number): Promise<void> {
  const { nextAttemptAt } = await engine.run('delivery.show', { id })
  const waitMs = (nextAttemptAt ?? Number.NaN) - engine.clock.now()
  expect(waitMs).toBeGreaterThan(ms - 5_000)
  expect(waitMs).toBeLessThanOrEqual(ms)
}

async function settled(engine: TestEngine): Promise<void> {
  await engine.turn()
  await engine.until(async () => (await engine.counts()).sending === 0)
}

it('a day back: a retry waits what was left of its wait, where it began anew', async () => {
  const { receiver, engine } = await started([500, 200])
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['24h'] })
  await engine.reaches(id, 'retrying')
  engine.clock.advance(20 * hour)
  await engine.turn()
  await jump(engine, -day)
  await expectWait(engine, id, 4 * hour - tick)
  engine.clock.advance(4 * hour - tick - 5_000)
  await engine.turn()
  expect(receiver.requests).toHaveLength(1)
  engine.clock.advance(5_000)
  await engine.reaches(id, 'delivered')
})

it('a day back, twice: the same', async () => {
  const { receiver, engine } = await started([500, 200])
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['1h'] })
  await engine.reaches(id, 'retrying')
  await jump(engine, -day)
  await jump(engine, -day)
  await expectWait(engine, id, hour - 2 * tick)
})

it('a day back while it did not run: no longer than the whole wait', async () => {
  const { receiver, engine } = await started([500, 200])
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['1h'] })
  await engine.reaches(id, 'retrying')
  await engine.stop()
  engine.clock.set(engine.clock.now() - day)
  const again = startTestEngine({ dataDir: engine.dataDir, clock: engine.clock })
  for (const job of (await again.run('snapshot.get', {})).jobs) await again.jobEnds(job.id)
  await expectWait(again, id, hour)
  again.clock.advance(hour)
  await again.reaches(id, 'delivered')
})

it('a day back: what Retry-After asked for is waited, and not a day more', async () => {
  const { receiver, engine } = await started([{ status: 503, headers: { 'retry-after': '7200' } }, 200])
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['1s'] })
  await engine.reaches(id, 'retrying')
  await jump(engine, -day)
  await expectWait(engine, id, 2 * hour - tick)
  engine.clock.advance(2 * hour)
  await engine.reaches(id, 'delivered')
})

it('a day back: more than a step of a job that are due stay due, and go in order', async () => {
  const { receiver, engine } = await started(['hang', 200])
  await engine.run('settings.set', { concurrency: 1, requestTimeoutMs: minute })
  const { deliveries } = await engine.run('event.send', {
    url: receiver.url,
    category: 'c',
    data: '{}',
    copies: 1_000,
  })
  await receiver.waitFor(1)
  await jump(engine, -day)
  receiver.release()
  await engine.run('queue.drain', {})
  const got = receiver.requests.map(({ headers }) => headers['webhook-id'])
  expect(got).toEqual(deliveries.map(({ eventId }) => eventId))
})

it('a day back: what is claimed ahead and then paused waits no longer than what is not', async () => {
  const { receiver, engine } = await started()
  await engine.run('settings.set', { concurrency: 1, requestTimeoutMs: minute })
  await engine.send({ url: receiver.url, copies: 300 })
  await receiver.waitFor(100)
  receiver.setAnswers(['hang'])
  await receiver.waitFor(receiver.requests.length + 1)
  expect((await engine.counts()).sending).toBeGreaterThan(1)
  await jump(engine, -day)
  await engine.run('queue.pause', {})
  receiver.setAnswers([200])
  receiver.release()
  await engine.run('queue.resume', {})
  expect((await engine.run('queue.drain', {})).counts).toMatchObject({ delivered: 300 })
})

it('a day back with a request on its way: its retry waits as planned', async () => {
  const { receiver, engine } = await started(['hang'])
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['10s'], maxAttempts: 2 })
  await receiver.waitFor(1)
  engine.clock.set(engine.clock.now() - day)
  receiver.setAnswers([200])
  engine.clock.advance(10_000)
  await engine.reaches(id, 'retrying')
  await expectWait(engine, id, 10_000)
})

it('a day back: what a person holds goes out when it is released, and was scheduled for tomorrow', async () => {
  const { receiver, engine } = await started()
  await engine.run('queue.pause', {})
  const ids = await engine.send({ url: receiver.url })
  await engine.run('delivery.hold', { ids })
  await engine.run('queue.resume', {})
  await jump(engine, -day)
  await engine.run('delivery.release', { ids })
  await engine.run('delivery.wait', { ids })
})

it('a day back: what a paused endpoint holds goes out when it is resumed', async () => {
  const { receiver, engine } = await started()
  const id = await engine.endpoint(receiver.url)
  await engine.run('endpoint.pause', { id })
  const ids = await engine.send({ endpointIds: [id] })
  await jump(engine, -day)
  await engine.run('endpoint.resume', { id })
  await engine.run('delivery.wait', { ids })
})

it('a day back: a held retry has what was left of its wait', async () => {
  const { receiver, engine } = await started([500, 200])
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['1h'] })
  await engine.reaches(id, 'retrying')
  engine.clock.advance(hour / 2)
  await engine.run('delivery.hold', { ids: [id] })
  await jump(engine, -day)
  await engine.run('delivery.release', { ids: [id] })
  await expectWait(engine, id, hour / 2)
})

it('a day back: another schedule counts from now, where it counted from tomorrow', async () => {
  const { receiver, engine } = await started([500, 200])
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['1h'] })
  await engine.reaches(id, 'retrying')
  await jump(engine, -day)
  await engine.run('delivery.reschedule', { ids: [id], retrySchedule: ['30m'] })
  await expectWait(engine, id, hour / 2)
})

it.each([
  ['forward', day],
  ['back', -day],
])('a day %s: what a person scheduled keeps its time, also when held', async (_way, ms) => {
  const { receiver, engine } = await started()
  const sendAt = engine.clock.now() + 3 * day
  const ids = await engine.send({ url: receiver.url, sendAt, copies: 2 })
  const [id = '', held = ''] = ids
  await engine.run('delivery.hold', { ids: [held] })
  await jump(engine, ms)
  await engine.run('delivery.release', { ids: [held] })
  expect(await engine.run('delivery.show', { id })).toMatchObject({ nextAttemptAt: sendAt })
  expect(await engine.run('delivery.show', { id: held })).toMatchObject({ nextAttemptAt: sendAt })
  engine.clock.advance(sendAt - engine.clock.now())
  await engine.run('delivery.wait', { ids })
})

it('a day forward: what became due goes out once, what did not waits on', async () => {
  const { receiver, engine } = await started()
  const now = engine.clock.now()
  const [due = ''] = await engine.send({ url: receiver.url, sendAt: now + day })
  const [later = ''] = await engine.send({ url: receiver.url, sendAt: now + 2 * day })
  await jump(engine, day)
  await engine.reaches(due, 'delivered')
  await engine.turn()
  expect(receiver.requests).toHaveLength(1)
  await jump(engine, -day)
  expect(await engine.run('delivery.show', { id: later })).toMatchObject({ nextAttemptAt: now + 2 * day })
  expect(receiver.requests).toHaveLength(1)
})

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

it('an ordered endpoint keeps its order over both jumps', async () => {
  const { receiver, engine } = await started([500, 200])
  const id = await engine.endpoint(receiver.url, { ordered: true, retrySchedule: ['1h'] })
  const { deliveries } = await engine.run('event.send', {
    endpointIds: [id],
    category: 'c',
    data: '{}',
    copies: 4,
  })
  await engine.reaches(deliveries[0]?.id ?? '', 'retrying')
  await jump(engine, -day)
  expect(receiver.requests).toHaveLength(1)
  await jump(engine, day)
  await engine.run('queue.drain', {})
  const got = receiver.requests.slice(1).map(({ headers }) => headers['webhook-id'])
  expect(got).toEqual(deliveries.map(({ eventId }) => eventId))
})
