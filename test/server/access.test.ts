import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { ask, builtWindow, command, failureCode, openFeed, serve } from './setting.ts'

test('a command without the token, with a wrong one or in another scheme is refused and not run', async () => {
  const served = await serve()
  const { token } = served.server
  const wrong = [
    '',
    'Bearer',
    'Bearer x',
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    `Basic ${token}`,
    token,
  ]
  for (const authorization of wrong) {
    const answered = await command(served, 'stats.get', { headers: { authorization } })
    expect([answered.status, failureCode(answered)]).toEqual([401, 'unauthorized'])
  }
  expect(served.engine.asked).toEqual([])
})

test('the token is 32 random bytes, new for every server', async () => {
  const [first, second] = [await serve(), await serve()]
  expect(first.server.token).toMatch(/^[\w-]{43}$/)
  expect(second.server.token).not.toBe(first.server.token)
})

test.each([
  'evil.example',
  'evil.example:80',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1.evil.example',
  '[::1]:80',
])('a request for the host "%s" is refused, files and commands alike', async (host) => {
  const served = await serve({ windowDir: builtWindow() })
  const page = await ask(served, { path: '/', headers: { host } })
  const stats = await command(served, 'stats.get', { headers: { host } })
  for (const answered of [page, stats]) {
    expect([answered.status, failureCode(answered)]).toEqual([403, 'host_refused'])
  }
  expect(served.engine.asked).toEqual([])
})

test('a request that names no host is refused', async () => {
  const served = await serve({ windowDir: builtWindow() })
  const answer = await new Promise<string>((resolve, reject) => {
    let text = ''
    const socket = connect(served.port, '127.0.0.1', () => socket.write('GET / HTTP/1.0\r\n\r\n'))
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.once('error', reject)
    socket.once('end', () => resolve(text))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 403 /)
})

test('127.0.0.1 and localhost with the port are the hosts that are answered', async () => {
  const served = await serve()
  for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST']) {
    const answered = await command(served, 'stats.get', { headers: { host: `${name}:${served.port}` } })
    expect(answered.status).toBe(200)
  }
})

test.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1:1', 'app://window', ''])(
  'a page of the origin "%s" is refused even with the token',
  async (origin) => {
    const served = await serve()
    const answered = await command(served, 'stats.get', { headers: { origin } })
    expect([answered.status, failureCode(answered)]).toEqual([403, 'origin_refused'])
    await expect(openFeed(served, { headers: { origin } })).rejects.toThrow('403')
    expect(served.engine.asked).toEqual([])
  },
)

test('the window of this server is let in by either name', async () => {
  const served = await serve()
  for (const name of ['127.0.0.1', 'localhost']) {
    const headers = { origin: `http://${name}:${served.port}` }
    expect((await command(served, 'stats.get', { headers })).status).toBe(200)
    const feed = await openFeed(served, { headers })
    expect(feed.socket.protocol).toBe('webhook-dispatcher')
  }
})

test('a feed without the token, or with a wrong one, is not opened', async () => {
  const served = await serve()
  for (const protocols of [[], ['webhook-dispatcher'], ['webhook-dispatcher', 'token.x']]) {
    await expect(openFeed(served, { protocols })).rejects.toThrow('401')
  }
  await expect(openFeed(served, { headers: { host: 'evil.example' } })).rejects.toThrow('403')
  expect(served.engine.listeners.size).toBe(1)
})

test('the token is never echoed as the protocol of the feed', async () => {
  const served = await serve()
  const feed = await openFeed(served, { protocols: [`token.${served.server.token}`, 'webhook-dispatcher'] })
  expect(feed.socket.protocol).toBe('webhook-dispatcher')
})
