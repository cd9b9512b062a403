import { constants, type ServerHttp2Stream } from 'node:http2'
import { expect, it } from 'vitest'
import { http2Server } from './http2-servers.ts'
import { rawTlsServer } from './raw-servers.ts'
import { testSender, trusting } from './sending.ts'

const transport = trusting()

it.each([
  ['INTERNAL_ERROR', 2, 'broke the request off without an answer (INTERNAL_ERROR)'],
  ['CANCEL', 8, 'broke the request off without an answer (CANCEL)'],
  ['NO_ERROR', 0, 'broke the request off without an answer (NO_ERROR)'],
  ['REFUSED_STREAM', 7, 'refused the request before it looked at it'],
  ['ENHANCE_YOUR_CALM', 11, 'broke the request off without an answer (ENHANCE_YOUR_CALM)'],
])('a stream that is reset (%s): reset, and the sentence says so', async (_name, code, sentence) => {
  const server = await http2Server({ stream: (stream) => stream.close(code) })
  const attempt = await testSender().send(server.url, { transport })
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'reset', httpVersion: '2' })
  expect(attempt.errorMessage).toContain(sentence)
  expect(server.sessions).toHaveLength(1)
})

it('a server that wants HTTP/1.1 for this: protocol, and the sentence says what to do', async () => {
  const server = await http2Server({ stream: (stream) => stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED) })
  const attempt = await testSender().send(server.url, { transport })
  expect(attempt.errorCode).toBe('protocol')
  expect(attempt.errorMessage).toContain('Switch HTTP/2 off for the endpoint')
})

it('a body that is broken off: reset, with the status and what came', async () => {
  const server = await http2Server({
    stream(stream) {
      stream.respond({ ':status': 201 })
      stream.write('half!', () => stream.destroy(new Error('the handler broke')))
    },
  })
  const attempt = await testSender().send(server.url, { transport })
  expect(attempt).toMatchObject({ statusCode: 201, errorCode: 'reset' })
  expect(attempt.errorMessage).toContain('answered 201 but broke its body off (INTERNAL_ERROR)')
})

it.each([
  ['before the answer', null],
  ['in the middle of its body', 200],
])('a connection that is lost %s: reset', async (_when, status) => {
  const server = await http2Server({
    stream(stream) {
      const lose = (): void => void stream.session?.socket.destroy()
      if (status === null) return lose()
      stream.respond({ ':status': status })
      stream.write('half!', () => setImmediate(lose))
    },
  })
  expect(await testSender().send(server.url, { transport })).toMatchObject({
    statusCode: status,
    errorCode: 'reset',
  })
})

it('a connection that is taken back in anger: reset, with the reason', async () => {
  const server = await http2Server({
    stream: (stream) => stream.session?.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM),
  })
  const attempt = await testSender().send(server.url, { transport })
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'reset' })
  expect(attempt.errorMessage).toContain('(GOAWAY, ENHANCE_YOUR_CALM)')
})

it('a server that negotiates HTTP/2 and speaks something else: protocol', async () => {
  const server = await rawTlsServer(
    (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
    ['h2'],
  )
  const attempt = await testSender().send(`https://${server.host}/`, { transport })
  expect(attempt.errorCode).toBe('protocol')
  expect(attempt.errorMessage).toContain('is not HTTP/2 as it should be')
})

/** Answers the first stream of each connection, and does `then` to the second one. */
function servesOnce(then: (stream: ServerHttp2Stream) => void): (stream: ServerHttp2Stream) => void {
  return (stream) => {
    if (stream.id === 1) stream.respond({ ':status': 200 }, { endStream: true })
    else then(stream)
  }
}

it.each([
  ['closes', (stream: ServerHttp2Stream): void => void stream.session?.socket.destroy()],
  ['refuses', (stream: ServerHttp2Stream): void => stream.close(constants.NGHTTP2_REFUSED_STREAM)],
  ['takes back', (stream: ServerHttp2Stream): void => stream.session?.goaway(0, 1)],
])(
  'a server that %s a kept connection under the request gets it once more on a new one',
  async (_what, then) => {
    const server = await http2Server({ stream: servesOnce(then) })
    const { send } = testSender()
    await send(server.url, { transport })
    const attempt = await send(server.url, { transport })
    expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
    expect(server.sessions).toHaveLength(2)
  },
)
