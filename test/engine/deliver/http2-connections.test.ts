import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { http2Server, streamClosed } from './http2-servers.ts'
import { testSender, trusting } from './sending.ts'

const transport = trusting()
const cancel = 8

it('one after the other goes over one connection', async () => {
  const receiver = await startReceiver({ certificate: 'trusted', http2: true })
  const { send } = testSender()
  const [first, second, third] = [
    await send(receiver.url, { transport }),
    await send(receiver.url, { transport }),
    await send(receiver.url, { transport }),
  ]
  expect(receiver.accepted).toBe(1)
  expect(first.timings.tlsMs).not.toBeNull()
  for (const attempt of [second, third]) {
    expect(attempt).toMatchObject({ statusCode: 200, httpVersion: '2', certificate: first.certificate })
    expect(attempt.timings).toMatchObject({ connectMs: null, tlsMs: null })
  }
})

it('requests at the same time have connections of their own', async () => {
  const receiver = await startReceiver({ certificate: 'trusted', http2: true, answers: ['hang'] })
  const { start } = testSender()
  const requests = Array.from({ length: 20 }, () => start(receiver.url, { transport }))
  await receiver.waitFor(20)
  expect(receiver.accepted).toBe(20)
  receiver.release()
  for (const { done } of requests) expect(await done).toMatchObject({ statusCode: 200 })
})

it('an idle connection is closed after half a minute', async () => {
  const server = await http2Server({
    stream: (stream) => stream.respond({ ':status': 200 }, { endStream: true }),
  })
  const { clock, send } = testSender()
  await send(server.url, { transport })
  await send(server.url, { transport })
  expect(server.sessions).toHaveLength(1)
  expect(clock.armed()).toBe(1)
  clock.advance(30_000)
  await server.allClosed()
  expect(clock.armed()).toBe(0)
  expect(await send(server.url, { transport })).toMatchObject({ statusCode: 200 })
})

it('close() leaves no connection and no timer', async () => {
  const server = await http2Server({
    stream: (stream) => stream.respond({ ':status': 200 }, { endStream: true }),
  })
  const { clock, sender, send } = testSender()
  await send(server.url, { transport })
  await sender.close()
  expect(clock.armed()).toBe(0)
  await server.allClosed()
})

it('an abort cancels the stream and closes the connection', async () => {
  const server = await http2Server({})
  const { start } = testSender()
  const request = start(server.url, { transport })
  const stream = await server.opened(1)
  request.abort()
  expect(await request.done).toMatchObject({ statusCode: null, errorCode: 'aborted', httpVersion: '2' })
  expect(await streamClosed(stream)).toBe(cancel)
  await server.allClosed()
})

it('no answer: timeout_response, and the stream is canceled', async () => {
  const server = await http2Server({})
  const { clock, start } = testSender()
  const { done } = start(server.url, { transport })
  const stream = await server.opened(1)
  clock.advance(10_000)
  const attempt = await done
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'timeout_response' })
  expect(attempt.requestHead).toContain(':path: /')
  expect(await streamClosed(stream)).toBe(cancel)
})

it('a body that never ends: timeout_response, with the status and what came', async () => {
  const server = await http2Server({
    stream(stream) {
      stream.respond({ ':status': 200 })
      stream.write('half!')
    },
  })
  const { clock, start } = testSender()
  const { done } = start(server.url, { transport })
  const stream = await server.opened(1)
  // It is answered after what was sent before it.
  await new Promise((resolve) => stream.session?.ping(resolve))
  clock.advance(10_000)
  expect(await done).toMatchObject({ statusCode: 200, errorCode: 'timeout_response', responseBytes: 5 })
})

it('a connection that the server takes back while idle is replaced without a loss', async () => {
  const server = await http2Server({
    stream: (stream) => stream.respond({ ':status': 200 }, { endStream: true }),
  })
  const { send } = testSender()
  await send(server.url, { transport })
  server.sessions[0]?.close()
  await server.allClosed()
  expect(await send(server.url, { transport })).toMatchObject({ statusCode: 200, errorCode: null })
  expect(server.sessions).toHaveLength(2)
})

it('a connection that is taken back in good order finishes the request on it, and carries no other', async () => {
  const server = await http2Server({
    stream(stream) {
      stream.session?.goaway(0)
      stream.session?.ping(() => {
        stream.respond({ ':status': 201 })
        stream.end('all of it')
      })
    },
  })
  const { send } = testSender()
  for (let count = 1; count <= 2; count += 1) {
    expect(await send(server.url, { transport })).toMatchObject({
      statusCode: 201,
      responseBytes: 9,
      errorCode: null,
    })
    expect(server.sessions).toHaveLength(count)
  }
})
