import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { answering, deafPort, rawServer } from './raw-servers.ts'
import { bodyReceived, testSender } from './sending.ts'

it('while waiting for the answer: aborted at once, and the connection is closed', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const { clock, start } = testSender()
  const request = start(receiver.url)
  await receiver.waitFor(1)
  request.abort()
  const attempt = await request.done
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'aborted' })
  expect(attempt.errorMessage).toMatch(/\.$/)
  expect(clock.armed()).toBe(0)
  await receiver.waitForNoConnection()
})

it('while connecting: aborted at once, and no timer waits for the connection', async () => {
  const port = await deafPort()
  const { clock, start } = testSender()
  const request = start(`http://127.0.0.1:${port}/`)
  request.abort()
  expect(await request.done).toMatchObject({
    errorCode: 'aborted',
    requestHead: '',
    timings: { connectMs: null },
  })
  expect(clock.armed()).toBe(0)
})

it('during the TLS handshake: aborted, and the connection is closed', async () => {
  const server = await rawServer(() => {})
  const { start } = testSender()
  const request = start(`https://${server.host}/`)
  await server.connected(1)
  request.abort()
  expect(await request.done).toMatchObject({ errorCode: 'aborted', requestHead: '' })
  await server.allClosed()
})

it('while the name is looked up: aborted at once', async () => {
  const { start } = testSender()
  const request = start('http://nobody.invalid/')
  request.abort()
  expect(await request.done).toMatchObject({ errorCode: 'aborted', timings: { dnsMs: null } })
})

it('in the middle of the body: aborted, with the status and what came', async () => {
  const server = await rawServer(answering('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf!'))
  const { start } = testSender()
  const received = bodyReceived()
  const request = start(`http://${server.host}/`)
  await received
  request.abort()
  expect(await request.done).toMatchObject({ statusCode: 200, errorCode: 'aborted', responseBytes: 5 })
  await server.allClosed()
})

it('twice, or when it is over: changes nothing', async () => {
  const receiver = await startReceiver()
  const { start, send } = testSender()
  const request = start(receiver.url)
  const attempt = await request.done
  request.abort()
  request.abort()
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
  // The connection is still there for the next one.
  expect(await send(receiver.url)).toMatchObject({ statusCode: 200, timings: { connectMs: null } })
})

it('leaves the other requests alone', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const { start } = testSender()
  const [first, second] = [start(receiver.url), start(receiver.url)]
  await receiver.waitFor(2)
  first?.abort()
  expect(await first?.done).toMatchObject({ errorCode: 'aborted' })
  receiver.release()
  expect(await second?.done).toMatchObject({ statusCode: 200 })
})
