import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { parseHead } from '../../../src/engine/deliver/request-head.ts'
import { growthOf } from './memory.ts'
import { answering, rawServer } from './raw-servers.ts'
import { stillSends, testSender } from './sending.ts'

/** Writes on until the connection is gone. */
function endlessly(chunk: string): (socket: Socket) => void {
  return (socket) => {
    const more = (): void => {
      if (!socket.destroyed) socket.write(chunk, 'latin1', () => setImmediate(more))
    }
    more()
  }
}

it.each([
  ['headers', 'X-Header: value\r\n'],
  ['one header', 'aaaaaaaaaaaaaaaaaaaa'],
])('%s without an end: protocol at 16 KB, and the connection is closed', async (_what, chunk) => {
  const server = await rawServer(answering('HTTP/1.1 200 OK\r\nX-First: ', endlessly(chunk)))
  const { send } = testSender()
  const attempt = await send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'protocol' })
  expect(attempt.errorMessage).toContain('more than 16 KB of headers')
  await server.allClosed()
  await stillSends(send)
})

it('a status line without an end: ends with the timeout, and holds nothing', async () => {
  const server = await rawServer(answering('HTTP/1.1 200 ', endlessly('a'.repeat(1_000))))
  const { clock, start, send } = testSender()
  const growth = await growthOf(async () => {
    const before = server.sockets.length
    const { done } = start(`http://${server.host}/`)
    await server.connected(before + 1)
    await new Promise((resolve) => server.sockets[before]?.once('data', resolve))
    // It writes on as fast as this side reads.
    for (let count = 0; count < 100; count += 1) {
      await new Promise((resolve) => server.sockets[before]?.write('', resolve))
    }
    clock.advance(10_000)
    expect(await done).toMatchObject({ statusCode: null, errorCode: 'timeout_response' })
  })
  expect(growth.heldMb).toBeLessThan(5)
  await server.allClosed()
  await stillSends(send)
})

it('ten thousand short headers: protocol', async () => {
  const headers = Array.from({ length: 10_000 }, (_, index) => `X-${index}: a\r\n`).join('')
  const server = await rawServer(answering(`HTTP/1.1 200 OK\r\n${headers}\r\n`))
  const { send } = testSender()
  expect(await send(`http://${server.host}/`)).toMatchObject({ errorCode: 'protocol' })
  await stillSends(send)
})

it('as many headers as fit are read, and in order', async () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `x${index}`)
  const headers = names.map((name) => `${name}: a\r\n`).join('')
  const server = await rawServer(answering(`HTTP/1.1 200 OK\r\n${headers}Content-Length: 0\r\n\r\n`))
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
  expect(parseHead(attempt.responseHead).map(([name]) => name)).toEqual([...names, 'Content-Length'])
})

it('bytes that are no UTF-8 stay apart, in headers and in the body', async () => {
  const server = await rawServer(
    answering('HTTP/1.1 200 OK\r\nX-Bytes: \xff\xfe\x80a\r\nContent-Length: 4\r\n\r\n\xff\x00\xc3\x28'),
  )
  const { send } = testSender()
  const attempt = await send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
  expect(parseHead(attempt.responseHead)[0]).toEqual(['X-Bytes', '\xff\xfe\x80a'])
  expect([...attempt.responseBody]).toEqual([0xff, 0x00, 0xc3, 0x28])
})

it.each(['X-Zero: a\0b', 'X\0Y: a', 'X Y: a', ': a', 'X-Cr: a\rb'])(
  'a header that is none (%j): protocol, never shown as one',
  async (line) => {
    const server = await rawServer(answering(`HTTP/1.1 200 OK\r\n${line}\r\nContent-Length: 0\r\n\r\n`))
    const { send } = testSender()
    expect(await send(`http://${server.host}/`)).toMatchObject({ errorCode: 'protocol', responseHead: '' })
    await stillSends(send)
  },
)

it.each([
  ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!'],
  ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'],
  ['a negative length', 'Content-Length: -1\r\n\r\nok'],
  ['a length of many digits', 'Content-Length: 99999999999999999999999\r\n\r\nok'],
])('%s: protocol, because readers disagree on what it means', async (_what, rest) => {
  const server = await rawServer(answering(`HTTP/1.1 200 OK\r\n${rest}`))
  const { send } = testSender()
  expect(await send(`http://${server.host}/`)).toMatchObject({ errorCode: 'protocol' })
  await stillSends(send)
})
