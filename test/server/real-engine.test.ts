/** The server before the built engine thread (`out/main/engine.js`, which the test runner builds first). */
import { expect, onTestFinished, test } from 'vitest'
import { startEngine } from '../../src/engine/client.ts'
import { startServer } from '../../src/server/start-server.ts'
import type { FeedBatch } from '../../src/shared/events.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { command, failureCode, handEngine, openFeed, type Served } from './setting.ts'

async function serveEngine(): Promise<Served & { stopEngine(): Promise<void> }> {
  const threadFile = new URL('../../out/main/engine.js', import.meta.url)
  const engine = await startEngine({ threadFile, dataDir: tempDir(), version: '0.0.0' })
  const server = await startServer({ engine })
  onTestFinished(async () => {
    await server.close()
    await engine.stop({ graceMs: 1_000 })
  })
  const port = Number(new URL(server.url).port)
  return { engine: handEngine(), server, port, stopEngine: () => engine.stop({ graceMs: 1_000 }) }
}

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
