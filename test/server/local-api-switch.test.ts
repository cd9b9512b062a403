import { expect, test } from 'vitest'
import { askApi, postEvent, serveEngine, value } from './real-setting.ts'
import { ask, builtWindow, command, openFeed, serve, switched } from './setting.ts'

const paths = ['/api/events', '/api/stream', '/api/openapi.json']

test.each(paths)('%s is off until it is switched on, and says how', async (path) => {
  const served = await serveEngine()
  const answered = await askApi(served, { path })
  expect(answered.status).toBe(403)
  expect(answered.headers['content-type']).toBe('application/problem+json')
  expect(JSON.parse(answered.text)).toEqual({
    type: '/problems/api_off',
    title: 'Api off',
    status: 403,
    detail: expect.stringContaining('settings set local-api yes') as string,
    code: 'api_off',
  })
})

test('commands and the feed are there whether it is on or not', async () => {
  const served = await serveEngine()
  expect((await command(served, 'stats.get')).status).toBe(200)
  const window = await openFeed(served)
  await value(served, 'settings.set', { localApi: true })
  expect(await window.next()).toMatchObject({ batch: { events: [{ name: 'settings.changed' }] } })
  expect((await command(served, 'stats.get')).status).toBe(200)
})

test('it is on at the very moment that the setting is answered', async () => {
  const served = await serveEngine()
  for (let round = 0; round < 5; round += 1) {
    const window = await openFeed(served)
    await value(served, 'settings.set', { localApi: true })
    expect((await askApi(served, { path: '/api/openapi.json' })).status).toBe(200)
    await value(served, 'settings.set', { localApi: false })
    const isOff = (message: unknown): boolean => JSON.stringify(message).includes('"localApi":false')
    while (!isOff(await window.next()));
    expect((await askApi(served, { path: '/api/openapi.json' })).status).toBe(403)
    window.socket.terminate()
  }
})

test('when the engine has ended the local API says so', async () => {
  const served = await serveEngine()
  await served.stopEngine()
  const answered = await postEvent(served, '{}')
  expect(answered.status).toBe(503)
  expect(JSON.parse(answered.text)).toMatchObject({ code: 'engine_unavailable', status: 503 })
})

test.each(paths)('%s is for holders of the token, and for no page of another site', async (path) => {
  const served = await serve({ localApi: true, windowDir: builtWindow() })
  const authorization = `Bearer ${served.server.token}`
  const refused = [
    [401, 'unauthorized', {}],
    [401, 'unauthorized', { authorization: 'Bearer x' }],
    [403, 'origin_refused', { authorization, origin: 'https://evil.example' }],
    [403, 'origin_refused', { authorization, origin: 'null' }],
    [403, 'host_refused', { authorization, host: 'evil.example' }],
  ] as const
  for (const [status, code, headers] of refused) {
    const answered = await ask(served, { path, headers, method: path === '/api/events' ? 'POST' : 'GET' })
    expect(answered.headers['content-type']).toBe('application/problem+json')
    expect([answered.status, JSON.parse(answered.text)]).toMatchObject([status, { code, status }])
  }
  expect(served.engine.asked).toEqual([])
})

test('other methods are refused with the one that is taken', async () => {
  const served = await serve({ localApi: true })
  for (const [path, method, allow] of [
    ['/api/events', 'GET', 'POST'],
    ['/api/stream', 'POST', 'GET'],
    ['/api/openapi.json', 'DELETE', 'GET'],
  ] as const) {
    const answered = await askApi(served, { path, method })
    expect([answered.status, answered.headers['allow']]).toEqual([405, allow])
  }
})

test('switching it off ends the streams that are open', async () => {
  const served = await serve({ localApi: true })
  const stream = askApi(served, { path: '/api/stream?after=1' })
  served.engine.publish({ number: 2, events: [{ name: 'deliveries.deleted', ids: ['a'] }] })
  const other = await askApi(served, { path: '/api/openapi.json' })
  expect(other.status).toBe(200)
  served.engine.publish(switched(3, false))
  expect((await stream).text).toContain('event: batch')
})
