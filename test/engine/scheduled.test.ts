/** Events with a send time. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const hour = 3_600_000

it('is sent at its time, not a millisecond earlier', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const sendAt = engine.clock.now() + hour
  const [id = ''] = await engine.send({ url: receiver.url, sendAt })
  expect(await engine.run('delivery.show', { id })).toMatchObject({
    state: 'scheduled',
    nextAttemptAt: sendAt,
  })
  engine.clock.advance(hour - 1)
  await engine.turn()
  expect(await engine.counts()).toMatchObject({ scheduled: 1, sending: 0 })
  engine.clock.advance(1)
  expect(await engine.reaches(id, 'delivered')).toMatchObject({ attemptCount: 1, createdAt: sendAt - hour })
})

it('a time in the past or now means at once', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const engine = startTestEngine()
  for (const sendAt of [0, engine.clock.now() - 1, engine.clock.now()]) {
    const [delivery] = (
      await engine.run('event.send', { url: receiver.url, category: 'c', data: '1', sendAt })
    ).deliveries
    expect(['queued', 'sending']).toContain(delivery?.state)
  }
  await receiver.waitFor(3)
})

it('keeps its time over a restart, and is sent at once when that passed meanwhile', async () => {
  const receiver = await startReceiver()
  const first = startTestEngine()
  const now = first.clock.now()
  const [early = ''] = await first.send({ url: receiver.url, sendAt: now + hour })
  const [late = ''] = await first.send({ url: receiver.url, sendAt: now + 3 * hour })
  await first.stop()
  first.clock.set(now + 2 * hour)
  const second = startTestEngine({ dataDir: first.dataDir, clock: first.clock })
  await second.reaches(early, 'delivered')
  expect(await second.run('delivery.show', { id: late })).toMatchObject({
    state: 'scheduled',
    nextAttemptAt: now + 3 * hour,
  })
  second.clock.advance(hour)
  await second.reaches(late, 'delivered')
})

it('does not hold up what is due before it', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.send({ url: receiver.url, sendAt: engine.clock.now() + hour })
  const [id = ''] = await engine.send({ url: receiver.url })
  await engine.reaches(id, 'delivered')
})

it('several go in the order of their times', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 1 })
  const now = engine.clock.now()
  for (const minutes of [3, 1, 2]) {
    await engine.send({
      url: receiver.url,
      sendAt: now + minutes * 60_000,
      category: `${minutes}`,
      data: '1',
    })
  }
  engine.clock.advance(hour)
  await engine.run('queue.drain', {})
  const categories = receiver.requests.map(
    ({ decoded }) => (JSON.parse(decoded.toString()) as { category: string }).category,
  )
  expect(categories).toEqual(['1', '2', '3'])
})

it('can be held, and waits for its time again after the release', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const sendAt = engine.clock.now() + hour
  const ids = await engine.send({ url: receiver.url, sendAt })
  const [id = ''] = ids
  await engine.run('delivery.hold', { ids })
  engine.clock.advance(hour / 2)
  await engine.run('delivery.release', { ids })
  expect(await engine.run('delivery.show', { id })).toMatchObject({
    state: 'scheduled',
    nextAttemptAt: sendAt,
  })
  await engine.run('delivery.hold', { ids })
  engine.clock.advance(hour)
  await engine.turn()
  expect(receiver.requests).toHaveLength(0)
  await engine.run('delivery.release', { ids })
  await engine.reaches(id, 'delivered')
})

it('can be sent now, canceled and deleted', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const [one = '', two = '', three = ''] = await engine.send({
    url: receiver.url,
    sendAt: engine.clock.now() + hour,
    copies: 3,
  })
  await engine.run('delivery.retry', { ids: [one] })
  await engine.reaches(one, 'delivered')
  await engine.run('delivery.cancel', { ids: [two] })
  await engine.run('delivery.delete', { ids: [three] })
  engine.clock.advance(2 * hour)
  await engine.turn()
  expect(await engine.counts()).toMatchObject({ scheduled: 0, canceled: 1, delivered: 1, sending: 0 })
})

it('a failed first attempt is followed by the schedule', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({
    url: receiver.url,
    sendAt: engine.clock.now() + hour,
    retrySchedule: ['10s'],
  })
  engine.clock.advance(hour)
  expect(await engine.reaches(id, 'retrying')).toMatchObject({ nextAttemptAt: engine.clock.now() + 10_000 })
})

it('one that a shutdown interrupts is sent again at once', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const first = startTestEngine()
  const [id = ''] = await first.send({ url: receiver.url, sendAt: first.clock.now() + hour })
  first.clock.advance(hour)
  await receiver.waitFor(1)
  await first.stop()
  receiver.setAnswers([200])
  const second = startTestEngine({ dataDir: first.dataDir, clock: first.clock })
  expect(await second.reaches(id, 'delivered')).toMatchObject({ attemptMarks: 'id', attemptCount: 1 })
})

it.each([-1, 1.5, '2026-01-01', 253_402_300_800_000])('refuses %j as a time', async (sendAt) => {
  const engine = startTestEngine()
  const failure = await engine.refused('event.send', { url: 'http://x/', category: 'c', data: '1', sendAt })
  expect(failure).toMatchObject({ code: 'count_invalid', details: { field: 'sendAt' } })
})
