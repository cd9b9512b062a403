/** Heads are stored without what differs each time, and come back to the byte. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { abstract, fill, type HeadFacts, piecesOf } from '../../src/engine/head-template.ts'
import { headsTable } from '../../src/engine/store/heads.ts'
import { databaseName, openStore } from '../../src/engine/store/store.ts'
import type { HeaderList } from '../../src/shared/model.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { answering, rawServer } from './deliver/raw-servers.ts'

const facts: fc.Arbitrary<HeadFacts> = fc.record({
  eventId: fc.oneof(fc.constantFrom('', 'evt_1', '5', '\u0001i'), fc.uuid()),
  startedAt: fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }),
  number: fc.integer({ min: 1, max: 30 }),
  bytes: fc.integer({ min: 0, max: 2_000 }),
})

/** Lines that look like those that are abstracted, with values that are those of the attempt, nearly those, or none. */
const line: fc.Arbitrary<(own: HeadFacts) => string> = fc
  .tuple(
    fc.constantFrom(
      'webhook-id',
      'Webhook-Timestamp',
      'webhook-attempt',
      'content-length',
      'date',
      'Date',
      'x',
    ),
    fc.constantFrom(': ', ': ', ':', ':  '),
    fc.constantFrom(...(['id', 'second', 'number', 'bytes', 'date', 'text', 'line'] as const)),
    fc.integer({ min: -3, max: 105 }),
    fc.oneof(
      fc.constantFrom('Invalid Date', 'i', 't', 'd07', '\u0001b', '\u0001', ''),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map(([name, colon, kind, offset, text]) => (own) => {
    const second = Math.floor(own.startedAt / 1_000) + (offset % 3 === 0 ? 0 : offset)
    const values = {
      id: own.eventId,
      second: String(second),
      number: String(own.number + (offset % 2)),
      bytes: `${offset % 5 === 1 ? '0' : ''}${own.bytes}`,
      date: new Date(second * 1_000).toUTCString(),
      text,
      line: '',
    }
    return kind === 'line' ? text : `${name}${colon}${values[kind]}`
  })

const headWithFacts = fc
  .tuple(facts, fc.array(line, { maxLength: 8 }))
  .map(([own, lines]): [HeadFacts, string] => [own, lines.map((make) => make(own)).join('\r\n')])

it('filled with its own facts, a template is the head that it was made of', () => {
  let abstracted = 0
  fc.assert(
    fc.property(headWithFacts, ([own, head]) => {
      const template = abstract(head, own)
      if (template === null) return
      if (template !== head) abstracted += 1
      expect(fill(piecesOf(template), own)).toBe(head)
    }),
    { numRuns: 500 },
  )
  // Some 60 of them are, by chance 46 to 75: what is tested must not have become rare.
  expect(abstracted).toBeGreaterThan(20)
})

it('takes out what differs from one attempt to the next', () => {
  const head = (id: string, second: number) =>
    `POST /hooks HTTP/1.1\r\nhost: x\r\nwebhook-id: ${id}\r\nwebhook-timestamp: ${second}\r\nwebhook-attempt: 1\r\ncontent-length: 7\r\n\r\n`
  const of = (id: string, second: number) =>
    abstract(head(id, second), { eventId: id, startedAt: second * 1_000 + 999, number: 1, bytes: 7 })
  expect(of('a', 1)).toBe(of('b', 86_400))
  expect(of('a', 1)).not.toContain('webhook-id: a')
})

it('what the table has stored comes back, whatever came in between', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(headWithFacts, fc.constantFrom('request 1', 'request 2'), fc.nat(9)), {
        maxLength: 40,
      }),
      (puts) => {
        const dataDir = tempDir()
        openStore(dataDir).close()
        const database = new Database(join(dataDir, databaseName))
        const heads = headsTable(database)
        const stored = puts.flatMap(([[own, head], origin, chance]) => {
          if (chance === 0) heads.forget()
          return Array.from({ length: 1 + (chance % 3) }, () => ({
            own,
            head,
            stored: heads.put(head, origin, own),
          }))
        })
        const fresh = headsTable(database)
        for (const one of stored) expect(fresh.text(one.stored, one.own)).toBe(one.head)
        database.close()
      },
    ),
    { numRuns: 15 },
  )
})

it('a head that comes up again is stored as a number', () => {
  const dataDir = tempDir()
  openStore(dataDir).close()
  const database = new Database(join(dataDir, databaseName))
  const heads = headsTable(database)
  const put = (eventId: string) =>
    heads.put(`HTTP 200\r\nwebhook-id: ${eventId}\r\n`, 'request 1', {
      eventId,
      startedAt: 0,
      number: 1,
      bytes: 0,
    })
  expect([put('a'), put('b'), put('c')].map((stored) => typeof stored)).toEqual([
    'string',
    'number',
    'number',
  ])
  expect(put('d')).toBe(put('e'))
  database.close()
})

it('every attempt shows the request as it was received, also after a restart', async () => {
  const receiver = await startReceiver()
  const first = startTestEngine()
  const headers: HeaderList[] = [
    [],
    [['Webhook-Attempt', '7']],
    [['webhook-id', 'mine']],
    [
      ['X-Long', 'x'.repeat(2_000)],
      ['x-long', '2'],
    ],
    [['Date', 'Thu, 01 Jan 2026 12:00:00 GMT']],
  ]
  await first.run('settings.set', { concurrency: 1 })
  const ids: string[] = []
  for (const own of headers) {
    receiver.setAnswers([500, 500, 200])
    const [id = ''] = await first.send({
      url: receiver.url,
      headers: own,
      retrySchedule: ['1s'],
      data: '"é"',
    })
    for (const count of [1, 2, 3]) {
      await first.until(async () => (await first.run('delivery.show', { id })).attempts.length === count)
      first.clock.advance(1_500)
    }
    ids.push(id)
  }
  const shown = async (engine: typeof first) =>
    (await Promise.all(ids.map((id) => engine.run('delivery.show', { id })))).flatMap(
      ({ attempts }) => attempts,
    )
  const received = receiver.requests.map(({ rawHeaders }) => rawHeaders)
  expect(received).toHaveLength(15)
  expect((await shown(first)).map(({ requestHeaders }) => requestHeaders)).toEqual(received)
  await first.stop()
  const second = startTestEngine({ dataDir: first.dataDir })
  expect((await shown(second)).map(({ requestHeaders }) => requestHeaders)).toEqual(received)
})

it('every attempt shows the response as it was sent', async () => {
  const lines = [
    'Date: Thu, 01 Jan 2026 12:00:07 GMT',
    'date: Thu, 01 Jan 2026 12:00:00 gmt',
    'Content-Length: 2',
    'X-Odd:  two  spaces',
    'x-empty: ',
    'X-Latin: \xe9',
    'Webhook-Attempt: 1',
    'Webhook-Timestamp: 1767268800',
  ]
  const server = await rawServer(answering(`HTTP/1.1 200 Fine\r\n${lines.join('\r\n')}\r\n\r\nok`))
  const engine = startTestEngine()
  const ids = await engine.send({ url: `http://${server.host}/`, copies: 5 })
  await engine.run('delivery.wait', { ids })
  for (const id of ids) {
    const { attempts } = await engine.run('delivery.show', { id })
    expect(attempts[0]).toMatchObject({ responseBody: 'ok', responseBytes: 2 })
    expect(attempts[0]?.responseHeaders.map(([name, value]) => `${name}: ${value}`)).toEqual(
      lines.map((text) => text.replace(/: +/, ': ')),
    )
  }
})
