import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { keptResponseBytes, largestResponseBytes } from '../../../src/shared/limits.ts'
import { startReceiver } from '../../support/receiver.ts'
import { answering, rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

it('64 KiB are kept whole', async () => {
  const receiver = await startReceiver({ answers: [{ status: 200, body: 'a'.repeat(keptResponseBytes) }] })
  const attempt = await testSender().send(receiver.url)
  expect(attempt).toMatchObject({ responseBytes: keptResponseBytes, responseTruncated: false })
  expect(attempt.responseBody).toHaveLength(keptResponseBytes)
})

it('of more, the first 64 KiB are kept and all is counted, and the connection serves again', async () => {
  const body = `start ${'a'.repeat(300_000)}`
  const receiver = await startReceiver({ answers: [{ status: 500, body }, 200] })
  const { send } = testSender()
  const attempt = await send(receiver.url)
  expect(attempt).toMatchObject({
    statusCode: 500,
    errorCode: null,
    responseBytes: body.length,
    responseTruncated: true,
  })
  expect(attempt.responseBody.toString()).toBe(body.slice(0, keptResponseBytes))
  expect(await send(receiver.url)).toMatchObject({ statusCode: 200, timings: { connectMs: null } })
})

it('reading stops above 1 MiB: the attempt ends with its status, and the connection is closed', async () => {
  const endless = (socket: Socket): void => {
    const more = (): void => {
      if (!socket.destroyed) socket.write(Buffer.alloc(64 * 1024, 'a'), more)
    }
    more()
  }
  const server = await rawServer(answering('HTTP/1.1 200 OK\r\n\r\n', endless))
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, responseTruncated: true })
  expect(attempt.responseBytes).toBeGreaterThan(largestResponseBytes)
  expect(attempt.responseBytes).toBeLessThan(largestResponseBytes * 2)
  expect(attempt.responseBody).toHaveLength(keptResponseBytes)
  await server.allClosed()
})
