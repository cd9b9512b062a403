import { expect, it } from 'vitest'
import { parseHead } from '../../../src/engine/deliver/request-head.ts'
import { rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

/** What goes over the wire, byte for byte, for a request that is answered when all of it has come. */
async function recordingServer(): Promise<{ host: string; wire(): string }> {
  let wire = ''
  const server = await rawServer((socket) => {
    socket.on('data', (data) => {
      wire += data.toString('latin1')
      const [head, body = ''] = wire.split('\r\n\r\n')
      const length = Number(/content-length: (\d+)/.exec(head ?? '')?.[1] ?? 0)
      if (wire.includes('\r\n\r\n') && body.length >= length) socket.write('HTTP/1.1 204 No Content\r\n\r\n')
    })
  })
  return { host: server.host, wire: () => wire }
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'PROPFIND', 'PURGE']

it.each(methods.flatMap((method) => ['', '{"ä":1}'].map((body) => [method, body])))(
  '%s with body "%s": requestHead is what went over the wire',
  async (method, text) => {
    const server = await recordingServer()
    const body = Buffer.from(text ?? '')
    const attempt = await testSender().send(`http://${server.host}/hooks?a=1`, { method: method ?? '', body })
    expect(attempt).toMatchObject({ statusCode: 204, errorCode: null })
    expect(attempt.requestHead + body.toString('latin1')).toBe(server.wire())
  },
)

it('headers keep their case and order, and repeated ones stay apart', async () => {
  const server = await recordingServer()
  const headers: [string, string][] = [
    ['X-Zebra', '1'],
    ['content-TYPE', 'text/plain'],
    ['x-apple', ''],
    ['X-Zebra', '2'],
    ['User-Agent', 'Test/1 (a; b)'],
  ]
  const attempt = await testSender().send(`http://${server.host}/`, { headers })
  expect(attempt.requestHead).toBe(server.wire().replace('{"a":1}', ''))
  expect(parseHead(attempt.requestHead)).toEqual([
    ['host', server.host],
    ['connection', 'keep-alive'],
    ...headers,
    ['content-length', '7'],
  ])
})

it('a Host of the person wins', async () => {
  const server = await recordingServer()
  await testSender().send(`http://${server.host}/`, { headers: [['Host', 'receiver.example']] })
  expect(server.wire()).toContain('\r\nhost: receiver.example\r\n')
  expect(server.wire()).not.toContain(server.host)
})

it('path and query go out as the URL has them, without the fragment', async () => {
  const server = await recordingServer()
  await testSender().send(`http://${server.host}/a%2Fb//c;d/ü?x=1&x=%20&y=a+b`, {
    method: 'GET',
    body: Buffer.alloc(0),
  })
  expect(server.wire()).toMatch(/^GET \/a%2Fb\/\/c;d\/%C3%BC\?x=1&x=%20&y=a\+b HTTP\/1\.1\r\n/)
})

it('the body goes out byte for byte', async () => {
  const server = await recordingServer()
  const body = Buffer.from(Array.from({ length: 256 }, (_, index) => index))
  await testSender().send(`http://${server.host}/`, { body })
  expect(server.wire().endsWith(`\r\n\r\n${body.toString('latin1')}`)).toBe(true)
})

it('an empty head has no headers', () => {
  expect(parseHead('')).toEqual([])
})
