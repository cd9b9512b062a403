import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { largestDataBytes } from '../../src/shared/limits.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const good = { url: 'http://127.0.0.1:1/hooks', category: 'order.created', data: '{}' }

it.each([
  ['a URL without a scheme', { url: 'localhost:3000' }, { code: 'url_invalid', field: 'url' }],
  ['broken JSON', { data: '{"a":}' }, { code: 'json_invalid', field: 'data' }],
  ['an empty category', { category: '' }, { code: 'category_invalid', field: 'category' }],
  ['a header with a newline', { headers: [['x', 'a\nb']] }, { code: 'header_invalid', field: 'headers.0.1' }],
  [
    'a header that frames the message',
    { headers: [['Content-Length', '1']] },
    { code: 'header_invalid', field: 'headers.0.0' },
  ],
  [
    'a duration without a unit',
    { retrySchedule: ['5s', '10'] },
    { code: 'duration_invalid', field: 'retrySchedule.1' },
  ],
  ['a negative duration', { retrySchedule: ['-5s'] }, { code: 'duration_invalid', field: 'retrySchedule.0' }],
  ['half an attempt', { maxAttempts: 1.5 }, { code: 'count_invalid', field: 'maxAttempts' }],
  ['a negative count', { maxAttempts: -1 }, { code: 'count_invalid', field: 'maxAttempts' }],
  ['a count that is text', { maxAttempts: '3' }, { code: 'count_invalid', field: 'maxAttempts' }],
  ['too many copies', { copies: 1_001 }, { code: 'count_invalid', field: 'copies' }],
  ['an event id with a dot', { eventId: 'a.b' }, { code: 'event_id_invalid', field: 'eventId' }],
  ['one id for two copies', { eventId: 'a', copies: 2 }, { code: 'count_invalid', field: 'copies' }],
  [
    'a payload over 25 MB',
    { data: `"${'x'.repeat(largestDataBytes)}"` },
    { code: 'body_too_large', field: 'data' },
  ],
  ['an unknown key', { urll: 'x' }, { code: 'invalid_input', field: '' }],
  ['a missing payload', { data: undefined }, { code: 'invalid_input', field: 'data' }],
  ['a header list that is none', { headers: 'x' }, { code: 'invalid_input', field: 'headers' }],
])('refuses %s with code, field and sentence, and stores nothing', async (_what, change, { code, field }) => {
  const engine = startTestEngine()
  const failure = await engine.refused('event.send', { ...good, ...change })
  expect(failure).toMatchObject({ code, details: { field } })
  expect(failure.message).toMatch(/\S.*[.!?]$/)
  await engine.stop()
  const database = new Database(join(engine.dataDir, databaseName), { readonly: true })
  for (const table of ['events', 'deliveries', 'endpoints']) {
    expect(database.prepare(`SELECT count(*) AS n FROM ${table}`).get(), table).toEqual({ n: 0 })
  }
  database.close()
})

it('refuses an event id that exists, and leaves the first event as it was', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  const first = await engine.run('event.send', {
    ...good,
    url: receiver.url,
    eventId: 'evt_1',
    data: '{"first":true}',
  })
  const failure = await engine.refused('event.send', {
    ...good,
    url: receiver.url,
    eventId: 'evt_1',
    data: '{}',
  })
  expect(failure).toMatchObject({ code: 'event_exists', details: { field: 'eventId' } })
  const id = first.deliveries[0]?.id ?? ''
  await engine.reaches(id, 'delivered')
  expect((await engine.run('delivery.body', { id })).data).toBe('{"first":true}')
  expect((await engine.run('delivery.list', {})).total).toBe(1)
})

it('answers when the event is on disk', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  await engine.run('event.send', { ...good, data: '{"kept": true}' })
  const database = new Database(join(engine.dataDir, databaseName), { readonly: true })
  expect(database.prepare('SELECT data FROM events').get()).toEqual({ data: Buffer.from('{"kept": true}') })
  database.close()
})

it('keeps every byte of a nasty payload, and sends it', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  const data = '{ "big":12345678901234567890.10,\r\n\t"z":1,"a":"\\u0000\\ud83d\\ude00é😀\u2028", "a":1e400 }'
  const { deliveries } = await engine.run('event.send', { ...good, url: receiver.url, data, bodyMode: 'raw' })
  await engine.reaches(deliveries[0]?.id ?? '', 'delivered')
  expect(receiver.requests[0]?.body).toEqual(Buffer.from(data))
})

it('sends the headers of the specification, and lets the person win', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  const headers: [string, string][] = [
    ['x-Second', '2'],
    ['user-AGENT', 'mine'],
    ['X-First', '1'],
  ]
  const { deliveries } = await engine.run('event.send', {
    ...good,
    url: receiver.url,
    headers,
    eventId: 'evt_9',
  })
  const shown = await engine.reaches(deliveries[0]?.id ?? '', 'delivered')
  const sent = shown.attempts[0]?.requestHeaders.map(([name, value]) => `${name}: ${value}`) ?? []
  const seconds = String(Math.floor(engine.clock.now() / 1_000))
  expect(sent.filter((line) => !/^(host|connection|content-length):/i.test(line))).toEqual([
    'Content-Type: application/json',
    'webhook-id: evt_9',
    `webhook-timestamp: ${seconds}`,
    'webhook-attempt: 1',
    'x-Second: 2',
    'user-AGENT: mine',
    'X-First: 1',
  ])
})
