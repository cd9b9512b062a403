import { connect } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { compressZstd } from '../../src/engine/compress.ts'
import { createReceiver, type Receiver } from '../../src/engine/receiver/receiver.ts'
import { testClock } from '../support/clock.ts'

interface TestedReceiver {
  receiver: Receiver
  changes(): number
  /** Status and text of the answer. */
  send(
    body?: string | Buffer,
    init?: RequestInit & { path?: string },
  ): Promise<[status: number, text: string]>
}

async function startedReceiver(): Promise<TestedReceiver> {
  let changes = 0
  const clock = testClock()
  const receiver = createReceiver({ clock, onChange: () => (changes += 1) })
  onTestFinished(() => receiver.stop())
  await receiver.start(0)
  return {
    receiver,
    changes: () => changes,
    async send(body = '{}', { path = '', ...init } = {}) {
      const response = await fetch(`${receiver.state().url}${path}`, {
        method: 'POST',
        body: Buffer.from(body),
        ...init,
      })
      return [response.status, await response.text()]
    },
  }
}

it('listens on 127.0.0.1 and says where; after stop nothing listens', async () => {
  const { receiver, send } = await startedReceiver()
  const { url } = receiver.state()
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  expect(await send()).toEqual([200, '{"received":1}\n'])
  await receiver.stop()
  expect(receiver.state().url).toBeNull()
  await expect(fetch(url ?? '')).rejects.toThrow('fetch failed')
})

it('takes the port it had before, or where that is taken another', async () => {
  const { receiver } = await startedReceiver()
  const { url } = receiver.state()
  await receiver.stop()
  await receiver.start(0)
  expect(receiver.state().url).toBe(url)

  await receiver.stop()
  const other = createReceiver({ clock: testClock(), onChange: () => {} })
  onTestFinished(() => other.stop())
  await other.start(Number(new URL(url ?? '').port))
  await receiver.start(0)
  expect(receiver.state().url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  expect(receiver.state().url).not.toBe(url)
})

it('remembers method, path, headers, body, time and answer, newest first', async () => {
  const { receiver, send } = await startedReceiver()
  await send('{"a":1}', { path: 'orders?x=1', method: 'PUT', headers: { 'webhook-id': 'evt_1' } })
  await send('second')
  const { requests, received } = receiver.state()
  expect(received).toBe(2)
  expect(requests.map(({ number, body }) => [number, body])).toEqual([
    [2, 'second'],
    [1, '{"a":1}'],
  ])
  expect(requests[1]).toMatchObject({ method: 'PUT', path: '/orders?x=1', bodyBytes: 7, statusCode: 200 })
  expect(requests[1]?.at).toBe(testClock().now())
  expect(requests[1]?.headers).toContainEqual(['webhook-id', 'evt_1'])
})

it('answers one status a request, and the last one again and again', async () => {
  const { receiver, send } = await startedReceiver()
  receiver.answer([503, 429, 201])
  const statuses: number[] = []
  for (let count = 0; count < 5; count += 1) statuses.push((await send())[0])
  expect(statuses).toEqual([503, 429, 201, 201, 201])
  expect(receiver.state().answers).toEqual([201])
})

it.each([204, 304])('%i has no body', async (status) => {
  const { receiver, send } = await startedReceiver()
  receiver.answer([status])
  expect(await send()).toEqual([status, ''])
})

it.each([
  ['zstd', (body: Buffer) => compressZstd(body)],
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['gzip, br', (body: Buffer) => brotliCompressSync(gzipSync(body))],
])('decodes %s', async (encoding, encode) => {
  const { receiver, send } = await startedReceiver()
  const text = JSON.stringify({ text: 'größer '.repeat(500) })
  await send(await encode(Buffer.from(text)), { headers: { 'content-encoding': encoding } })
  expect(receiver.state().requests[0]).toMatchObject({ body: text, bodyBytes: Buffer.byteLength(text) })
})

it.each([
  ['zstd', 'not zstd', 'The body cannot be read as zstd: the bytes are not zstd.'],
  ['gzip', 'not gzip', 'The body cannot be read as gzip: incorrect header check.'],
  ['lzma', 'whatever', 'The content encoding "lzma" is not known.'],
  ['toString', 'whatever', 'The content encoding "tostring" is not known.'],
])('says so where a body is not %s', async (encoding, body, sentence) => {
  const { receiver, send } = await startedReceiver()
  expect((await send(body, { headers: { 'content-encoding': encoding } }))[0]).toBe(200)
  expect(receiver.state().requests[0]).toMatchObject({ body: `[${sentence}]`, bodyBytes: 8 })
})

it('a small body that would become a huge one is not decoded', async () => {
  const { receiver, send } = await startedReceiver()
  await send(gzipSync(Buffer.alloc(64 * 1024 * 1024)), { headers: { 'content-encoding': 'gzip' } })
  expect(receiver.state().requests[0]?.body).toMatch(/^\[The body cannot be read as gzip: .*\]$/)
})

it('keeps the first 64 KiB of a body, cut between characters', async () => {
  const { receiver, send } = await startedReceiver()
  const text = `a${'é'.repeat(40_000)}`
  await send(text)
  const [request] = receiver.state().requests
  expect(request?.bodyBytes).toBe(80_001)
  expect(request?.body).toBe(text.slice(0, 1 + (64 * 1024 - 2) / 2))
})

it('reads 25 MB, and answers 413 above 30 MB', async () => {
  const { receiver, send } = await startedReceiver()
  expect((await send(Buffer.alloc(25 * 1024 * 1024, 'a')))[0]).toBe(200)
  const { port } = new URL(receiver.state().url ?? '')
  const socket = connect(Number(port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${100 * 1024 * 1024}\r\n\r\n`)
  socket.write(Buffer.alloc(31 * 1024 * 1024))
  const answer = await new Promise((resolve) =>
    socket.once('data', (data) => resolve(data.toString('latin1'))),
  )
  expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  expect(receiver.state().requests[0]).toMatchObject({ statusCode: 413, bodyBytes: 100 * 1024 * 1024 })
})

it('remembers the latest 50, and counts all', async () => {
  const { receiver, send } = await startedReceiver()
  for (let count = 1; count <= 60; count += 1) await send(String(count))
  const { received, requests } = receiver.state()
  expect(received).toBe(60)
  expect(requests).toHaveLength(50)
  expect([requests[0]?.body, requests[49]?.body]).toEqual(['60', '11'])
})

it('clear forgets the requests and counts from one again', async () => {
  const { receiver, send } = await startedReceiver()
  await send()
  receiver.clear()
  expect(receiver.state()).toMatchObject({ received: 0, requests: [] })
  await send()
  expect(receiver.state().requests.map(({ number }) => number)).toEqual([1])
})

it('tells every change', async () => {
  const { receiver, changes, send } = await startedReceiver()
  expect(changes()).toBe(1)
  await send()
  expect(changes()).toBe(2)
  receiver.answer([500])
  expect(changes()).toBe(3)
  receiver.clear()
  expect(changes()).toBe(4)
  await receiver.stop()
  expect(changes()).toBe(5)
  await receiver.stop()
  expect(changes()).toBe(5)
})

it('a port in use is refused with a sentence, and it can still be started on another', async () => {
  const { receiver: other } = await startedReceiver()
  const port = Number(new URL(other.state().url ?? '').port)
  const receiver = createReceiver({ clock: testClock(), onChange: () => {} })
  onTestFinished(() => receiver.stop())
  await expect(receiver.start(port)).rejects.toMatchObject({
    code: 'port_in_use',
    message: `Port ${port} is in use by another program. Choose another one, or 0 for any.`,
    details: { field: 'port' },
  })
  expect(receiver.state().url).toBeNull()
  await receiver.start(0)
  expect(receiver.state().url).not.toBeNull()
})

it('start while it listens keeps the port; another port moves it', async () => {
  const { receiver } = await startedReceiver()
  const { url } = receiver.state()
  await receiver.start(0)
  expect(receiver.state().url).toBe(url)
  const { receiver: other } = await startedReceiver()
  const port = Number(new URL(other.state().url ?? '').port)
  await other.stop()
  await receiver.start(port)
  expect(receiver.state().url).toBe(`http://127.0.0.1:${port}/`)
  await expect(fetch(url ?? '')).rejects.toThrow('fetch failed')
})

it('starts and stops asked for at once happen in their order', async () => {
  const { receiver } = await startedReceiver()
  await Promise.all([receiver.stop(), receiver.start(0), receiver.stop(), receiver.start(0), receiver.stop()])
  expect(receiver.state().url).toBeNull()
})

it('stop closes connections, also one in the middle of a request, which is not remembered', async () => {
  const { receiver } = await startedReceiver()
  const socket = connect(Number(new URL(receiver.state().url ?? '').port), '127.0.0.1')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => {})
  await new Promise((resolve) =>
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf', resolve),
  )
  await receiver.stop()
  await closed
  expect(receiver.state()).toMatchObject({ received: 0, requests: [] })
})
