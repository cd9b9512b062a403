import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { answering, rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

it.each([
  ['garbage', 'well, hello there\r\n\r\n', 'Expected HTTP/, RTSP/ or ICE/'],
  [
    'a chunk size that is none',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n',
    'Invalid character in chunk size',
  ],
  [
    'a content length that is none',
    'HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n',
    'Invalid character in Content-Length',
  ],
])('%s: protocol', async (_what, answer, complaint) => {
  const server = await rawServer(answering(answer))
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt.errorCode).toBe('protocol')
  expect(attempt.errorMessage).toContain(`What ${server.host} answered is not HTTP (${complaint}).`)
})

it('another protocol that speaks first: protocol', async () => {
  const server = await rawServer((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'))
  expect(await testSender().send(`http://${server.host}/`)).toMatchObject({ errorCode: 'protocol' })
})

it('http to a port that serves https: protocol, and the sentence asks about https', async () => {
  const server = await rawServer(answering('\x15\x03\x03\x00\x02\x02\x46'))
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt.errorCode).toBe('protocol')
  expect(attempt.errorMessage).toContain('use https://')
})

it('http to a server of https that says nothing: reset, and the sentence asks about https', async () => {
  const receiver = await startReceiver({ certificate: 'trusted' })
  const attempt = await testSender().send(receiver.url.replace('https:', 'http:'))
  expect(attempt.errorCode).toBe('reset')
  expect(attempt.errorMessage).toContain('If it serves https on this port, use https://.')
})

it('https to a port that serves http: protocol, and the sentence asks about http', async () => {
  const receiver = await startReceiver()
  const attempt = await testSender().send(receiver.url.replace('http:', 'https:'))
  expect(attempt).toMatchObject({ errorCode: 'protocol', requestHead: '' })
  expect(attempt.errorMessage).toContain('If it serves plain http on this port, use http://.')
})

it('a switch to another protocol: protocol', async () => {
  const server = await rawServer(
    answering('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'),
  )
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt.errorCode).toBe('protocol')
  expect(attempt.errorMessage).toContain('wanted to switch to another protocol (101)')
})

it('100 Continue that nobody asked for: protocol', async () => {
  const server = await rawServer(answering('HTTP/1.1 100 Continue\r\n\r\n'))
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt.errorCode).toBe('protocol')
  expect(attempt.errorMessage).toContain('answered 100 Continue')
})

it('more headers than can be read: protocol', async () => {
  const server = await rawServer(answering(`HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`))
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt.errorCode).toBe('protocol')
  expect(attempt.errorMessage).toContain('more than 16 KB of headers')
})
