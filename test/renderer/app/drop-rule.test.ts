import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseDropped, isQueueFile, readDropped, readHead } from '../../../src/renderer/app/drop-rule.ts'
import { largestDataBytes } from '../../../src/shared/limits.ts'

const queue = { ok: true, as: 'queue' }
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What is lost first where a text is read or printed carelessly. */
const odd = fc
  .array(fc.constantFrom('a', 'ä', '{', '"', ' ', '\0', '\n', '\r', '\r\n', '\u2028', '\u{1f600}', '\ufffd'))
  .map((pieces) => pieces.join(''))

describe('which file', () => {
  const file = { name: 'order.json', size: 10 }

  it('takes the one', () => {
    expect(chooseDropped([file])).toEqual({ ok: true, file })
  })

  it.each([
    ['none', [], /Nothing to read/],
    ['several', [file, file, file], /^3 files/],
  ])('refuses %s with a sentence', (_name, files, title) => {
    expect(chooseDropped(files)).toMatchObject({
      ok: false,
      title: expect.stringMatching(title),
      detail: expect.stringMatching(/\.$/),
    })
  })

  it.each(['a.jsonl', 'a.ndjson', 'A.JSONL.ZST', 'a.har', 'a.db', 'a.bolt', 'a.bbolt'])(
    'knows %s for a queue file by its name',
    (name) => expect(isQueueFile({ name, size: 1 })).toBe(true),
  )

  it('takes JSON for a queue that is too large for a payload', () => {
    expect([largestDataBytes, largestDataBytes + 1].map((size) => isQueueFile({ ...file, size }))).toEqual([
      false,
      true,
    ])
  })

  it('of other large files takes zstd and bbolt alone', () => {
    const bbolt = Uint8Array.from([...Array.from({ length: 16 }, () => 0), 0xed, 0xda, 0x0c, 0xed])
    const zstd = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd])
    expect([readHead(file, bbolt), readHead(file, zstd)]).toEqual([queue, queue])
    expect(readHead(file, bytesOf('text'))).toMatchObject({ title: expect.stringMatching(/too large/) })
  })
})

describe('what is in it', () => {
  it('keeps every byte of a text', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const bytes = bytesOf(`\u{feff}${text}\r\n`)
        const dropped = readDropped('a.txt', bytes)
        const kept = bytesOf((dropped.ok && dropped.as === 'payload' && dropped.draft.data) || '')
        expect(Buffer.compare(kept, bytes)).toBe(0)
      }),
    )
  })

  it('leaves JSON as it is written, and the body mode as it was chosen', () => {
    const text = '{ "n": 12345678901234567890,\n  "a": 1e400 }\n'
    expect(readDropped('order.json', bytesOf(text))).toEqual({
      ok: true,
      as: 'payload',
      draft: { data: text },
    })
  })

  it('sends what is no JSON raw', () => {
    expect(readDropped('note.txt', bytesOf('hello'))).toMatchObject({
      draft: { data: 'hello', bodyMode: 'raw', contentType: 'text/plain; charset=utf-8' },
    })
  })

  it.each([['bytes that are no UTF-8', [0xff, 0xfe, 0x00], /is not text/]])(
    'refuses %s',
    (_name, bytes, title) => {
      expect(readDropped('a.json', Uint8Array.from(bytes))).toMatchObject({
        ok: false,
        title: expect.stringMatching(title),
      })
    },
  )

  it.each([
    ['events in an array', [{ url: 'http://a.test/', category: 'a', data: {} }]],
    ['a HAR', { log: { version: '1.2', entries: [] } }],
    [
      'a Postman collection',
      { info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' }, item: [] },
    ],
  ])('takes %s in a .json for a queue file, and elsewhere for a payload', (_name, value) => {
    const bytes = bytesOf(JSON.stringify(value))
    expect(readDropped('a.json', bytes)).toEqual(queue)
    expect(readDropped('a.txt', bytes)).toMatchObject({ as: 'payload' })
  })

  it.each([
    ['an empty array', []],
    ['an array of other things', [{ url: 'http://a.test/' }]],
    ['an event', { url: 'http://a.test/', data: 1 }],
    ['something with a log', { log: 'entries' }],
    ['null', null],
  ])('takes %s for a payload', (_name, value) => {
    expect(readDropped('a.json', bytesOf(JSON.stringify(value)))).toMatchObject({ as: 'payload' })
  })

  it('knows zstd under any name', () => {
    expect(readDropped('a.json', Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x00]))).toEqual(queue)
  })
})
