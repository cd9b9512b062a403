import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { answering, rawServer } from './raw-servers.ts'
import { bodyReceived, testSender } from './sending.ts'

const end = (socket: Socket): void => void socket.end()

it.each([
  ['a known length', 'HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\nhalf!'],
  [
    'a known length, to be closed',
    'HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 10\r\n\r\nhalf!',
  ],
  ['chunks', 'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf!\r\n'],
  [
    'chunks, to be closed',
    'HTTP/1.1 201 Created\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf!\r\n',
  ],
])('a body of %s that breaks off: reset, with the status and what came', async (_what, answer) => {
  const server = await rawServer(answering(answer, end))
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: 201, errorCode: 'reset', responseBytes: 5 })
  expect(attempt.responseBody.toString()).toBe('half!')
  expect(attempt.errorMessage).toContain(
    'answered 201 but closed the connection in the middle of its body, after 5 bytes',
  )
})

it('a connection that is reset in the middle of a body: reset, with the status', async () => {
  const server = await rawServer(answering('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf!'))
  const { start } = testSender()
  const received = bodyReceived()
  const { done } = start(`http://${server.host}/`)
  await received
  server.sockets[0]?.resetAndDestroy()
  expect(await done).toMatchObject({ statusCode: 200, errorCode: 'reset', responseBytes: 5 })
})

it('is not tried again within the attempt, also on a connection that served before', async () => {
  const receiver = await startReceiver({
    answers: [200, { status: 200, body: 'a'.repeat(100), brokenOff: true }],
  })
  const { send } = testSender()
  await send(receiver.url)
  expect(await send(receiver.url)).toMatchObject({ statusCode: 200, errorCode: 'reset', responseBytes: 50 })
  expect(receiver.requests).toHaveLength(2)
})

it('a body without a length ends with the connection, and is whole', async () => {
  const server = await rawServer(answering('HTTP/1.1 200 OK\r\n\r\nall of it', end))
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, responseBytes: 9 })
})
