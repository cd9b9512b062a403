/** The machine's clock jumps by a day, either way, while something waits for its time: nothing waits for tomorrow. */
import { expect, it } from 'vitest'
import { day, expectWait, hour, jump, minute, started, tick } from '../support/clock-jump.ts'
import { startTestEngine } from '../support/engine.ts'

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
