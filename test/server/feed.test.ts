import { expect, test } from 'vitest'
import type { FeedBatch } from '../../src/shared/events.ts'
import { openFeed, serve } from './setting.ts'

const batch = (number: number, ids: string[] = []): FeedBatch => ({
  number,
  events: [{ name: 'deliveries.deleted', ids }],
})

test('every window gets every batch in order, and its own answers only', async () => {
  const served = await serve()
  const windows = [await openFeed(served), await openFeed(served), await openFeed(served)]
  for (const [index, window] of windows.entries()) window.send({ id: index, name: 'a', input: { index } })
  for (const [index, window] of windows.entries()) {
    expect(await window.next()).toEqual({
      id: index,
      result: { ok: true, value: { name: 'a', input: { index } } },
    })
  }
  for (let number = 1; number <= 100; number += 1) served.engine.publish(batch(number))
  for (const window of windows) {
    for (let number = 1; number <= 100; number += 1) {
      expect(await window.next()).toEqual({ batch: batch(number) })
    }
  }
})

test('commands of one window do not wait for each other', async () => {
  const served = await serve()
  const window = await openFeed(served)
  window.send({ id: 1, name: 'hang' })
  window.send({ id: 'two', name: 'stats.get' })
  expect(await window.next()).toMatchObject({ id: 'two', result: { ok: true } })
})

test.each([
  ['no JSON', 'nonsense', 4400],
  ['JSON that is no object', '[]', 4400],
  ['null', 'null', 4400],
  ['a command without an id', '{"name":"stats.get"}', 4400],
])('%s closes the connection with a code, and nothing is run', async (_what, text, code) => {
  const served = await serve()
  const [wrong, right] = [await openFeed(served), await openFeed(served)]
  wrong.send(text)
  expect(await wrong.closed).toBe(code)
  expect(served.engine.asked).toEqual([])
  right.send({ id: 1, name: 'stats.get' })
  expect(await right.next()).toMatchObject({ id: 1 })
})

test('bytes close the connection, and so does a message above 64 MB', async () => {
  const served = await serve()
  const binary = await openFeed(served)
  binary.socket.send(Buffer.from('{"id":1,"name":"stats.get"}'))
  expect(await binary.closed).toBe(1003)
  const large = await openFeed(served)
  large.socket.on('error', () => {}) // The server hangs up while it is still being sent.
  large.send('x'.repeat(64 * 1024 * 1024 + 1))
  expect([1006, 1009]).toContain(await large.closed)
  expect(served.engine.asked).toEqual([])
})

test('a window that stops reading is dropped; the others go on', async () => {
  const served = await serve()
  const [slow, quick] = [await openFeed(served), await openFeed(served)]
  slow.socket.pause()
  const ids = ['x'.repeat(1024 * 1024)]
  for (let number = 1; number <= 40; number += 1) {
    served.engine.publish(batch(number, ids))
    expect(await quick.next()).toMatchObject({ batch: { number } })
  }
  slow.socket.resume()
  expect(await slow.closed).toBe(1006)
  expect(quick.socket.readyState).toBe(1)
})

test('a window that has gone costs nothing: its answer is dropped', async () => {
  const served = await serve()
  const gone = await openFeed(served)
  gone.send({ id: 1, name: 'stats.get' })
  gone.socket.terminate()
  await gone.closed
  served.engine.publish(batch(1))
  const window = await openFeed(served)
  window.send({ id: 2, name: 'stats.get' })
  expect(await window.next()).toMatchObject({ id: 2 })
})
