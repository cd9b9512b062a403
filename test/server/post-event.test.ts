import { expect, test } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { postEvent, serveEngine, value } from './real-setting.ts'

const url = 'http://127.0.0.1:1/hooks'

interface Accepted {
  delivery_id: string
  event_id: string
  state: string
}

test('an event is accepted, sent as its payload stands in the request, and answered with its ids', async () => {
  const served = await serveEngine({ localApi: true })
  const receiver = await startReceiver()
  const data = '{ "b": 9007199254740993,\n\t"a":1.0e+2, "a\\u00e9\\/":"\\ud83d\\ude00\\ud800", "z":[ ] }'
  const body = `{"url":${JSON.stringify(receiver.url)},\r\n "data" : ${data} , "headers":{"X-B":"1","X-A":"2"}}`
  const answered = await postEvent(served, body)
  expect(answered.status).toBe(201)
  const accepted = JSON.parse(answered.text) as Accepted
  expect(Object.keys(accepted)).toEqual(['delivery_id', 'event_id', 'state'])
  await value(served, 'delivery.wait', { ids: [accepted.delivery_id] })
  const [request] = receiver.requests
  expect(request?.decoded.toString()).toContain(`"data":${data}}`)
  expect(request?.decoded.toString()).toContain('"category":"test"')
  expect(await value(served, 'delivery.show', { id: accepted.delivery_id })).toMatchObject({
    eventId: accepted.event_id,
    headers: [
      ['X-B', '1'],
      ['X-A', '2'],
    ],
  })
})

test.each([
  'null',
  'true',
  '0',
  '-0.0',
  '""',
  '"\\u0000"',
  '[]',
  '{}',
  '[[{"data":1}]]',
  '{"data":{"url":"x"}}',
])('the payload %s is kept as it is', async (data) => {
  const served = await serveEngine({ localApi: true })
  await value(served, 'queue.pause')
  const answered = await postEvent(served, `{"url":"${url}","data":${data}}`)
  const { delivery_id: id } = JSON.parse(answered.text) as Accepted
  expect(await value(served, 'delivery.body', { id })).toMatchObject({ data })
})

test('a payload nested 100,000 deep, one of 20 MB and an escaped key are nothing special', async () => {
  const served = await serveEngine({ localApi: true })
  await value(served, 'queue.pause')
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const large = JSON.stringify('a'.repeat(20 * 1024 * 1024))
  for (const [data, key] of [
    [deep, 'data'],
    [large, 'data'],
    ['[1 ,2]', 'd\\u0061ta'],
  ] as const) {
    const answered = await postEvent(served, `{"${key}":${data},"url":"${url}"}`)
    const { delivery_id: id } = JSON.parse(answered.text) as Accepted
    expect((await value(served, 'delivery.body', { id })) as { data: string }).toHaveProperty('data', data)
  }
})

test('what "curl -d" sends without a type is taken for JSON', async () => {
  const served = await serveEngine({ localApi: true })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await postEvent(served, `{"url":"${url}","data":1}`, { headers })).status).toBe(201)
  const other = await postEvent(served, '<a/>', { headers: { 'content-type': 'text/xml' } })
  expect([other.status, JSON.parse(other.text)]).toMatchObject([415, { code: 'content_type_invalid' }])
})

test('a time to send at is a text or a number', async () => {
  const served = await serveEngine({ localApi: true })
  const at = Date.now() + 3_600_000
  for (const sendAt of [at, new Date(at).toISOString()]) {
    const body = JSON.stringify({ url, category: 'later', data: {}, send_at: sendAt })
    const answered = await postEvent(served, body)
    const accepted = JSON.parse(answered.text) as Accepted
    expect(accepted.state).toBe('scheduled')
    expect(await value(served, 'delivery.show', { id: accepted.delivery_id })).toMatchObject({
      nextAttemptAt: at,
      category: 'later',
    })
  }
})

test.each([
  ['{', 'json_invalid', undefined],
  ['', 'json_invalid', undefined],
  ['\ufeff{}', 'json_invalid', undefined],
  ['[1]', 'body_invalid', undefined],
  ['null', 'body_invalid', undefined],
  [`{"url":"${url}"}`, 'data_missing', '#/data'],
  [`{"url":"${url}","data":1,"data":2}`, 'key_twice', '#/data'],
  ['{"data":1}', 'invalid_input', '#/url'],
  [`{"url":"${url}","data":1,"headers":{"a":1}}`, 'invalid_input', '#/headers/a'],
  [`{"url":"${url}","data":1,"other":1}`, 'invalid_input', '#'],
  ['{"url":"ftp://x","data":1}', 'url_invalid', '#/url'],
  [`{"url":"${url}","data":1,"event_id":" "}`, undefined, '#/event_id'],
  [`{"url":"${url}","data":1,"headers":{"X-Ok":"1","a.b/c d":"1"}}`, undefined, '#/headers/a.b~1c%20d'],
  [`{"url":"${url}","data":1,"send_at":"tomorrow"}`, 'time_invalid', '#/send_at'],
  [`{"url":"${url}","data":1,"send_at":-1}`, 'invalid_input', '#/send_at'],
])('%j is a problem with its place', async (body, code, pointer) => {
  const served = await serveEngine({ localApi: true })
  const answered = await postEvent(served, body)
  expect(answered.headers['content-type']).toBe('application/problem+json')
  const problem = JSON.parse(answered.text) as { code: string; type: string; errors?: { pointer: string }[] }
  expect(answered.status).toBe(400)
  if (code) expect(problem.code).toBe(code)
  expect(problem.type).toBe(`/problems/${problem.code}`)
  expect(problem.errors?.[0]?.pointer).toBe(pointer)
})

test('bytes that are no UTF-8 are refused, not replaced', async () => {
  const served = await serveEngine({ localApi: true })
  const body = Buffer.concat([
    Buffer.from(`{"url":"${url}","data":"`),
    Buffer.from([0xff]),
    Buffer.from('"}'),
  ])
  const answered = await postEvent(served, '', { body })
  expect([answered.status, JSON.parse(answered.text)]).toMatchObject([400, { code: 'json_invalid' }])
})

test('a body above 64 MB is refused', async () => {
  const served = await serveEngine({ localApi: true })
  const answered = await postEvent(served, `{"data":"${'a'.repeat(65 * 1024 * 1024)}"}`)
  expect([answered.status, JSON.parse(answered.text)]).toMatchObject([413, { code: 'body_too_large' }])
})
