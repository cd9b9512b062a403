/** One event to several endpoints. */
import { expect, it } from 'vitest'
import type { CommandInput } from '../../src/shared/commands.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

type Options = NonNullable<CommandInput<'endpoint.save'>['options']>

async function saveEach(engine: TestEngine, url: string, all: Options[]): Promise<string[]> {
  const saved: string[] = []
  for (const [index, options] of all.entries()) {
    const { id } = await engine.run('endpoint.save', { name: `E${index}`, url: `${url}/${index}`, options })
    saved.push(id)
  }
  return saved
}

it('each endpoint gets the event with the same id, as its own options say', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const endpointIds = await saveEach(engine, receiver.url, [
    { method: 'PUT', headers: [['X-To', '0']] },
    { bodyMode: 'raw', contentType: 'text/plain' },
    { bodyMode: 'standard', maxAttempts: 1 },
  ])
  const data = '{"a":  1}'
  const { deliveries } = await engine.run('event.send', { endpointIds, category: 'order.created', data })
  expect(deliveries.map(({ endpointId }) => endpointId)).toEqual(endpointIds)
  for (const { id } of deliveries) await engine.reaches(id, 'delivered')
  const eventId = deliveries[0]?.eventId
  const at = (path: string) => receiver.requests.find((request) => request.path === `/hooks/${path}`)
  const instant = new Date(engine.clock.now()).toISOString()
  expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([eventId, eventId, eventId])
  expect(at('0')).toMatchObject({
    method: 'PUT',
    headers: { 'x-to': '0', 'content-type': 'application/json' },
  })
  expect(at('0')?.body.toString()).toBe(
    `{"category":"order.created","created_at":"${instant}","event_id":"${eventId}","data":${data}}`,
  )
  expect(at('1')).toMatchObject({ method: 'POST', headers: { 'content-type': 'text/plain' } })
  expect(at('1')?.body.toString()).toBe(data)
  expect(at('2')?.body.toString()).toBe(`{"type":"order.created","timestamp":"${instant}","data":${data}}`)
})

it('copies are events of their own, each to every endpoint', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const endpointIds = await saveEach(engine, receiver.url, [{}, {}])
  const { deliveries } = await engine.run('event.send', { endpointIds, category: 'c', data: '1', copies: 3 })
  expect(deliveries).toHaveLength(6)
  await engine.run('queue.drain', {})
  const ids = new Set(deliveries.map(({ eventId }) => eventId))
  expect(ids.size).toBe(3)
  const received = receiver.requests.map(({ headers, path }) => `${path} ${headers['webhook-id']}`)
  expect(received.sort()).toEqual(
    ['/hooks/0', '/hooks/1'].flatMap((path) => [...ids].map((id) => `${path} ${id}`)).sort(),
  )
})

it('an endpoint that is named twice gets it once', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const [first = '', second = ''] = await saveEach(engine, 'http://127.0.0.1:1', [{}, {}])
  expect(await engine.send({ endpointIds: [first, second, first] })).toHaveLength(2)
})

it('a payload that one of them cannot carry is refused for all, and nothing is stored', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const endpointIds = await saveEach(engine, 'http://127.0.0.1:1', [{ bodyMode: 'raw' }, {}])
  const failure = await engine.refused('event.send', {
    endpointIds,
    category: 'c',
    data: 'no JSON',
    copies: 3,
  })
  expect(failure).toMatchObject({ code: 'json_invalid', details: { field: 'data', endpoint: 1 } })
  expect(failure.message).toContain('E1')
  expect((await engine.run('delivery.list', {})).total).toBe(0)
  expect(await engine.send({ endpointIds: endpointIds.slice(0, 1), data: 'no JSON' })).toHaveLength(1)
  expect(await engine.send({ endpointIds, data: 'no JSON', bodyMode: 'raw' })).toHaveLength(2)
})

it('an event id that exists is refused for all', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const endpointIds = await saveEach(engine, 'http://127.0.0.1:1', [{}, {}])
  await engine.send({ endpointIds, eventId: 'evt_1' })
  const again = { endpointIds, category: 'c', data: '1', eventId: 'evt_1' }
  expect(await engine.refused('event.send', again)).toMatchObject({ code: 'event_exists' })
  expect((await engine.run('delivery.list', {})).total).toBe(2)
})

it('what fails at one is delivered to the others, and held where one is paused', async () => {
  const failing = await startReceiver({ answers: [500] })
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const [failed = ''] = await saveEach(engine, failing.url, [{}])
  const good = await engine.run('endpoint.save', { name: 'good', url: receiver.url })
  const paused = await engine.run('endpoint.save', { name: 'paused', url: `${receiver.url}/paused` })
  await engine.run('endpoint.pause', { id: paused.id })
  const [one = '', two = '', three = ''] = await engine.send({
    endpointIds: [failed, good.id, paused.id],
    maxAttempts: 1,
  })
  await engine.reaches(one, 'failed')
  await engine.reaches(two, 'delivered')
  await engine.reaches(three, 'held')
})

it('the event stays as long as one of its deliveries does', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const endpointIds = await saveEach(engine, 'http://127.0.0.1:1', [{}, {}])
  const [first = '', second = ''] = await engine.send({ endpointIds, eventId: 'evt_1', data: '"kept"' })
  await engine.run('delivery.delete', { ids: [first] })
  expect(await engine.run('delivery.body', { id: second })).toMatchObject({ data: '"kept"' })
  await engine.run('delivery.delete', { ids: [second] })
  expect(await engine.send({ endpointIds, eventId: 'evt_1' })).toHaveLength(2)
})
