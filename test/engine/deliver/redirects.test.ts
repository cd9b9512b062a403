import { expect, it } from 'vitest'
import { headerOf } from '../../../src/engine/deliver/request-head.ts'
import type { HeaderList } from '../../../src/shared/model.ts'
import { type Answer, startReceiver } from '../../support/receiver.ts'
import { following, testSender, trusting } from './sending.ts'

const to = (location: string, status = 307): Answer => ({ status, headers: { Location: location } })

it.each([307, 308])('%i keeps method, body and headers', async (status) => {
  const goal = await startReceiver({ answers: [{ status: 201, body: 'done' }] })
  const first = await startReceiver({ answers: [to(goal.url, status)] })
  const attempt = await testSender().send(first.url, { method: 'PUT', transport: following })
  expect(attempt).toMatchObject({ statusCode: 201, errorCode: null, responseBytes: 4 })
  expect(attempt.note).toBe(`Followed a redirect: ${status} to ${goal.url}.`)
  expect(goal.requests[0]).toMatchObject({ method: 'PUT', path: '/hooks' })
  expect(goal.requests[0]?.body).toEqual(first.requests[0]?.body)
  expect(goal.requests[0]?.headers['content-type']).toBe('application/json')
})

it.each([301, 302, 303])('%i asks with GET, without the body and what describes it', async (status) => {
  const goal = await startReceiver()
  const first = await startReceiver({ answers: [to(goal.url, status)] })
  const headers: HeaderList = [
    ['Content-Type', 'application/json'],
    ['Content-Encoding', 'identity'],
    ['webhook-id', 'a'],
  ]
  const attempt = await testSender().send(first.url, { headers, transport: following })
  expect(attempt).toMatchObject({ statusCode: 200 })
  expect(attempt.note).toBe(`Followed a redirect: ${status} to ${goal.url} with GET, without the body.`)
  const [request] = goal.requests
  expect(request).toMatchObject({ method: 'GET', body: Buffer.alloc(0) })
  expect(request?.headers).toMatchObject({ 'webhook-id': 'a' })
  expect(Object.keys(request?.headers ?? {})).not.toContain('content-type')
  expect(Object.keys(request?.headers ?? {})).not.toContain('content-encoding')
})

it('HEAD stays HEAD', async () => {
  const goal = await startReceiver()
  const first = await startReceiver({ answers: [to(goal.url, 303)] })
  await testSender().send(first.url, { method: 'HEAD', body: Buffer.alloc(0), transport: following })
  expect(goal.requests[0]).toMatchObject({ method: 'HEAD' })
})

it('what is shown is of the last request: head, address, and the time until its first byte', async () => {
  const goal = await startReceiver()
  const first = await startReceiver({ answers: [to(goal.url)] })
  const attempt = await testSender().send(first.url, { transport: following })
  expect(headerOf(attempt.requestHead, 'host')).toBe(`127.0.0.1:${goal.port}`)
  expect(attempt.remoteAddress).toBe(`127.0.0.1:${goal.port}`)
  expect(attempt.timings.connectMs).not.toBeNull()
  expect(attempt.timings.totalMs).toBeGreaterThanOrEqual(attempt.timings.firstByteMs ?? Infinity)
})

it('a relative address stays with the server, over the same connection', async () => {
  const receiver = await startReceiver({ answers: [to('../other?x=1#part'), 204] })
  const attempt = await testSender().send(receiver.url, { transport: following })
  expect(attempt).toMatchObject({ statusCode: 204, timings: { connectMs: null } })
  expect(receiver.requests[1]?.path).toBe('/other?x=1')
  expect(receiver.accepted).toBe(1)
})

it('an address with characters of UTF-8 is understood as UTF-8', async () => {
  const receiver = await startReceiver({ answers: [to(Buffer.from('/ü').toString('latin1')), 204] })
  await testSender().send(receiver.url, { transport: following })
  expect(receiver.requests[1]?.path).toBe('/%C3%BC')
})

it('credentials and a Host of the person stay with the origin that they are for', async () => {
  const goal = await startReceiver()
  const first = await startReceiver({ answers: [to('/again'), to(goal.url)] })
  const headers: HeaderList = [
    ['AUTHORIZATION', 'Bearer secret'],
    ['Cookie', 'a=1'],
    ['Proxy-Authorization', 'Basic x'],
    ['Host', 'receiver.example'],
    ['X-Kept', '1'],
  ]
  await testSender().send(first.url, { headers, transport: following })
  expect(first.requests[1]?.headers).toMatchObject({
    authorization: 'Bearer secret',
    cookie: 'a=1',
    host: 'receiver.example',
  })
  expect(goal.requests[0]?.headers).toMatchObject({ 'x-kept': '1', host: `127.0.0.1:${goal.port}` })
  for (const name of ['authorization', 'cookie', 'proxy-authorization'])
    expect(Object.keys(goal.requests[0]?.headers ?? {})).not.toContain(name)
})

it('from https to http is followed, and the note says that it is not encrypted', async () => {
  const goal = await startReceiver()
  const first = await startReceiver({ certificate: 'trusted', answers: [to(goal.url)] })
  const attempt = await testSender().send(first.url, { transport: trusting({ followRedirects: true }) })
  expect(attempt).toMatchObject({ statusCode: 200, tlsProtocol: null, certificate: null })
  expect(attempt.note).toContain('from https to unencrypted http')
})

it('user name and password in an address are neither shown nor sent', async () => {
  const goal = await startReceiver()
  const first = await startReceiver({ answers: [to(goal.url.replace('://', '://user:secret@'))] })
  const attempt = await testSender().send(first.url, { transport: following })
  expect(attempt.statusCode).toBe(200)
  expect(JSON.stringify(attempt)).not.toContain('secret')
})

it('a 3xx without an address is an answer like any other', async () => {
  const receiver = await startReceiver({ answers: [302, 304, to('/x', 300)] })
  const { send } = testSender()
  for (const statusCode of [302, 304, 300]) {
    expect(await send(receiver.url, { transport: following })).toMatchObject({ statusCode, note: null })
  }
})

it.each(['ftp://example.com/', 'unix:/run/app.sock:/', 'http://', 'javascript:alert(1)'])(
  'an address that is none to send to (%s): protocol, with the answer',
  async (location) => {
    const receiver = await startReceiver({ answers: [to(location)] })
    const attempt = await testSender().send(receiver.url, { transport: following })
    expect(attempt).toMatchObject({ statusCode: 307, errorCode: 'protocol' })
    expect(attempt.errorMessage).toContain(`no http or https address ("${location}")`)
  },
)

it('a failure on the way tells of the host that it happened at, and of the way there', async () => {
  const first = await startReceiver({ answers: [to('http://nobody.invalid/')] })
  const attempt = await testSender().send(first.url, { transport: following })
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'dns', responseHead: '', requestHead: '' })
  expect(attempt.errorMessage).toContain('nobody.invalid')
  expect(attempt.note).toContain('307 to http://nobody.invalid/')
})

it('one timeout covers all of it', async () => {
  const receiver = await startReceiver({ answers: [to('/a'), to('/b'), 'hang'] })
  const { clock, start } = testSender()
  const { done } = start(receiver.url, { transport: following })
  await receiver.waitFor(2)
  clock.advance(9_000)
  await receiver.waitFor(3)
  clock.advance(1_000)
  expect(await done).toMatchObject({ errorCode: 'timeout_response' })
})

it('an abort ends it wherever it is', async () => {
  const receiver = await startReceiver({ answers: [to('/a'), 'hang'] })
  const { start } = testSender()
  const request = start(receiver.url, { transport: following })
  await receiver.waitFor(2)
  request.abort()
  expect(await request.done).toMatchObject({ statusCode: null, errorCode: 'aborted' })
  await receiver.waitForNoConnection()
})
