import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonMembers } from '../../src/shared/json-members.ts'

const space = fc.constantFrom('', ' ', '\n', '\t \r\n')
const value = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.json({ maxDepth: 3, stringUnit: 'binary' }).map((text) => JSON.stringify(JSON.parse(text), null, 2)),
  fc.constantFrom(
    '9007199254740993',
    '-0.0',
    '1e400',
    '"\\""',
    '"\\\\"',
    '"]}"',
    '["\\\\\\"]{"]',
    '{"a\\"}":[]}',
    '[ ]',
  ),
)
const key = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom('data', '__proto__', ',', '}', '1'),
)

test('every value is found as it was written, whatever stands around it', () => {
  const objects = fc.array(fc.record({ key, value, before: space, after: space, between: space }))
  fc.assert(
    fc.property(objects, space, (members, edge) => {
      const written = members.map(
        ({ key, value, before, after, between }) =>
          `${between}${JSON.stringify(key)}${before}:${after}${value}${between}`,
      )
      const text = `${edge}{${edge}${written.join(',')}}${edge}`
      const found = jsonMembers(text).map(({ key, from, to }) => ({ key, value: text.slice(from, to) }))
      // What stands around a value made here is no part of it.
      expect(found).toEqual(members.map(({ key, value }) => ({ key, value: value.trim() })))
    }),
    { numRuns: 500 },
  )
})

test('a key that stands twice is found twice, and an escaped one by its name', () => {
  const text = '{"a":1,"\\u0061":{"a":2},"a":[]}'
  expect(jsonMembers(text).map(({ key, from, to }) => [key, text.slice(from, to)])).toEqual([
    ['a', '1'],
    ['a', '{"a":2}'],
    ['a', '[]'],
  ])
})
