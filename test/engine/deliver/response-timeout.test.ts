import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { answering, rawServer } from './raw-servers.ts'
import { bodyReceived, testSender } from './sending.ts'

it('no answer: timeout_response, and the connection is closed', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const { clock, start } = testSender()
  const { done } = start(receiver.url)
  await receiver.waitFor(1)
  clock.advance(10_000)
  const attempt = await done
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'timeout_response' })
  expect(attempt.errorMessage).toContain(
    `127.0.0.1:${receiver.port} took the request but did not answer within 10s`,
  )
  expect(attempt.requestHead).toMatch(/^POST \/hooks HTTP\/1.1\r\n/)
  await receiver.waitForNoConnection()
})

it('a connection that was open already times out the same way', async () => {
  const receiver = await startReceiver({ answers: [200, 'hang'] })
  const { clock, start, send } = testSender()
  await send(receiver.url)
  const { done } = start(receiver.url)
  await receiver.waitFor(2)
  clock.advance(10_000)
  expect(await done).toMatchObject({ errorCode: 'timeout_response', timings: { connectMs: null } })
  expect(receiver.accepted).toBe(1)
})

it('a body that never ends: timeout_response, with the status and what came', async () => {
  const server = await rawServer(answering('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf!'))
  const { clock, start } = testSender()
  const received = bodyReceived()
  const { done } = start(`http://${server.host}/`)
  await received
  clock.advance(10_000)
  const attempt = await done
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: 'timeout_response', responseBytes: 5 })
  expect(attempt.responseBody.toString()).toBe('half!')
  expect(attempt.errorMessage).toContain('answered 200 but its body did not end within 10s (5 bytes came)')
  await server.allClosed()
})
