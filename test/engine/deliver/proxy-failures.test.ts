import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { answering, closedPort, deafPort, rawServer } from './raw-servers.ts'
import { startProxy } from './proxies.ts'
import { testSender, trusting } from './sending.ts'

const http = 'http://receiver.example/hooks'
const https = 'https://receiver.example/hooks'
const transport = trusting()

it.each([http, https])(
  'a proxy that does not listen: refused, and the sentence names it (%s)',
  async (url) => {
    const port = await closedPort()
    const attempt = await testSender({ proxyFor: () => `http://me:s3cr3t@127.0.0.1:${port}` }).send(url)
    expect(attempt).toMatchObject({ statusCode: null, errorCode: 'refused', note: null })
    expect(attempt.errorMessage).toBe(
      `Connection refused by the proxy 127.0.0.1:${port}: nothing listens there. Start the proxy, or change it in the settings.`,
    )
  },
)

it('a proxy whose name does not resolve: dns, with its name', async () => {
  const attempt = await testSender({ proxyFor: () => 'http://nobody.invalid:3128' }).send(https)
  expect(attempt.errorCode).toBe('dns')
  expect(attempt.errorMessage).toContain('nobody.invalid of the proxy')
})

it('a proxy that does not take the connection: timeout_connect, with its name', async () => {
  const port = await deafPort()
  const { clock, start } = testSender({ proxyFor: () => `http://127.0.0.1:${port}` })
  const { done } = start(https)
  clock.advance(5_000)
  const attempt = await done
  expect(attempt.errorCode).toBe('timeout_connect')
  expect(attempt.errorMessage).toContain(`No connection to the proxy 127.0.0.1:${port} within 5s`)
})

it('a proxy that does not answer CONNECT: timeout_connect, and the sentence says what it did not do', async () => {
  const server = await rawServer(() => {})
  const { clock, start } = testSender({ proxyFor: () => `http://${server.host}` })
  const { done } = start(https)
  await server.connected(1)
  await new Promise((resolve) => server.sockets[0]?.once('data', resolve))
  clock.advance(5_000)
  const attempt = await done
  expect(attempt.errorCode).toBe('timeout_connect')
  expect(attempt.errorMessage).toContain(
    `The proxy ${server.host} took the connection but did not open one to receiver.example:443 within 5s`,
  )
  await server.allClosed()
})

it('an abort while the proxy opens the tunnel closes the connection', async () => {
  const server = await rawServer(() => {})
  const { start } = testSender({ proxyFor: () => `http://${server.host}` })
  const request = start(https)
  await server.connected(1)
  request.abort()
  expect(await request.done).toMatchObject({ errorCode: 'aborted' })
  await server.allClosed()
})

it.each([
  ['without', 'http://', 'wants a user name and password (407)'],
  ['with a wrong', 'http://me:wr0ng@', 'did not take the user name and password (407)'],
])('a proxy that is asked %s password: proxy, over http with its answer', async (_how, start, sentence) => {
  const receiver = await startReceiver()
  const proxy = await startProxy({ to: receiver.port, credentials: 'me:s3cr3t' })
  const { send } = testSender({ proxyFor: () => start + proxy.host })
  for (const [url, statusCode] of [
    [http, 407],
    [https, null],
  ] as const) {
    const attempt = await send(url)
    expect(attempt).toMatchObject({ statusCode, errorCode: 'proxy' })
    expect(attempt.errorMessage).toContain(`The proxy ${proxy.host} ${sentence}`)
    expect(JSON.stringify(attempt)).not.toMatch(/wr0ng|s3cr3t/)
  }
  expect(receiver.requests).toHaveLength(0)
})

it('a proxy that may not reach the target: proxy, with what it answered', async () => {
  const receiver = await startReceiver()
  const proxy = await startProxy({ to: receiver.port, refuses: 403 })
  const attempt = await testSender({ proxyFor: () => proxy.url }).send(https)
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'proxy', requestHead: '', responseHead: '' })
  expect(attempt.errorMessage).toContain(
    `The proxy ${proxy.host} did not open a connection to receiver.example:443: it answered 403 Forbidden.`,
  )
})

it('a proxy that closes the connection instead: reset, and the sentence says so', async () => {
  const server = await rawServer((socket) => socket.once('data', () => socket.end()))
  const attempt = await testSender({ proxyFor: () => `http://${server.host}` }).send(https)
  expect(attempt.errorCode).toBe('reset')
  expect(attempt.errorMessage).toContain(
    'closed the connection instead of opening one to receiver.example:443',
  )
})

it('a proxy that is none: protocol', async () => {
  const server = await rawServer(answering('220 mail.example ESMTP\r\n'))
  const attempt = await testSender({ proxyFor: () => `http://${server.host}` }).send(https)
  expect(attempt.errorCode).toBe('protocol')
  expect(attempt.errorMessage).toContain(`What the proxy ${server.host} answered is not HTTP`)
})

it('a target behind the tunnel that speaks no TLS: protocol', async () => {
  const receiver = await startReceiver()
  const proxy = await startProxy({ to: receiver.port })
  const attempt = await testSender({ proxyFor: () => proxy.url }).send(https, { transport })
  expect(attempt).toMatchObject({ errorCode: 'protocol' })
  expect(attempt.errorMessage).toContain('No TLS connection to receiver.example:443')
})

it('a target behind the tunnel that is not trusted: tls_untrusted, with its certificate', async () => {
  const receiver = await startReceiver({ certificate: 'self-signed' })
  const proxy = await startProxy({ to: receiver.port })
  const attempt = await testSender({ proxyFor: () => proxy.url }).send(https, { transport })
  expect(attempt).toMatchObject({ errorCode: 'tls_untrusted', certificate: { subject: 'CN=self-signed' } })
  expect(attempt.errorMessage).toContain('The certificate of receiver.example:443')
})

it.each([
  ['socks5://me:s3cr3t@127.0.0.1:1080', 'begins with socks5://, which is not supported'],
  ['http://me:s3cr3t@', 'is no URL'],
])('an address of a proxy that cannot be used: proxy, without the password', async (url, sentence) => {
  const attempt = await testSender({ proxyFor: () => url }).send(http)
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'proxy' })
  expect(attempt.errorMessage).toContain(sentence)
  expect(attempt.errorMessage).not.toContain('s3cr3t')
})
