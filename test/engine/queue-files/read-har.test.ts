/** HAR files as browsers save them. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readHar } from '../../../src/engine/queue-files/read-har.ts'
import { checkCategory } from '../../../src/shared/checks.ts'
import { Refusal } from '../../../src/shared/result.ts'
import { deliveriesOf, messageOf, outcomesOf } from '../../support/queue-files/items.ts'

const harOf = (...entries: unknown[]): string => JSON.stringify({ log: { version: '1.2', entries } })
const entryOf = (request: object, rest: object = {}): object => ({
  startedDateTime: '2026-11-24T14:03:20.123Z',
  request: { method: 'POST', url: 'http://localhost:3000/hooks', headers: [], ...request },
  ...rest,
})
const header = (name: string, value: string): object => ({ name, value })

it('a request becomes a delivery of its own bytes', () => {
  const headers = [
    header(':authority', 'localhost'),
    header('Host', 'localhost:3000'),
    header('X-B', '2'),
    header('Connection', 'keep-alive'),
    header('Content-Length', '13'),
    header('Content-Encoding', 'gzip'),
    header('Content-Type', 'application/json; charset=utf-8'),
    header('X-A', ' 1'),
  ]
  const text = '{"price":  1.0,"n":9007199254740993}'
  const [delivery] = deliveriesOf(readHar(harOf(entryOf({ headers, postData: { mimeType: 'x/y', text } }))))
  expect(delivery).toEqual({
    eventId: null,
    category: 'post /hooks',
    eventCreatedAt: Date.parse('2026-11-24T14:03:20.123Z'),
    data: text,
    url: 'http://localhost:3000/hooks',
    method: 'POST',
    headers: [
      ['X-B', '2'],
      ['X-A', '1'],
    ],
    bodyMode: 'raw',
    contentType: 'application/json; charset=utf-8',
    compression: null,
    retrySchedule: null,
    maxAttempts: null,
    extra: null,
    attemptCount: 0,
    nextAttemptAt: null,
    saved: null,
  })
})

it('the id that this application sends becomes the id of the event', () => {
  const own = (id: string): object =>
    entryOf({
      headers: [header('Webhook-Id', id), header('webhook-timestamp', '1'), header('webhook-attempt', '2')],
    })
  const [good, bad] = deliveriesOf(readHar(harOf(own('evt_1'), own('a.b'))))
  expect(good).toMatchObject({ eventId: 'evt_1', headers: [] })
  expect(bad).toMatchObject({ eventId: null, headers: [] })
})

it.each([
  ['base64', { text: Buffer.from('Zoë').toString('base64'), encoding: 'base64' }, 'Zoë'],
  ['form fields', { params: [header('a', '1 2'), header('b&', 'ë'), { name: 'c' }] }, 'a=1+2&b%26=%C3%AB&c='],
  ['a text beside its fields', { text: 'a=1', params: [header('a', '1')] }, 'a=1'],
])('a body of %s', (_name, body, data) => {
  const postData = { mimeType: 'text/x', ...body }
  const [delivery] = deliveriesOf(readHar(harOf(entryOf({ postData }))))
  expect(delivery).toMatchObject({ data, contentType: 'text/x' })
})

it.each(['GET', 'HEAD', 'DELETE'])('%s needs no body', (method) => {
  const [delivery] = deliveriesOf(readHar(harOf(entryOf({ method, url: 'http://x/a?b=1#c', bodySize: 0 }))))
  expect(delivery).toMatchObject({ method, data: '', url: 'http://x/a?b=1', contentType: null })
  expect(delivery?.category).toBe(`${method.toLowerCase()} /a`)
})

it('entries that are no delivery are named, and those around them are read', () => {
  const entries = [
    entryOf({}),
    entryOf({ url: 'data:text/plain,a' }),
    null,
    { request: { method: 'GET' } },
    entryOf({ method: 'TRACE' }),
    entryOf({ headers: [header('X-Ü', '1')] }),
    entryOf({ postData: { text: Buffer.from([0xff, 0xfe]).toString('base64'), encoding: 'base64' } }),
    entryOf({ postData: { mimeType: 'multipart/form-data', params: [{ name: 'f', fileName: 'a.png' }] } }),
    entryOf({ bodySize: 12 }),
    entryOf({}, { startedDateTime: 'yesterday' }),
  ]
  expect(outcomesOf(readHar(harOf(...entries)))).toEqual([
    '1 read',
    '2 url_invalid',
    '3 har_invalid',
    '4 har_invalid',
    '5 method_invalid',
    '6 header_invalid',
    '7 body_unsupported',
    '8 body_unsupported',
    '9 body_unsupported',
    '10 read',
  ])
  expect(messageOf(readHar(harOf({ request: { method: 'GET' } })))).toContain('request.url')
})

it.each([
  ['half a file', harOf(entryOf({})).slice(0, -9)],
  ['nothing', ''],
  ['another JSON', '[{"category":"a"}]'],
  ['a log without entries', '{"log":{"version":"1.2"}}'],
])('%s is no HAR file', (_name, text) => {
  const read = (): unknown => [...readHar(text)]
  expect(read).toThrow(Refusal)
  expect(read).toThrow(/HAR file/)
})

it('a mark of the byte order does not hinder', () => {
  expect(deliveriesOf(readHar(`\uFEFF${harOf(entryOf({}))}`))).toHaveLength(1)
})

it('every path makes a legal category', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (path) => {
      const url = `http://x/${encodeURI(path.toWellFormed().replaceAll(/[#?]/g, ''))}`
      const [delivery] = deliveriesOf(readHar(harOf(entryOf({ url }))))
      expect(checkCategory(delivery?.category ?? '')).toBeNull()
    }),
  )
})
