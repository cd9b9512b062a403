import { expect, it } from 'vitest'
import { systemClock } from '../../../src/engine/clock.ts'
import { createSender } from '../../../src/engine/deliver/create-sender.ts'
import { http2Server } from './http2-servers.ts'
import { growthOf } from './memory.ts'
import { rawTlsServer } from './raw-servers.ts'
import { outgoing, stillSends, testSender, trusting } from './sending.ts'

const transport = trusting()

/** RFC 9113, section 4.1. */
function frame(type: number, payload: Buffer, { flags = 0, stream = 0 } = {}): Buffer {
  const header = Buffer.alloc(9)
  header.writeUIntBE(payload.length, 0, 3)
  header.writeUInt8(type, 3)
  header.writeUInt8(flags, 4)
  header.writeUInt32BE(stream, 5)
  return Buffer.concat([header, payload])
}

const settings = frame(4, Buffer.alloc(0))
const ping = frame(6, Buffer.alloc(8))
const goaway = frame(7, Buffer.alloc(8))
// END_HEADERS; `:status: 103` as a literal with an indexed name (RFC 7541, section 6.2.2).
const earlyHints = frame(1, Buffer.from('\x08\x03103'), { flags: 4, stream: 1 })

it('every stream is reset: each attempt ends at once, and nothing is left', async () => {
  const server = await http2Server({ stream: (stream) => stream.close(2) })
  const { send } = testSender()
  for (let count = 0; count < 20; count += 1) {
    expect(await send(server.url, { transport })).toMatchObject({ statusCode: null, errorCode: 'reset' })
  }
  await server.allClosed()
  await stillSends(send)
})

it('GOAWAY at once: reset, and the sentence says so', async () => {
  const server = await rawTlsServer((socket) => socket.write(Buffer.concat([settings, goaway])), ['h2'])
  const { send } = testSender()
  const attempt = await send(`https://${server.host}/`, { transport })
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'reset', httpVersion: '2' })
  expect(attempt.errorMessage).toMatch(/refused the request|GOAWAY/)
  await server.allClosed()
  await stillSends(send)
})

it.each([
  ['PING', ping],
  ['SETTINGS', settings],
  ['both', Buffer.concat([ping, settings])],
  ['103 Early Hints', earlyHints],
])('a flood of %s: ends with the timeout or before, and memory stays flat', async (_what, flood) => {
  const block = Buffer.concat(Array.from({ length: 500 }, () => flood))
  const server = await rawTlsServer(
    (socket) => {
      socket.write(settings)
      const more = (): void => {
        if (!socket.destroyed) socket.write(block, () => setImmediate(more))
      }
      more()
    },
    ['h2'],
  )
  const sender = createSender({ clock: systemClock })
  const { heldMb } = await growthOf(async () => {
    const request = outgoing(`https://${server.host}/`, { timeoutMs: 1_000, transport })
    const attempt = await sender.send(request).done
    expect(attempt.statusCode).toBeNull()
    expect(['timeout_response', 'protocol', 'reset']).toContain(attempt.errorCode)
    expect(attempt.timings.totalMs).toBeLessThan(3_000)
    await server.allClosed()
  })
  expect(heldMb).toBeLessThan(20)
  await sender.close()
})

it('a server that never sends its settings, nor anything else: timeout_response', async () => {
  const server = await rawTlsServer(() => {}, ['h2'])
  const { clock, start, send } = testSender()
  const { done } = start(`https://${server.host}/`, { transport })
  await server.connected(1)
  await stillSends(send)
  clock.advance(10_000)
  expect((await done).errorCode).toMatch(/^timeout_/)
  await server.allClosed()
})

it('headers without an end: protocol or reset, and the connection is closed', async () => {
  const server = await rawTlsServer(
    (socket) => {
      socket.write(settings)
      // HEADERS without END_HEADERS, then CONTINUATION for ever.
      socket.write(frame(1, Buffer.from([0x88]), { stream: 1 }))
      const more = (): void => {
        if (!socket.destroyed)
          socket.write(frame(9, Buffer.alloc(8_000, 0x88), { stream: 1 }), () => setImmediate(more))
      }
      more()
    },
    ['h2'],
  )
  const { send } = testSender()
  const attempt = await send(`https://${server.host}/`, { transport })
  expect(attempt.statusCode).toBeNull()
  expect(['protocol', 'reset']).toContain(attempt.errorCode)
  await server.allClosed()
  await stillSends(send)
})

it('more headers than fit: no answer, and the sender goes on', async () => {
  const headers = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => [`x-${index}`, 'a'.repeat(20)]),
  )
  const server = await http2Server({
    stream: (stream) => stream.respond({ ':status': 200, ...headers }, { endStream: true }),
  })
  const { send } = testSender()
  const attempt = await send(server.url, { transport })
  expect(attempt).toMatchObject({ statusCode: null })
  expect(['protocol', 'reset']).toContain(attempt.errorCode)
  await stillSends(send)
})

it('as many as Node would refuse by default are read', async () => {
  const headers = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x-${index}`, 'a']))
  const server = await http2Server({
    stream: (stream) => stream.respond({ ':status': 200, ...headers }, { endStream: true }),
  })
  const attempt = await testSender().send(server.url, { transport })
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
  expect(attempt.responseHead).toContain('\r\nx-499: a\r\n')
})
