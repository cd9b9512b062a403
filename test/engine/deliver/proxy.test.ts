import { expect, it } from 'vitest'
import { parseHead } from '../../../src/engine/deliver/request-head.ts'
import { startReceiver } from '../../support/receiver.ts'
import { answering, rawServer } from './raw-servers.ts'
import { startProxy } from './proxies.ts'
import { installAuthority, testSender, trusting } from './sending.ts'

const http = 'http://receiver.example/hooks?a=1'
const https = 'https://receiver.example/hooks?a=1'

it('http: the request itself goes to the proxy, with the whole address', async () => {
  const receiver = await startReceiver({ answers: [{ status: 202, body: 'ok' }] })
  const proxy = await startProxy({ to: receiver.port })
  const attempt = await testSender({ proxyFor: () => proxy.url }).send(http)
  expect(attempt).toMatchObject({
    statusCode: 202,
    errorCode: null,
    remoteAddress: proxy.host,
    responseBytes: 2,
  })
  expect(attempt.note).toBe(`Sent through the proxy ${proxy.host}.`)
  expect(proxy.requests).toMatchObject([{ method: 'POST', url: http, headers: { host: 'receiver.example' } }])
  expect(attempt.requestHead).toMatch(
    /^POST http:\/\/receiver\.example\/hooks\?a=1 HTTP\/1\.1\r\nhost: receiver\.example\r\n/,
  )
  expect(receiver.requests[0]).toMatchObject({ path: '/hooks?a=1', headers: { host: 'receiver.example' } })
})

it.each([true, false])(
  'https: through a tunnel, so that the proxy sees neither head nor body (HTTP/2: %s)',
  async (http2) => {
    const receiver = await startReceiver({ certificate: 'other-host', http2: true })
    const proxy = await startProxy({ to: receiver.port })
    const attempt = await testSender({ proxyFor: () => proxy.url }).send(https, {
      transport: trusting({ http2 }),
    })
    expect(attempt).toMatchObject({
      statusCode: 200,
      errorCode: null,
      httpVersion: http2 ? '2' : '1.1',
      remoteAddress: proxy.host,
      certificate: { subject: 'CN=other-host', authorized: true },
    })
    expect(attempt.timings.tlsMs).toBeGreaterThan(0)
    expect(proxy.requests).toMatchObject([{ method: 'CONNECT', url: 'receiver.example:443' }])
    expect(receiver.requests[0]?.path).toBe('/hooks?a=1')
  },
)

it.each([http, https])(
  'a proxy that is reached over https, and that this machine trusts: %s',
  async (url) => {
    installAuthority()
    const receiver = await startReceiver(url === https ? { certificate: 'other-host', answers: [200, 200, 'hang'] } : { answers: [200, 200, 'hang'] }) // prettier-ignore
    const proxy = await startProxy({ to: receiver.port, certificate: 'trusted' })
    const { sender, send, start } = testSender({ proxyFor: () => proxy.url })
    expect(await send(url)).toMatchObject({ statusCode: 200, note: `Sent through the proxy ${proxy.host}.` })
    expect(await send(url)).toMatchObject({ statusCode: 200, timings: { connectMs: null } })
    const { done } = start(url)
    await receiver.waitFor(3)
    await sender.close()
    expect(await done).toMatchObject({ errorCode: 'aborted' })
    await receiver.waitForNoConnection()
  },
)

it.each([http, https])(
  'a proxy that is reached over https, and that this machine does not trust: %s',
  async (url) => {
    const receiver = await startReceiver(url === https ? { certificate: 'other-host' } : {})
    const proxy = await startProxy({ to: receiver.port, certificate: 'self-signed' })
    const attempt = await testSender({ proxyFor: () => proxy.url }).send(url, { transport: trusting() })
    // No authority of the endpoint vouches for a proxy.
    expect(attempt).toMatchObject({ statusCode: null, errorCode: 'tls_untrusted', certificate: null })
    expect(attempt.errorMessage).toContain(`The certificate of the proxy ${proxy.host} is self-signed`)
  },
)

it.each([http, https])('connections through it are kept: %s', async (url) => {
  const receiver = await startReceiver(url === https ? { certificate: 'other-host' } : {})
  const proxy = await startProxy({ to: receiver.port })
  const { send } = testSender({ proxyFor: () => proxy.url })
  for (let count = 0; count < 3; count += 1) {
    expect(await send(url, { transport: trusting() })).toMatchObject({ statusCode: 200 })
  }
  expect([proxy.accepted, receiver.requests.length]).toEqual([1, 3])
})

it('connections are not shared with other proxies, nor with none', async () => {
  const receiver = await startReceiver()
  const proxies = [await startProxy({ to: receiver.port }), await startProxy({ to: receiver.port })]
  let current = 0
  const { send } = testSender({ proxyFor: () => proxies[current]?.url ?? null })
  for (current of [0, 1, 0]) expect(await send(http)).toMatchObject({ remoteAddress: proxies[current]?.host })
  expect(proxies.map(({ accepted }) => accepted)).toEqual([1, 1])
  current = 2
  expect(await send(http)).toMatchObject({ errorCode: 'dns', note: null })
})

it.each([http, https])('user name and password go to the proxy, and are shown nowhere: %s', async (url) => {
  const receiver = await startReceiver(url === https ? { certificate: 'other-host' } : {})
  const proxy = await startProxy({ to: receiver.port, credentials: 'me:s3cr3t' })
  const attempt = await testSender({ proxyFor: () => proxy.url }).send(url, { transport: trusting() })
  expect(attempt).toMatchObject({ statusCode: 200 })
  const shown = JSON.stringify(attempt)
  expect(shown).not.toContain('s3cr3t')
  expect(shown).not.toContain(Buffer.from('me:s3cr3t').toString('base64'))
  expect(parseHead(attempt.requestHead).map(([name]) => name.toLowerCase())).not.toContain(
    'proxy-authorization',
  )
  expect(receiver.requests[0]?.headers['proxy-authorization']).toBeUndefined()
})

it('a Proxy-Authorization of the person wins, and is shown', async () => {
  const receiver = await startReceiver()
  const proxy = await startProxy({ to: receiver.port, credentials: 'me:own' })
  const own = `Basic ${Buffer.from('me:own').toString('base64')}`
  const attempt = await testSender({ proxyFor: () => proxy.url.replace('me:own', 'me:other') }).send(http, {
    headers: [['proxy-authorization', own]],
  })
  expect(attempt).toMatchObject({ statusCode: 200 })
  expect(attempt.requestHead).toContain(`proxy-authorization: ${own}`)
})

it.each(['127.0.0.1', 'localhost', '[::1]', 'app.localhost'])(
  'targets on this machine (%s) are not sent through it',
  async (host) => {
    const receiver = await startReceiver(host === '[::1]' ? { host: '::1' } : {})
    const asked: string[] = []
    const proxyFor = (url: URL): string => {
      asked.push(url.href)
      return 'http://127.0.0.1:1'
    }
    const attempt = await testSender({ proxyFor }).send(`http://${host}:${receiver.port}/hooks`)
    expect(attempt).toMatchObject({ statusCode: 200, note: null })
    expect(asked).toEqual([])
  },
)

it('what the proxy says of its own connection is not the answer of the receiver', async () => {
  const server = await rawServer(answering('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'))
  const proxyFor = (): string => `http://${server.host}`
  // Over http nobody can tell them apart; the note names the proxy.
  const attempt = await testSender({ proxyFor }).send(http)
  expect(attempt).toMatchObject({ statusCode: 502, note: `Sent through the proxy ${server.host}.` })
})
