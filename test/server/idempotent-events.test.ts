import { expect, test } from 'vitest'
import { postEvent, serveEngine, value } from './real-setting.ts'

const body = '{"url":"http://127.0.0.1:1/","event_id":"ab","data":{"n":1}}'

test('an event id that exists is refused unless the request asks to be idempotent', async () => {
  const served = await serveEngine({ localApi: true })
  const first = await postEvent(served, body)
  expect(first.status).toBe(201)
  const again = await postEvent(served, body)
  expect([again.status, JSON.parse(again.text)]).toMatchObject([
    409,
    { code: 'event_exists', errors: [{ pointer: '#/event_id' }] },
  ])
  for (const asked of [{ path: '/api/events?idempotent=true' }, { headers: { idempotency: 'event_id' } }]) {
    const answered = await postEvent(served, body, asked)
    expect(answered.status).toBe(200)
    const { delivery_id: id, event_id: eventId } = JSON.parse(answered.text) as Record<string, string>
    expect(eventId).toBe('ab')
    expect(JSON.parse(first.text)).toMatchObject({ delivery_id: id })
  }
  expect(await value(served, 'delivery.list')).toMatchObject({ total: 1 })
})

test('many at once make one delivery, and all are answered with it', async () => {
  const served = await serveEngine({ localApi: true })
  const path = '/api/events?idempotent=true'
  const answers = await Promise.all(Array.from({ length: 20 }, () => postEvent(served, body, { path })))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19)
  const ids = answers.map(({ text }) => (JSON.parse(text) as { delivery_id: string }).delivery_id)
  expect(new Set(ids).size).toBe(1)
  expect(await value(served, 'delivery.list')).toMatchObject({ total: 1 })
})

test('it tells how the delivery is now, and of the oldest where the event was replayed', async () => {
  const served = await serveEngine({ localApi: true })
  const accepted = JSON.parse((await postEvent(served, body)).text) as { delivery_id: string }
  const ids = [accepted.delivery_id]
  await value(served, 'delivery.cancel', { ids })
  await value(served, 'delivery.replay', { ids })
  const answered = await postEvent(served, body, { path: '/api/events?idempotent=true' })
  expect(JSON.parse(answered.text)).toEqual({ ...accepted, event_id: 'ab', state: 'canceled' })
})

test('without an event id, or asked for in another way, it is a problem and nothing is sent', async () => {
  const served = await serveEngine({ localApi: true })
  const path = '/api/events?idempotent=true'
  const nameless = await postEvent(served, '{"url":"http://127.0.0.1:1/","data":1}', { path })
  expect(JSON.parse(nameless.text)).toMatchObject({ status: 400, code: 'event_id_missing' })
  for (const asked of [{ path: '/api/events?idempotent=yes' }, { headers: { idempotency: 'always' } }]) {
    const answered = await postEvent(served, body, asked)
    expect(JSON.parse(answered.text)).toMatchObject({ status: 400, code: 'idempotency_invalid' })
  }
  expect(await value(served, 'delivery.list')).toMatchObject({ total: 0 })
})
