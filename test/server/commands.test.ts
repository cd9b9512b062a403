import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { ask, command, failureCode, openFeed, serve } from './setting.ts'

const megabyte = 1024 * 1024

test('a command gets its input as it was sent and answers with the result', async () => {
  const served = await serve()
  const input = { text: 'Grüße 👋', deep: [1, { a: null }] }
  const answered = await command(served, 'event.send', { body: JSON.stringify(input) })
  expect(answered.status).toBe(200)
  expect(answered.headers['content-type']).toBe('application/json')
  expect(answered.headers['cache-control']).toBe('no-store')
  expect(JSON.parse(answered.text)).toEqual({ ok: true, value: { name: 'event.send', input } })
})

test('no body is no input, and needs no content type', async () => {
  const served = await serve()
  const headers = { authorization: `Bearer ${served.server.token}` }
  const answered = await ask(served, { method: 'POST', path: '/api/commands/stats.get', headers })
  expect(answered.status).toBe(200)
  expect(served.engine.asked).toEqual([{ name: 'stats.get', input: undefined }])
})

test.each([
  ['unknown_command', 404],
  ['delivery_unknown', 404],
  ['event_exists', 409],
  ['body_too_large', 413],
  ['url_invalid', 400],
  ['internal', 500],
  ['engine_unavailable', 503],
  ['stopping', 503],
])('a refusal with the code %s has the status %i and the same body', async (code, status) => {
  const served = await serve()
  const answered = await command(served, `refuse.${code}`)
  expect(answered.status).toBe(status)
  expect(JSON.parse(answered.text)).toEqual({ ok: false, error: { code, message: 'Refused.' } })
})

test.each(['{', '', ' ', '{"a":1}x', 'undefined'].filter((text) => text !== ''))(
  'the body %j is refused as no JSON and reaches nobody',
  async (body) => {
    const served = await serve()
    const answered = await command(served, 'event.send', { body })
    expect([answered.status, failureCode(answered)]).toEqual([400, 'json_invalid'])
    expect(served.engine.asked).toEqual([])
  },
)

test('bytes that are no UTF-8 are refused, not replaced', async () => {
  const served = await serve()
  const answered = await command(served, 'event.send', { body: Buffer.from([0x22, 0xff, 0x22]) })
  expect(failureCode(answered)).toBe('json_invalid')
})

test('only application/json is read: a form of a foreign page cannot send it', async () => {
  const served = await serve()
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx']) {
    const answered = await command(served, 'event.send', { headers: { 'content-type': type } })
    expect([answered.status, failureCode(answered)]).toEqual([415, 'content_type_invalid'])
  }
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  expect((await command(served, 'event.send', { headers })).status).toBe(200)
})

test('a body of 50 MB is read, one above 64 MB is refused however it is announced', async () => {
  const served = await serve()
  const text = (bytes: number): string => JSON.stringify('a'.repeat(bytes))
  expect((await command(served, 'event.send', { body: text(50 * megabyte) })).status).toBe(200)
  const tooLarge = text(65 * megabyte)
  const chunked = { 'transfer-encoding': 'chunked' }
  for (const headers of [{}, chunked]) {
    const answered = await command(served, 'event.send', { body: tooLarge, headers })
    expect([answered.status, failureCode(answered)]).toEqual([413, 'body_too_large'])
  }
  expect(served.engine.asked).toHaveLength(1)
  expect((await command(served, 'stats.get')).status).toBe(200)
})

test('other methods, other addresses and the feed without a WebSocket say what they are', async () => {
  const served = await serve()
  const got = await command(served, 'stats.get', { method: 'GET' })
  expect([got.status, got.headers['allow'], failureCode(got)]).toEqual([405, 'POST', 'method_refused'])
  const elsewhere = await command(served, '', { path: '/api/other' })
  expect([elsewhere.status, failureCode(elsewhere)]).toEqual([404, 'not_found'])
  const feed = await command(served, '', { path: '/api/feed', method: 'GET' })
  expect([feed.status, failureCode(feed)]).toEqual([426, 'upgrade_required'])
  expect(served.engine.asked).toEqual([])
})

test('the name is passed on as it is written, so that the gate judges it', async () => {
  const served = await serve()
  for (const name of ['__proto__', 'constructor', '..%2f..', 'a/b']) await command(served, name)
  expect(served.engine.asked.map(({ name }) => name)).toEqual(['__proto__', 'constructor', '..%2f..', 'a/b'])
})

test('a connection that talks nonsense or breaks off in the middle hurts nobody', async () => {
  const served = await serve()
  const closed = (bytes: string, hangUp: boolean): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(served.port, '127.0.0.1', () => {
        socket.write(bytes)
        if (hangUp) socket.destroy()
      })
      socket.on('error', () => {})
      socket.on('data', () => {})
      socket.once('close', () => resolve())
    })
  await closed('nonsense\r\n\r\n', false)
  const head = `POST /api/commands/event.send HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nAuthorization: Bearer ${served.server.token}\r\nContent-Type: application/json\r\n`
  await closed(`${head}Content-Length: 100\r\n\r\n{"half":`, true)
  expect((await command(served, 'stats.get')).status).toBe(200)
  expect(served.engine.asked).toHaveLength(1)
  expect((await openFeed(served)).socket.readyState).toBe(1)
})
