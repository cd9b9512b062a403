/** The server before the built engine thread (`out/main/engine.js`, which the test runner builds first). */
import { expect, test } from 'vitest'
import type { FeedBatch } from '../../src/shared/events.ts'
import { startReceiver } from '../support/receiver.ts'
import { serveEngine } from './real-setting.ts'
import { command, failureCode, openFeed } from './setting.ts'

test('an event sent over HTTP is delivered, and the feed of another client shows it', async () => {
  const served = await serveEngine()
  const receiver = await startReceiver()
  const window = await openFeed(served)
  const body = JSON.stringify({
    url: receiver.url,
    category: 'order.created',
    data: '{"id":9007199254740993}',
  })
  const sent = await command(served, 'event.send', { body })
  expect(sent.status).toBe(200)
  const states: string[] = []
  while (!states.includes('delivered')) {
    const { batch } = (await window.next()) as { batch: FeedBatch }
    for (const event of batch.events)
      if (event.name === 'deliveries.changed') states.push(...event.rows.map(({ state }) => state))
  }
  expect(receiver.requests).toHaveLength(1)
  expect(receiver.requests[0]?.decoded.toString()).toContain('"data":{"id":9007199254740993}')
})

test.each([
  ['event.send', { url: 'ftp://x', category: 'a', data: '1' }, 400, 'url_invalid'],
  ['event.send', { url: 'http://x/', category: 'a', data: '{' }, 400, 'json_invalid'],
  ['delivery.show', { id: 'none' }, 404, 'delivery_unknown'],
  ['no.such', {}, 404, 'unknown_command'],
  ['__proto__', {}, 404, 'unknown_command'],
])('%s with %j is refused by the gate with its code', async (name, input, ...expected) => {
  const served = await serveEngine()
  const answered = await command(served, name, { body: JSON.stringify(input) })
  expect([answered.status, failureCode(answered)]).toEqual(expected)
})

test('when the engine has ended commands are answered with 503', async () => {
  const served = await serveEngine()
  await served.stopEngine()
  const answered = await command(served, 'stats.get')
  expect([answered.status, failureCode(answered)]).toEqual([503, 'engine_unavailable'])
})
