import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

it('a connection that is reset before the answer: reset', async () => {
  const receiver = await startReceiver({ answers: ['reset'] })
  const attempt = await testSender().send(receiver.url)
  expect(attempt).toMatchObject({
    statusCode: null,
    errorCode: 'reset',
    remoteAddress: `127.0.0.1:${receiver.port}`,
  })
  expect(attempt.errorMessage).toContain(
    `127.0.0.1:${receiver.port} closed the connection before it answered.`,
  )
  expect(attempt.requestHead).toContain('POST /hooks')
})

it('a new connection that is reset is not tried again within the attempt', async () => {
  const receiver = await startReceiver({ answers: ['reset'] })
  await testSender().send(receiver.url)
  expect(receiver.requests).toHaveLength(1)
})

it('a connection that is closed without an answer: reset', async () => {
  const server = await rawServer((socket) => socket.once('data', () => socket.end()))
  expect(await testSender().send(`http://${server.host}/`)).toMatchObject({
    statusCode: null,
    errorCode: 'reset',
  })
})

it.each(['http', 'https'])(
  'a connection that is reset as soon as it is accepted (%s): reset',
  async (scheme) => {
    const server = await rawServer((socket) => socket.resetAndDestroy())
    expect(await testSender().send(`${scheme}://${server.host}/`)).toMatchObject({ errorCode: 'reset' })
    expect(server.sockets).toHaveLength(1)
  },
)

it('an answer that ends within its headers: reset', async () => {
  const server = await rawServer((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Ty')),
  )
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'reset' })
  expect(attempt.timings.firstByteMs).not.toBeNull()
})

it('a connection that is closed during the TLS handshake: reset, and the sentence says so', async () => {
  const server = await rawServer((socket) => socket.once('data', () => socket.destroy()))
  const attempt = await testSender().send(`https://${server.host}/`)
  expect(attempt).toMatchObject({ errorCode: 'reset', requestHead: '' })
  expect(attempt.errorMessage).toContain('during the TLS handshake')
})
