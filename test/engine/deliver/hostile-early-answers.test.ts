import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { http2Server } from './http2-servers.ts'
import { rawServer } from './raw-servers.ts'
import { stillSends, testSender, trusting } from './sending.ts'

const large = Buffer.alloc(25 * 1024 * 1024, 'abc')
const early = 'The answer was complete before all of the body had been sent.'

/** Answers the first bytes of a request at once, and reads no further before `then`. */
function answersAtOnce(answer: string, then: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => {
      socket.pause()
      socket.write(answer, () => then(socket))
    })
  }
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

it('200 before the body was read, connection kept: delivered at once, and the rest is sent all the same', async () => {
  const server = await rawServer(answersAtOnce(ok, () => {}))
  const { send } = testSender()
  const attempt = await send(`http://${server.host}/`, { body: large })
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, note: early })
  await stillSends(send)
  const [socket] = server.sockets
  socket?.resume()
  await new Promise<void>((resolve) => {
    socket?.on('data', () => {
      if (socket.bytesRead > large.length) resolve()
    })
  })
})

it('the connection serves again when the rest has been sent, and not before', async () => {
  const server = await rawServer((socket) => {
    let bytes = 0
    socket.on('data', (data) => {
      const first = bytes === 0
      bytes += data.length
      if (first) {
        socket.pause()
        socket.write(ok)
        server.connected(2).then(
          () => socket.resume(),
          () => {},
        )
      } else if (bytes >= large.length && data.toString('latin1').includes('GET /again')) {
        socket.write(ok)
      }
    })
  })
  const { send } = testSender()
  await send(`http://${server.host}/`, { body: large })
  // While it is still being sent, the next one gets a connection of its own.
  const get = { method: 'GET', body: Buffer.alloc(0) }
  expect(await send(`http://${server.host}/`, get)).toMatchObject({ statusCode: 200 })
  expect(server.sockets).toHaveLength(2)
})

it('400 before the body was read: the rest is not sent', async () => {
  const server = await rawServer(answersAtOnce(ok.replace('200 OK', '400 No'), () => {}))
  const { send } = testSender()
  const attempt = await send(`http://${server.host}/`, { body: large })
  expect(attempt).toMatchObject({ statusCode: 400, errorCode: null, note: early })
  expect(server.sockets[0]?.bytesRead).toBeLessThan(large.length)
  server.sockets[0]?.resume()
  await server.allClosed()
  await stillSends(send)
})

it.each([
  ['in good order', (socket: Socket): void => void socket.end()],
  ['at once', (socket: Socket): void => void socket.destroy()],
])('200 before the body was read, connection closed %s: the answer counts', async (_how, close) => {
  const answer = ok.replace('OK\r\n', 'OK\r\nConnection: close\r\n')
  const server = await rawServer(answersAtOnce(answer, close))
  const { send } = testSender()
  const attempt = await send(`http://${server.host}/`, { body: large })
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
  expect(attempt.responseBody.toString()).toBe('ok')
  await stillSends(send)
})

it('HTTP/2: 200 before the body was read, and the rest is not wanted', async () => {
  const server = await http2Server({
    stream(stream) {
      stream.pause()
      stream.respond({ ':status': 200 })
      stream.end('ok', () => stream.close(0))
    },
  })
  const { send } = testSender()
  const attempt = await send(server.url, { body: large, transport: trusting() })
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, note: early })
  await stillSends(send)
})

it('HTTP/2: 200 before the body was read, and the rest is read afterwards', async () => {
  let received = 0
  const server = await http2Server({
    stream(stream) {
      stream.respond({ ':status': 200 })
      stream.end('ok')
      stream.on('data', (data: Buffer) => {
        received += data.length
      })
    },
  })
  const { send } = testSender()
  const attempt = await send(server.url, { body: large, transport: trusting() })
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, note: early })
  const stream = await server.opened(1)
  await new Promise((resolve) => stream.once('close', resolve))
  expect(received).toBe(large.length)
  await stillSends(send)
})

it('an answer without a request: the connection is not trusted, and the request is not taken for answered', async () => {
  const server = await rawServer((socket) => socket.write(ok))
  const { send } = testSender()
  const attempt = await send(`http://${server.host}/`)
  // Which one comes first, the request or the answer, is a race that nobody sees.
  if (attempt.errorCode === null) expect(attempt.statusCode).toBe(200)
  await stillSends(send)
})

it('a second answer that nobody asked for is not taken for the next one', async () => {
  const second = 'HTTP/1.1 599 Planted\r\nContent-Length: 0\r\n\r\n'
  let connections = 0
  const server = await rawServer((socket) => {
    connections += 1
    const answer = connections === 1 ? ok + second : ok
    socket.once('data', () => socket.write(answer))
  })
  const { send } = testSender()
  expect(await send(`http://${server.host}/`)).toMatchObject({ statusCode: 200 })
  expect(await send(`http://${server.host}/`)).toMatchObject({ statusCode: 200, errorCode: null })
  expect(connections).toBe(2)
})
