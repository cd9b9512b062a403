import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const event = { category: 'order.created', data: '{"n": 12345678901234567890, "b":1,"a":2}' }

it('answers 503, 503, 200 make three attempts on the schedule, with the same bytes', async () => {
  const receiver = await startReceiver({ answers: [503, 503, 200] })
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', {
    ...event,
    url: receiver.url,
    retrySchedule: ['10s', '1h'],
  })
  const id = deliveries[0]?.id ?? ''

  const first = await engine.reaches(id, 'retrying')
  expect(first).toMatchObject({
    attemptCount: 1,
    nextAttemptAt: engine.clock.now() + 10_000,
    lastStatusCode: 503,
  })
  engine.clock.advance(9_999)
  expect(receiver.requests).toHaveLength(1)
  engine.clock.advance(1)
  await engine.until(async () => (await engine.run('delivery.show', { id })).attemptCount === 2)
  const second = await engine.reaches(id, 'retrying')
  expect(second.nextAttemptAt).toBe(engine.clock.now() + 3_600_000)
  engine.clock.advance(3_600_000)
  const done = await engine.reaches(id, 'delivered')

  expect(done).toMatchObject({
    attemptCount: 3,
    attemptMarks: 'ffd',
    nextAttemptAt: null,
    lastStatusCode: 200,
  })
  expect(done.attempts.map(({ number, outcome, statusCode }) => [number, outcome, statusCode])).toEqual([
    [1, 'failed', 503],
    [2, 'failed', 503],
    [3, 'delivered', 200],
  ])
  const bodies = receiver.requests.map(({ body }) => body.toString('utf8'))
  expect(new Set(bodies).size).toBe(1)
  expect(bodies[0]).toContain(`"data":${event.data}}`)
  expect(receiver.requests.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1', '2', '3'])
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id']))).toEqual(
    new Set([done.eventId]),
  )
})

it('gives up when attempt max_attempts has failed, and keeps the delivery', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', {
    ...event,
    url: receiver.url,
    retrySchedule: ['0s'],
    maxAttempts: 3,
  })
  const id = deliveries[0]?.id ?? ''
  await engine.until(async () => {
    engine.clock.advance(0)
    return (await engine.run('delivery.show', { id })).state === 'failed'
  })
  const failed = await engine.run('delivery.show', { id })
  expect(failed).toMatchObject({ attemptCount: 3, attemptMarks: 'fff', nextAttemptAt: null })
  expect(receiver.requests).toHaveLength(3)
})

it('waits the cooldown where the schedule is empty', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', { ...event, url: receiver.url, retrySchedule: [] })
  const waiting = await engine.reaches(deliveries[0]?.id ?? '', 'retrying')
  expect(waiting.nextAttemptAt).toBe(engine.clock.now() + 60_000)
})

it('moves the next attempt later for Retry-After, and says so', async () => {
  const receiver = await startReceiver({ answers: [{ status: 503, headers: { 'retry-after': '120' } }] })
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', {
    ...event,
    url: receiver.url,
    retrySchedule: ['5s'],
  })
  const waiting = await engine.reaches(deliveries[0]?.id ?? '', 'retrying')
  expect(waiting.nextAttemptAt).toBe(engine.clock.now() + 120_000)
  expect(waiting.attempts[0]?.postponed).toMatchObject({ to: waiting.nextAttemptAt })
})

it('fails for good on 410', async () => {
  const receiver = await startReceiver({ answers: [410] })
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', { ...event, url: receiver.url })
  const failed = await engine.reaches(deliveries[0]?.id ?? '', 'failed')
  expect(failed.attemptCount).toBe(1)
})

it('finds what became due while the clock was set forward', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', {
    ...event,
    url: receiver.url,
    retrySchedule: ['24h'],
  })
  const id = deliveries[0]?.id ?? ''
  await engine.reaches(id, 'retrying')
  // The machine's clock jumps a day; the timers have measured only the safety tick.
  engine.clock.set(engine.clock.now() + 86_400_000)
  engine.clock.advance(15_000)
  await engine.reaches(id, 'delivered')
})
