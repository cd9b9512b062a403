import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'

/** Answers the first request of each connection, and does `then` to the second one. */
function servesOnce(then: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => {
      socket.write(ok)
      socket.once('data', () => then(socket))
    })
  }
}

it.each([
  ['closes', (socket: Socket): void => void socket.destroy()],
  ['resets', (socket: Socket): void => void socket.resetAndDestroy()],
])(
  'a receiver that %s a kept connection under the request gets it once more on a new one',
  async (_what, then) => {
    const server = await rawServer(servesOnce(then))
    const { send } = testSender()
    await send(`http://${server.host}/`)
    const attempt = await send(`http://${server.host}/`)
    expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
    expect(attempt.timings.connectMs).not.toBeNull()
    expect(server.sockets).toHaveLength(2)
  },
)

it('is tried only once more: a receiver that resets the new connection too has reset the attempt', async () => {
  let connections = 0
  const reset = (socket: Socket): void => void socket.resetAndDestroy()
  const server = await rawServer((socket) => {
    connections += 1
    if (connections === 1) servesOnce(reset)(socket)
    else socket.once('data', () => reset(socket))
  })
  const { send } = testSender()
  await send(`http://${server.host}/`)
  expect(await send(`http://${server.host}/`)).toMatchObject({ statusCode: null, errorCode: 'reset' })
  expect(connections).toBe(2)
})

it('once a byte of the answer has come it is not sent again', async () => {
  const server = await rawServer(servesOnce((socket) => void socket.end('HTTP/1.1 200')))
  const { send } = testSender()
  await send(`http://${server.host}/`)
  expect(await send(`http://${server.host}/`)).toMatchObject({ statusCode: null, errorCode: 'reset' })
  expect(server.sockets).toHaveLength(1)
})

it('a connection that the receiver closed while idle is replaced without a loss', async () => {
  const server = await rawServer(servesOnce(() => {}))
  const { send } = testSender()
  await send(`http://${server.host}/`)
  server.sockets[0]?.end()
  await server.allClosed()
  expect(await send(`http://${server.host}/`)).toMatchObject({ statusCode: 200, errorCode: null })
  expect(server.sockets).toHaveLength(2)
})
