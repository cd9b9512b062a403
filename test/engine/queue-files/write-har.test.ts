/** HAR files: valid after the specification, whatever became of an attempt, and read back as what was sent. */
import { expect, it } from 'vitest'
import { readHar } from '../../../src/engine/queue-files/read-har.ts'
import { writeHar } from '../../../src/engine/queue-files/write-har.ts'
import type { AttemptRecord } from '../../../src/engine/store/attempts.ts'
import { startTestEngine } from '../../support/engine.ts'
import { exportedAttempt, exportedDelivery, written } from '../../support/queue-files/exported.ts'
import { harSchema } from '../../support/queue-files/har-schema.ts'
import { deliveriesOf } from '../../support/queue-files/items.ts'

interface Entry {
  time: number
  request: Record<string, unknown>
  response: { status: number; content: Record<string, unknown> } & Record<string, unknown>
  timings: Record<string, number>
  [key: string]: unknown
}

const writer = (): ReturnType<typeof writeHar> => writeHar({ version: '1.0.0' })

/** Of a file that is valid. */
function entriesOf(text: string): Entry[] {
  const file: unknown = JSON.parse(text)
  harSchema.parse(file)
  return (file as { log: { entries: Entry[] } }).log.entries
}

const entryOf = (attempt: Partial<AttemptRecord>, delivery = {}): Entry | undefined =>
  entriesOf(written(writer(), [{ ...delivery, attempts: [exportedAttempt(attempt)] }]))[0]

it('each attempt is an entry, and deliveries without any have none', () => {
  const attempts = [
    exportedAttempt({ number: 1, outcome: 'failed', statusCode: 500 }),
    exportedAttempt({ number: 2 }),
  ]
  const text = written(writer(), [{}, { attempts }, {}, { id: 'other', attempts: attempts.slice(0, 1) }, {}])
  expect(entriesOf(text).map((entry) => [entry['_attemptNumber'], entry.response.status])).toEqual([
    [1, 500],
    [2, 200],
    [1, 500],
  ])
  expect(entriesOf(written(writer(), [{}]))).toEqual([])
  expect(entriesOf(written(writer(), []))).toEqual([])
})

it('says what went out and what came back', () => {
  expect(entryOf({}, { url: 'http://localhost:3000/hooks?a=1&b=%20' })).toEqual({
    startedDateTime: '2026-11-24T14:03:20.123Z',
    time: 30,
    request: {
      method: 'POST',
      url: 'http://localhost:3000/hooks?a=1&b=%20',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        { name: 'host', value: 'localhost:3000' },
        { name: 'Content-Type', value: 'application/json' },
        { name: 'webhook-id', value: 'evt_1' },
        { name: 'content-length', value: '7' },
      ],
      queryString: [
        { name: 'a', value: '1' },
        { name: 'b', value: ' ' },
      ],
      postData: { mimeType: 'application/json', text: '{"a":1}' },
      headersSize: 116,
      bodySize: 7,
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [{ name: 'content-type', value: 'text/plain' }],
      content: { size: 2, mimeType: 'text/plain', text: 'ok' },
      redirectURL: '',
      headersSize: 36,
      bodySize: 2,
    },
    cache: {},
    timings: { blocked: -1, dns: 1, connect: 6, ssl: 4, send: 0, wait: 13, receive: 10 },
    serverIPAddress: '127.0.0.1',
    _deliveryId: exportedDelivery().id,
    _attemptNumber: 1,
    _outcome: 'delivered',
  })
})

it.each<[string, Partial<AttemptRecord>, object]>([
  [
    'no connection came about',
    {
      outcome: 'failed',
      statusCode: null,
      errorCode: 'connection_refused',
      errorMessage: 'Nothing listens there.',
      note: 'It was tried twice.',
      timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 3.5 },
      requestHead: '',
      responseHead: '',
      responseBody: Buffer.alloc(0),
      responseBytes: 0,
      httpVersion: null,
      remoteAddress: null,
    },
    {
      time: 3.5,
      response: { status: 0, headers: [] },
      _error: 'connection_refused',
      comment: 'Nothing listens there. It was tried twice.',
    },
  ],
  [
    'a connection that was open already',
    { timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 5, totalMs: 6 } },
    { timings: { dns: -1, connect: -1, ssl: -1, wait: 5, receive: 1 } },
  ],
  [
    'a clock that was not fine enough',
    { timings: { dnsMs: 3, connectMs: 3, tlsMs: null, firstByteMs: 5, totalMs: 5 } },
    { timings: { wait: 0, receive: 0 } },
  ],
  [
    'HTTP/2',
    { httpVersion: '2', requestHead: ':method: POST\r\n:path: /\r\nx-a: 1\r\n', remoteAddress: '[::1]:443' },
    { request: { httpVersion: 'HTTP/2.0', headers: [{ name: 'x-a', value: '1' }] }, serverIPAddress: '::1' },
  ],
  [
    'a redirect',
    { statusCode: 302, responseHead: 'HTTP 302\r\nLocation: /there\r\n' },
    { response: { statusText: 'Found', redirectURL: '/there', content: { mimeType: 'x-unknown' } } },
  ],
])('%s', (_name, attempt, expected) => {
  expect(entryOf(attempt)).toMatchObject(expected)
})

it('an answer that is not text stands in base64, and one that was cut says so', () => {
  const entry = entryOf({ responseBody: Buffer.from([0xff, 0]), responseTruncated: true })
  expect(entry?.response.content).toMatchObject({ size: 2, text: '/wA=', encoding: 'base64' })
  expect(entry?.response.content['comment']).toContain('beginning')
})

it('no body where none was sent, and a socket is an address too', () => {
  const entry = entryOf(
    {},
    { data: '', method: 'GET', url: 'unix:/run/app.sock:/hooks?a=1', remoteAddress: 'unix:/run/app.sock' },
  )
  expect(entry?.request).not.toHaveProperty('postData')
  expect(entry).toHaveProperty('request.url', 'unix:/run/app.sock:/hooks?a=1')
})

it('what a real engine recorded comes back as what it sent', async () => {
  const engine = startTestEngine()
  const { url } = await engine.run('receiver.start', {})
  const data = '{"text":"Zoë 📦 \\u0000","n":9007199254740993}'
  const [id = ''] = await engine.send({ url: `${url}/hooks`, data, category: 'a' })
  const { attempts, ...delivery } = await engine.reaches(id, 'delivered')
  const records = attempts.map((attempt) =>
    exportedAttempt({
      startedAt: attempt.startedAt,
      timings: attempt.timings,
      requestHead: `POST /hooks HTTP/1.1\r\n${attempt.requestHeaders.map((pair) => `${pair.join(': ')}\r\n`).join('')}`,
      remoteAddress: attempt.remoteAddress,
    }),
  )
  const { eventId, category, bodyMode, createdAt } = delivery
  const one = {
    eventId,
    category,
    bodyMode,
    eventCreatedAt: createdAt,
    url: delivery.url,
    data,
    attempts: records,
  }
  const [read] = deliveriesOf(readHar(written(writer(), [one])))
  expect(read).toMatchObject({ eventId, url: delivery.url, contentType: 'application/json' })
  const { body } = await engine.run('delivery.body', { id })
  expect(read?.data).toBe(body)
})
