/** Another policy for deliveries that wait: their planned attempt moves to where the new schedule has it. */
import { expect, it } from 'vitest'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const hour = 3_600_000

/** A delivery that has failed once, an hour before its next attempt. */
async function retrying(engine: TestEngine, url: string): Promise<string> {
  const [id = ''] = await engine.send({ url, retrySchedule: ['1h'], maxAttempts: 5 })
  await engine.reaches(id, 'retrying')
  return id
}

it('the planned attempt moves, counted from the end of the latest one', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const failedAt = engine.clock.now()
  const id = await retrying(engine, receiver.url)
  engine.clock.advance(60_000)
  const answer = await engine.run('delivery.reschedule', { ids: [id], retrySchedule: ['10m', '1d'] })
  expect(answer).toEqual({ changed: [id], refused: [], job: null })
  const moved = await engine.run('delivery.show', { id })
  expect(moved).toMatchObject({
    state: 'retrying',
    retrySchedule: ['10m', '24h'],
    maxAttempts: 5,
    attemptCount: 1,
  })
  expect(moved.nextAttemptAt).toBeGreaterThanOrEqual(failedAt + 600_000)
  // The attempt took some real milliseconds; time stood still meanwhile.
  expect(moved.nextAttemptAt).toBeLessThan(failedAt + 600_000 + 5_000)
  engine.clock.advance(545_000)
  await engine.reaches(id, 'delivered')
})

it('a time that has passed already means at once', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const id = await retrying(engine, receiver.url)
  engine.clock.advance(hour / 2)
  await engine.run('delivery.reschedule', { ids: [id], retrySchedule: ['1s'] })
  await engine.reaches(id, 'delivered')
})

it('the attempts to come follow the new schedule', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await retrying(engine, receiver.url)
  await engine.run('delivery.reschedule', { ids: [id], retrySchedule: ['1h', '7h'], maxAttempts: 3 })
  engine.clock.advance(hour + 5_000)
  await engine.until(async () => (await engine.run('delivery.show', { id })).attempts.length === 2)
  expect(await engine.reaches(id, 'retrying')).toMatchObject({ nextAttemptAt: engine.clock.now() + 7 * hour })
  engine.clock.advance(7 * hour)
  expect(await engine.reaches(id, 'failed')).toMatchObject({ attemptCount: 3 })
})

it('an empty schedule waits the cooldown', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  await engine.run('settings.set', { cooldownMs: 120_000 })
  const id = await retrying(engine, receiver.url)
  await engine.run('delivery.reschedule', { ids: [id], retrySchedule: [] })
  const { nextAttemptAt } = await engine.run('delivery.show', { id })
  expect(nextAttemptAt).toBeGreaterThanOrEqual(engine.clock.now() + 120_000)
  expect(nextAttemptAt).toBeLessThan(engine.clock.now() + 125_000)
})

it('more attempts at most leave the planned time alone but for what the schedule says', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await retrying(engine, receiver.url)
  const { nextAttemptAt } = await engine.run('delivery.show', { id })
  await engine.run('delivery.reschedule', { ids: [id], maxAttempts: 50 })
  const after = await engine.run('delivery.show', { id })
  expect(after).toMatchObject({ maxAttempts: 50, retrySchedule: ['1h'] })
  expect((after.nextAttemptAt ?? 0) - (nextAttemptAt ?? 0)).toBeLessThan(5_000)
})

it('before its first attempt the time stays, also of a scheduled one', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const [queued = ''] = await engine.send({ url: 'http://127.0.0.1:1/' })
  const sendAt = engine.clock.now() + hour
  const [scheduled = ''] = await engine.send({ url: 'http://127.0.0.1:1/', sendAt })
  const before = await engine.run('delivery.show', { id: queued })
  await engine.run('delivery.reschedule', { ids: [queued, scheduled], retrySchedule: ['9h'] })
  expect(await engine.run('delivery.show', { id: queued })).toMatchObject({
    state: 'queued',
    nextAttemptAt: before.nextAttemptAt,
    retrySchedule: ['9h'],
  })
  expect(await engine.run('delivery.show', { id: scheduled })).toMatchObject({
    state: 'scheduled',
    nextAttemptAt: sendAt,
  })
})

it('a held one stays held, and goes on with the new time', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await retrying(engine, receiver.url)
  await engine.run('delivery.hold', { ids: [id] })
  await engine.run('delivery.reschedule', { ids: [id], retrySchedule: ['3h'] })
  expect(await engine.run('delivery.show', { id })).toMatchObject({ state: 'held', nextAttemptAt: null })
  await engine.run('delivery.release', { ids: [id] })
  const { nextAttemptAt } = await engine.reaches(id, 'retrying')
  expect(nextAttemptAt).toBeGreaterThanOrEqual(engine.clock.now() + 3 * hour)
})

it('no fewer attempts than it has had: attempts_used', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await retrying(engine, receiver.url)
  const { changed, refused } = await engine.run('delivery.reschedule', { ids: [id], maxAttempts: 1 })
  expect(changed).toEqual([])
  expect(refused).toMatchObject([
    { id, code: 'attempts_used', message: expect.stringContaining('1 attempt') as string },
  ])
  expect((await engine.run('delivery.show', { id })).maxAttempts).toBe(5)
  expect((await engine.run('delivery.reschedule', { ids: [id], maxAttempts: 0 })).changed).toEqual([id])
})

it('what is on its way or final is refused', async () => {
  const receiver = await startReceiver({ answers: [200, 'hang'] })
  const engine = startTestEngine()
  const [delivered = ''] = await engine.send({ url: receiver.url })
  await engine.reaches(delivered, 'delivered')
  const [sending = ''] = await engine.send({ url: receiver.url })
  await receiver.waitFor(2)
  const { refused } = await engine.run('delivery.reschedule', { ids: [delivered, sending], maxAttempts: 9 })
  expect(refused.map(({ code }) => code)).toEqual(['delivery_final', 'delivery_sending'])
})

it('many by a filter, and only those', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const others = await engine.send({ url: receiver.url, category: 'other', retrySchedule: ['1h'], copies: 3 })
  await engine.send({ url: receiver.url, category: 'moved', retrySchedule: ['1h'], copies: 700 })
  await engine.until(async () => (await engine.counts()).retrying === 703)
  const { job } = await engine.run('delivery.reschedule', {
    filter: { states: ['retrying'], category: 'moved' },
    retrySchedule: ['2h'],
    maxAttempts: 7,
  })
  expect(job).toMatchObject({ kind: 'reschedule', total: 700, state: 'running' })
  expect(await engine.jobEnds(job?.id)).toMatchObject({ state: 'done', done: 700, refused: 0 })
  const { rows, total } = await engine.run('delivery.list', { filter: { category: 'moved' }, limit: 500 })
  expect(total).toBe(700)
  for (const row of rows) {
    expect(row).toMatchObject({ retrySchedule: ['2h'], maxAttempts: 7 })
    expect(row.nextAttemptAt).toBeGreaterThanOrEqual(engine.clock.now() + 2 * hour)
  }
  expect(await engine.run('delivery.show', { id: others[0] ?? '' })).toMatchObject({ retrySchedule: ['1h'] })
})

it('a scheduled one gets another time, earlier or later, and is sent then', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  const sendAt = engine.clock.now() + hour
  const [id = ''] = await engine.send({ url: receiver.url, sendAt, retrySchedule: ['7s'] })
  await engine.run('delivery.reschedule', { ids: [id], nextAttemptAt: sendAt + hour })
  expect(await engine.run('delivery.show', { id })).toMatchObject({
    state: 'scheduled',
    nextAttemptAt: sendAt + hour,
    retrySchedule: ['7s'],
  })
  engine.clock.advance(hour + 5_000)
  await engine.run('delivery.reschedule', { ids: [id], nextAttemptAt: engine.clock.now() + 60_000 })
  expect(receiver.requests).toHaveLength(0)
  engine.clock.advance(60_000)
  await engine.reaches(id, 'delivered')
})

it('a time for the next attempt wins over the schedule, once; what is past means at once', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await retrying(engine, receiver.url)
  const at = engine.clock.now() + 5 * hour
  await engine.run('delivery.reschedule', { ids: [id], nextAttemptAt: at, retrySchedule: ['2h'] })
  expect(await engine.run('delivery.show', { id })).toMatchObject({ state: 'retrying', nextAttemptAt: at })
  await engine.run('delivery.reschedule', { ids: [id], nextAttemptAt: 0 })
  await engine.until(async () => (await engine.run('delivery.show', { id })).attempts.length === 2)
  expect(await engine.reaches(id, 'retrying')).toMatchObject({ nextAttemptAt: engine.clock.now() + 2 * hour })
})

it('a queued one that gets a time is scheduled, makes way in an ordered endpoint, and back again', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  await engine.endpoint(receiver.url, { ordered: true, concurrency: 1 })
  await engine.run('queue.pause', {})
  const [first = '', second = ''] = await engine.send({ url: receiver.url, copies: 2 })
  await engine.run('delivery.reschedule', { ids: [first], nextAttemptAt: engine.clock.now() + hour })
  expect(await engine.run('delivery.show', { id: first })).toMatchObject({ state: 'scheduled' })
  await engine.run('queue.resume', {})
  await engine.reaches(second, 'delivered')
  expect((await engine.run('delivery.show', { id: first })).attemptCount).toBe(0)
  await engine.run('delivery.reschedule', { ids: [first], nextAttemptAt: engine.clock.now() })
  await engine.reaches(first, 'delivered')
})

it('a held one keeps the time for its release', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: receiver.url, sendAt: engine.clock.now() + hour })
  await engine.run('delivery.hold', { ids: [id] })
  const at = engine.clock.now() + 2 * hour
  await engine.run('delivery.reschedule', { ids: [id], nextAttemptAt: at })
  expect(await engine.run('delivery.show', { id })).toMatchObject({ state: 'held', resumeAt: at })
  await engine.run('delivery.release', { ids: [id] })
  expect(await engine.reaches(id, 'scheduled')).toMatchObject({ nextAttemptAt: at })
})

it.each([
  ['nothing to change', { ids: ['a'] }, ['change_invalid', 'retrySchedule']],
  ['neither ids nor a filter', { maxAttempts: 1 }, ['selection_invalid', 'ids']],
  ['ids and a filter', { ids: ['a'], filter: {}, maxAttempts: 1 }, ['selection_invalid', 'ids']],
  ['a wait without a unit', { ids: ['a'], retrySchedule: ['5'] }, ['duration_invalid', 'retrySchedule.0']],
])('refuses %s', async (_what, input, [code, field]) => {
  const engine = startTestEngine()
  expect(await engine.refused('delivery.reschedule', input)).toMatchObject({ code, details: { field } })
})
