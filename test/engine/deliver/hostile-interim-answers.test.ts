import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { systemClock } from '../../../src/engine/clock.ts'
import { createSender } from '../../../src/engine/deliver/create-sender.ts'
import { growthOf } from './memory.ts'
import { answering, rawServer } from './raw-servers.ts'
import { outgoing, stillSends, testSender } from './sending.ts'

/** Writes on until the connection is gone. */
function endlessly(chunk: string): (socket: Socket) => void {
  return (socket) => {
    const more = (): void => {
      if (!socket.destroyed) socket.write(chunk, () => setImmediate(more))
    }
    more()
  }
}

it.each([102, 103, 199])('endless %i: ends with the timeout, and memory stays flat', async (status) => {
  const interim = `HTTP/1.1 ${status} Wait\r\nLink: </a>; rel=preload\r\n\r\n`
  const server = await rawServer(answering(interim, endlessly(interim.repeat(100))))
  const sender = createSender({ clock: systemClock })
  const { heldMb } = await growthOf(async () => {
    const attempt = await sender.send(outgoing(`http://${server.host}/`, { timeoutMs: 1_000 })).done
    expect(attempt).toMatchObject({ statusCode: null, errorCode: 'timeout_response', responseHead: '' })
    expect(attempt.timings.totalMs).toBeLessThan(2_000)
    await server.allClosed()
  })
  expect(heldMb).toBeLessThan(10)
  await sender.close()
})

it('endless 100 Continue that nobody asked for: protocol', async () => {
  const server = await rawServer(answering('', endlessly('HTTP/1.1 100 Continue\r\n\r\n')))
  const { send } = testSender()
  expect(await send(`http://${server.host}/`)).toMatchObject({ statusCode: null, errorCode: 'protocol' })
  await server.allClosed()
  await stillSends(send)
})

it('101 with a socket that goes on talking: protocol, and it is closed', async () => {
  const server = await rawServer(
    answering(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
      endlessly('hello'),
    ),
  )
  const { send } = testSender()
  expect(await send(`http://${server.host}/`)).toMatchObject({ statusCode: null, errorCode: 'protocol' })
  await server.allClosed()
  await stillSends(send)
})

it.each([0, 99, 600, 999, 1000])(
  'a status that is none (%i): no answer that counts as delivered',
  async (status) => {
    const server = await rawServer(answering(`HTTP/1.1 ${status} What\r\nContent-Length: 0\r\n\r\n`))
    const { clock, start, send } = testSender()
    const { done } = start(`http://${server.host}/`)
    await server.connected(1)
    await new Promise((resolve) => server.sockets[0]?.once('data', resolve))
    await stillSends(send)
    clock.advance(10_000)
    const attempt = await done
    const delivered = attempt.errorCode === null && attempt.statusCode !== null && attempt.statusCode < 300
    expect(delivered).toBe(false)
  },
)
