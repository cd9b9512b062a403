/** Keys that an object has twice: the first of them is found, whatever else stands around. */
import { expect, it } from 'vitest'
import { duplicateKey } from '../../src/shared/json.ts'

it.each([
  ['{"a":1,"a":2}', 'a', 7],
  ['{"a":{"b":1},"c":[{"b":1,"b":1}]}', 'b', 25],
  ['{"a":1,"\\u0061":2}', 'a', 7],
])('%s has %s twice', (text, key, position) => {
  expect(duplicateKey(text)).toEqual({ key, position })
})

it.each(['{"a":{"a":1},"b":[{"a":1},{"a":1}]}', '[]', '', 'no', '['.repeat(100_000)])(
  'none in %j',
  (text) => {
    expect(duplicateKey(text)).toBeNull()
  },
)
