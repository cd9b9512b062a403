/** Laying out JSON changes the space between its tokens and nothing else. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { isJsonDocument, prettyJson, prettyPieces } from '../../../src/renderer/ui/pretty-json.ts'

it('lays out as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      expect(prettyJson(text)).toBe(JSON.stringify(value, null, 2))
    }),
  )
})

it('keeps numbers, escapes, key order and doubled keys as they were written', () => {
  const text = '{"b":98765432109876543210,"a":1.10,"a":1e5,"2":"\\u00e9\\/","1":-0}'
  expect(prettyJson(text)).toBe(
    '{\n  "b": 98765432109876543210,\n  "a": 1.10,\n  "a": 1e5,\n  "2": "\\u00e9\\/",\n  "1": -0\n}',
  )
})

it('copies what ends early or is wrong, losing nothing but space', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const bare = (from: string): string => from.replace(/\s/g, '')
      expect(bare(prettyJson(text))).toBe(bare(text))
    }),
  )
  expect(prettyJson('{"a":[1,"unfin')).toBe('{\n  "a": [\n    1,\n    "unfin')
})

it('survives a string of twenty megabytes and a hundred thousand open brackets', () => {
  const long = `{"a":"${'x\\n'.repeat(7_000_000)}"}`
  expect(prettyJson(long)).toHaveLength(long.length + 5)
  const deep = prettyJson('['.repeat(100_000))
  expect(deep.length).toBeLessThan(10_000_000)
})

it('takes what parses as an object or a list for JSON, and by its first sign what is long or cut off', () => {
  const isJson = (text: string): boolean => isJsonDocument(text)
  expect(['{}', ' [1]', 'null', '<p>', '', '{"a"', '[1,]'].map(isJson)).toEqual([
    true, true, false, false, false, false, false,
  ]) // prettier-ignore
  expect(isJsonDocument('{"a', { isCut: true })).toBe(true)
  expect(isJsonDocument(`[${'1,'.repeat(600_000)}`)).toBe(true)
})

it('lays out in pieces what it lays out at once', () => {
  const text = `[${Array.from({ length: 9_000 }, (_, index) => `{"n":${index},"s":"a \\" b , : ] "}`).join(',')}]`
  const pieces = [...prettyPieces(text)]
  expect(pieces.length).toBeGreaterThan(3)
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200_000)
  expect(pieces.join('')).toBe(JSON.stringify(JSON.parse(text), null, 2))
})

it('changes nothing but space outside of strings', () => {
  const bare = (text: string): string => text.replace(/("(?:[^"\\]|\\.)*")|\s/g, '$1')
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(bare(prettyJson(text))).toBe(bare(text))
    }),
  )
})
