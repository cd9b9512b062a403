/** A cancel at every moment of a request: what a person called off stays so, and every count stays right. */
import { expect, it } from 'vitest'
import type { Sender } from '../../src/engine/deliver/sender.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

/** Tells when a request has ended, a moment before the engine hears of it. */
function watchedSender(): { sender: (real: Sender) => Sender; ended: Promise<void> } {
  let tell = (): void => {}
  const ended = new Promise<void>((resolve) => {
    tell = resolve
  })
  const sender = (real: Sender): Sender => ({
    send(request) {
      const sent = real.send(request)
      void sent.done.then(tell)
      return sent
    },
    close: () => real.close(),
  })
  return { sender, ended }
}

it.each([200, 500])(
  'when the answer %d has come and is not recorded yet: it was delivered, and counted -1',
  async (status) => {
    const receiver = await startReceiver({ answers: [status] })
    const { sender, ended } = watchedSender()
    const engine = startTestEngine({ sender })
    const ids = await engine.send({ url: receiver.url, retrySchedule: ['1h'] })
    const [id = ''] = ids
    await ended
    expect(await engine.run('delivery.cancel', { ids })).toMatchObject({ changed: ids })
    const shown = await engine.run('delivery.show', { id })
    expect(shown).toMatchObject({ state: 'canceled', nextAttemptAt: null })
    expect(shown.attempts).toMatchObject([{ statusCode: status }])
    expect(await engine.counts()).toMatchObject({ canceled: 1, sending: 0, delivered: 0, retrying: 0 })
  },
)

it('when it is deleted in the same breath', async () => {
  const receiver = await startReceiver()
  const { sender, ended } = watchedSender()
  const engine = startTestEngine({ sender })
  const ids = await engine.send({ url: receiver.url })
  await ended
  await Promise.all([engine.run('delivery.cancel', { ids }), engine.run('delivery.delete', { ids })])
  expect((await engine.run('delivery.list', {})).total).toBe(0)
})

it('when it is retried in the same breath: it was never sent', async () => {
  const receiver = await startReceiver({ answers: ['hang', 200] })
  const engine = startTestEngine()
  const ids = await engine.send({ url: receiver.url })
  await receiver.waitFor(1)
  await Promise.all([engine.run('delivery.cancel', { ids }), engine.run('delivery.retry', { ids })])
  const done = await engine.reaches(ids[0] ?? '', 'delivered')
  expect(done.attempts.map(({ number, errorCode }) => [number, errorCode])).toEqual([
    [1, 'aborted'],
    [2, null],
  ])
})

it('when it is claimed and not started', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 1 })
  await engine.send({ url: receiver.url, copies: 40 })
  await receiver.waitFor(20)
  receiver.setAnswers(['hang'])
  const { rows } = await engine.run('delivery.list', { filter: { states: ['sending', 'queued'] } })
  const ids = rows.map(({ id }) => id)
  const { changed, refused } = await engine.run('delivery.cancel', { ids })
  expect(changed.length + refused.length).toBe(ids.length)
  receiver.release()
  await engine.until(async () => (await engine.counts()).sending === 0)
  const counts = await engine.counts()
  expect(counts.canceled + counts.delivered).toBe(40)
  expect(counts.canceled).toBe(changed.length)
})

it('when nobody had sent it yet, it goes nowhere', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const ids = await engine.send({ url: receiver.url })
  await engine.run('delivery.cancel', { ids })
  await engine.run('queue.resume', {})
  engine.clock.advance(86_400_000)
  await engine.turn()
  expect(receiver.requests).toHaveLength(0)
  expect(await engine.counts()).toMatchObject({ canceled: 1, sending: 0 })
})

it('when it is retried and canceled again and again before its answer is recorded', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const { sender, ended } = watchedSender()
  const engine = startTestEngine({ sender })
  const ids = await engine.send({ url: receiver.url, retrySchedule: ['1h'] })
  await ended
  const names = ['delivery.cancel', 'delivery.retry', 'delivery.cancel', 'delivery.retry'] as const
  const answers = await Promise.all(names.map((name) => engine.run(name, { ids })))
  expect(answers.map(({ changed }) => changed)).toEqual([ids, ids, ids, ids])
  expect(await engine.reaches(ids[0] ?? '', 'delivered')).toMatchObject({
    attemptCount: 2,
    attemptMarks: 'fd',
  })
})
