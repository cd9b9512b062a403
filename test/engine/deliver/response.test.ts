import { expect, it } from 'vitest'
import { parseHead } from '../../../src/engine/deliver/request-head.ts'
import { startReceiver } from '../../support/receiver.ts'
import { answering, rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

it('headers keep their case and order, and repeated ones stay apart', async () => {
  const server = await rawServer(
    answering(
      'HTTP/1.1 200 Fine\r\nSET-cookie: a=1\r\nx-b: \xe9\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n',
    ),
  )
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt).toMatchObject({
    statusCode: 200,
    httpVersion: '1.1',
    tlsProtocol: null,
    remoteAddress: server.host,
  })
  expect(parseHead(attempt.responseHead)).toEqual([
    ['SET-cookie', 'a=1'],
    ['x-b', 'é'],
    ['Set-Cookie', 'b=2'],
    ['Content-Length', '0'],
  ])
})

it('early hints are not the answer', async () => {
  const server = await rawServer(
    answering(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok',
    ),
  )
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: 202, errorCode: null, responseBytes: 2 })
  expect(parseHead(attempt.responseHead)).toEqual([['Content-Length', '2']])
})

it('a redirect is an answer like any other', async () => {
  const elsewhere = await startReceiver()
  const receiver = await startReceiver({ answers: [{ status: 307, headers: { Location: elsewhere.url } }] })
  const attempt = await testSender().send(receiver.url)
  expect(attempt).toMatchObject({ statusCode: 307, errorCode: null })
  expect(parseHead(attempt.responseHead)).toContainEqual(['Location', elsewhere.url])
  expect(elsewhere.requests).toHaveLength(0)
})

it('a HEAD request has an answer without a body', async () => {
  const receiver = await startReceiver({ answers: [{ status: 200, headers: { 'content-length': '500' } }] })
  const attempt = await testSender().send(receiver.url, { method: 'HEAD', body: Buffer.alloc(0) })
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, responseBytes: 0 })
})

it('an answer of HTTP/1.0 is taken', async () => {
  const server = await rawServer(answering('HTTP/1.0 200 OK\r\n\r\nok', (socket) => socket.end()))
  expect(await testSender().send(`http://${server.host}/`)).toMatchObject({
    statusCode: 200,
    responseBytes: 2,
  })
})
