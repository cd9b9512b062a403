import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseDropped, readDropped } from '../../../src/renderer/app/drop-rule.ts'
import { largestDataBytes } from '../../../src/shared/limits.ts'

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
    ['one that is too large', [{ ...file, size: largestDataBytes + 1 }], /too large/],
    ['a queue file', [{ ...file, name: 'queue.jsonl' }], /queue file/],
    ['a compressed one', [{ ...file, name: 'QUEUE.JSONL.ZST' }], /queue file/],
  ])('refuses %s with a sentence', (_name, files, title) => {
    expect(chooseDropped(files)).toMatchObject({
      ok: false,
      title: expect.stringMatching(title),
      detail: expect.stringMatching(/\.$/),
    })
  })
})

describe('what is in it', () => {
  it('keeps every byte of a text', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const bytes = bytesOf(`\u{feff}${text}\r\n`)
        const dropped = readDropped('a.txt', bytes)
        const kept = bytesOf((dropped.ok && dropped.draft.data) || '')
        expect(Buffer.compare(kept, bytes)).toBe(0)
      }),
    )
  })

  it('leaves JSON as it is written, and the body mode as it was chosen', () => {
    const text = '{ "n": 12345678901234567890,\n  "a": 1e400 }\n'
    expect(readDropped('order.json', bytesOf(text))).toEqual({ ok: true, draft: { data: text } })
  })

  it('sends what is no JSON raw', () => {
    expect(readDropped('note.txt', bytesOf('hello'))).toMatchObject({
      draft: { data: 'hello', bodyMode: 'raw', contentType: 'text/plain; charset=utf-8' },
    })
  })

  it.each([
    ['bytes that are no UTF-8', [0xff, 0xfe, 0x00], /is not text/],
    ['zstd under any name', [0x28, 0xb5, 0x2f, 0xfd, 0x00], /queue file/],
  ])('refuses %s', (_name, bytes, title) => {
    expect(readDropped('a.json', Uint8Array.from(bytes))).toMatchObject({
      ok: false,
      title: expect.stringMatching(title),
    })
  })
})
