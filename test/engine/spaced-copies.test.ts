/** Copies with a time between them. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

it('each is due one interval after the copy before, and all of them are on disk at once', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const now = engine.clock.now()
  const { deliveries } = await engine.run('event.send', {
    url: receiver.url,
    category: 'c',
    data: '1',
    copies: 4,
    everyMs: 2_000,
  })
  expect(deliveries.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual(
    [0, 1, 2, 3].map((n) => now + n * 2_000),
  )
  const [first, ...others] = deliveries
  await engine.reaches(first?.id ?? '', 'delivered')
  expect(await engine.counts()).toMatchObject({ scheduled: 3, delivered: 1 })
  engine.clock.advance(1_999)
  await engine.turn()
  expect(receiver.requests).toHaveLength(1)
  engine.clock.advance(1)
  await engine.reaches(others[0]?.id ?? '', 'delivered')
  expect(receiver.requests).toHaveLength(2)
  engine.clock.advance(4_000)
  for (const { id } of others) await engine.reaches(id, 'delivered')
})

it('begin at the time that is given, or now where that is past', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const now = engine.clock.now()
  for (const [sendAt, start] of [
    [now + 60_000, now + 60_000],
    [now - 60_000, now],
  ] as const) {
    const { deliveries } = await engine.run('event.send', {
      url: 'http://127.0.0.1:1/',
      category: 'c',
      data: '1',
      copies: 2,
      everyMs: 500,
      sendAt,
    })
    expect(deliveries.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([start, start + 500])
  }
})

it.each([
  ['everyMs', { everyMs: -1 }],
  ['everyMs', { everyMs: 1.5 }],
  ['everyMs', { everyMs: 31 * 86_400_000 }],
  ['everyMs', { everyMs: 1_000, sendAt: 253_402_300_799_000 }],
  ['copies', { data: '"' + 'x'.repeat(1_000_000) + '"', copies: 600 }],
])('refuses what cannot be, at %s', async (field, change) => {
  const engine = startTestEngine()
  const refused = await engine.refused('event.send', {
    url: 'http://127.0.0.1:1/',
    category: 'c',
    data: '1',
    copies: 2,
    ...change,
  })
  expect(refused.details).toMatchObject({ field })
})
