import { expect, it } from 'vitest'
import { parseHead } from '../../../src/engine/deliver/request-head.ts'
import type { HeaderList } from '../../../src/shared/model.ts'
import { startReceiver } from '../../support/receiver.ts'
import { http2Server } from './http2-servers.ts'
import { testSender, trusting } from './sending.ts'

const transport = trusting()

it('is spoken where the server offers it', async () => {
  const receiver = await startReceiver({
    certificate: 'trusted',
    http2: true,
    answers: [{ status: 202, body: 'taken' }],
  })
  const attempt = await testSender().send(receiver.url, { transport })
  expect(attempt).toMatchObject({
    statusCode: 202,
    errorCode: null,
    httpVersion: '2',
    tlsProtocol: 'TLSv1.3',
    remoteAddress: `127.0.0.1:${receiver.port}`,
    responseBytes: 5,
  })
  expect(attempt.responseBody.toString()).toBe('taken')
  expect(receiver.requests[0]).toMatchObject({ method: 'POST', path: '/hooks', httpVersion: '2.0' })
  expect(receiver.requests[0]?.body.toString()).toBe('{"a":1}')
})

it('is not spoken where the endpoint does not allow it', async () => {
  const receiver = await startReceiver({ certificate: 'trusted', http2: true })
  const attempt = await testSender().send(receiver.url, { transport: trusting({ http2: false }) })
  expect(attempt).toMatchObject({ statusCode: 200, httpVersion: '1.1' })
  expect(receiver.requests[0]).toMatchObject({ httpVersion: '1.1' })
})

it('is not spoken where the server does not offer it', async () => {
  const receiver = await startReceiver({ certificate: 'trusted' })
  expect(await testSender().send(receiver.url, { transport })).toMatchObject({
    statusCode: 200,
    httpVersion: '1.1',
  })
})

it.each(['GET', 'HEAD', 'POST', 'DELETE', 'QUERY'])(
  '%s without a body: the head is what went out',
  async (method) => {
    let received: string[] = []
    const server = await http2Server({
      stream(stream, _headers, raw) {
        received = raw
        stream.respond({ ':status': 204 }, { endStream: true })
      },
    })
    const attempt = await testSender().send(`${server.url}a?b=c`, {
      method,
      body: Buffer.alloc(0),
      transport,
    })
    expect(attempt).toMatchObject({ statusCode: 204, errorCode: null })
    expect(parseHead(attempt.requestHead).flat()).toEqual(received)
    expect(received.slice(0, 8)).toEqual([':method', method, ':scheme', 'https', ':authority', server.url.slice(8, -1), ':path', '/a?b=c']) // prettier-ignore
  },
)

it('headers go out in lower case and in order; repeated ones stay apart, beside the first', async () => {
  let received: string[] = []
  const server = await http2Server({
    stream(stream, _headers, raw) {
      received = raw
      stream.respond({ ':status': 200 }, { endStream: true })
    },
  })
  const headers: HeaderList = [
    ['X-Zebra', '1'],
    ['Host', 'receiver.example'],
    ['X-Apple', ''],
    ['x-zebra', '2'],
    ['User-Agent', 'Test/1 (a; b)'],
  ]
  const attempt = await testSender().send(server.url, { headers, transport })
  expect(parseHead(attempt.requestHead).flat()).toEqual(received)
  expect(parseHead(attempt.requestHead)).toEqual([
    [':method', 'POST'],
    [':scheme', 'https'],
    [':authority', 'receiver.example'],
    [':path', '/'],
    ['x-zebra', '1'],
    ['x-zebra', '2'],
    ['x-apple', ''],
    ['user-agent', 'Test/1 (a; b)'],
    ['content-length', '7'],
  ])
})

it('headers of the answer keep their order, and repeated ones stay apart', async () => {
  const server = await http2Server({
    stream(stream) {
      stream.additionalHeaders({ ':status': 103, link: '</a>' })
      stream.respond({ ':status': 200, 'set-cookie': ['a=1', 'b=2'], 'x-b': 'é' })
      stream.end('ok')
    },
  })
  const attempt = await testSender().send(server.url, { transport })
  expect(attempt.responseHead).toContain('HTTP 200\r\nset-cookie: a=1\r\nset-cookie: b=2\r\nx-b: é\r\n')
})

it('headers that it cannot carry: protocol, and the sentence says which', async () => {
  const server = await http2Server({})
  const headers: HeaderList = [
    ['User-Agent', 'a'],
    ['user-agent', 'b'],
  ]
  const { send } = testSender()
  const attempt = await send(server.url, { headers, transport })
  expect(attempt).toMatchObject({ errorCode: 'protocol', requestHead: '' })
  expect(attempt.errorMessage).toContain('"user-agent"')
})

it('a body of many megabytes arrives whole', async () => {
  const receiver = await startReceiver({ certificate: 'trusted', http2: true })
  const body = Buffer.alloc(8 * 1024 * 1024, 'abcdefg')
  const attempt = await testSender().send(receiver.url, { body, transport })
  expect(attempt).toMatchObject({ statusCode: 200, note: null })
  expect(receiver.requests[0]?.body.equals(body)).toBe(true)
})

it('reading stops above 1 MiB, and the stream is canceled', async () => {
  const server = await http2Server({
    stream(stream) {
      stream.respond({ ':status': 200 })
      const more = (): void => {
        if (!stream.destroyed) stream.write(Buffer.alloc(64 * 1024), () => setImmediate(more))
      }
      more()
    },
  })
  const attempt = await testSender().send(server.url, { transport })
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, responseTruncated: true })
  expect(attempt.responseBody).toHaveLength(64 * 1024)
  await server.allClosed()
})
