/** What is odd in a payload is said, and sent all the same. */
import { expect, it } from 'vitest'
import { payloadWarning } from '../../../src/renderer/composer/payload-warning.ts'

const json = { isJson: true, placeholders: true }

it('a byte order mark', () => {
  expect(payloadWarning('\ufeffhello', { isJson: false, placeholders: false })).toMatchObject({
    code: 'byte_order_mark',
    position: 0,
  })
})

it('a key that stands twice, at its place in the typed text', () => {
  const data = '{\n "id": "{{uuid}}", "a": 1,\n "a": 2\n}'
  const warning = payloadWarning(data, json)
  expect(warning).toMatchObject({ code: 'key_twice', position: data.lastIndexOf('"a"') })
  expect(warning?.message).toContain('The key "a" stands twice in an object, again at line 3, column 2.')
})

it.each(['{"a":1}', '{"a":', '', '{"a":"{{nobody}}","a":1}'])('nothing about %j', (data) => {
  expect(payloadWarning(data, json)).toBeNull()
})

it('nothing about keys in what is no JSON', () => {
  expect(payloadWarning('{"a":1,"a":2}', { isJson: false, placeholders: false })).toBeNull()
})
