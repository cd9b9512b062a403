/** Bytes in rows, as `xxd` shows them. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { hexRow, utf8Of } from '../../../../src/renderer/deliveries/inspector/body/hex-rows.ts'
import { atOnce } from '../../../../src/renderer/ui/slices.ts'

it('shows offset, bytes in groups of eight, and what is printable', () => {
  const bytes = new TextEncoder().encode('{"a":"ü"}\n{"b":[1,2,3]}')
  expect(hexRow(bytes, 0, 16)).toEqual({
    offset: '00000000',
    hex: '7b 22 61 22 3a 22 c3 bc  22 7d 0a 7b 22 62 22 3a',
    ascii: '{"a":".."}.{"b":',
  })
  expect(hexRow(bytes, 2, 8)).toMatchObject({ offset: '00000010', hex: '5b 31 2c 32 2c 33 5d 7d' })
  expect(hexRow(bytes, 1, 16)).toMatchObject({ offset: '00000010', ascii: '[1,2,3]}' })
  expect(hexRow(new Uint8Array([0, 127, 255]), 0, 8)).toEqual({
    offset: '00000000',
    hex: '00 7f ff',
    ascii: '...',
  })
})

it('encodes as UTF-8, also where a slice ends within a sign', () => {
  fc.assert(
    fc.property(fc.integer({ min: 499_990, max: 500_010 }), (length) => {
      const text = `${'x'.repeat(length)}😀é`
      expect(Buffer.from(atOnce(utf8Of(text))).toString()).toBe(text)
    }),
    { numRuns: 20 },
  )
})
