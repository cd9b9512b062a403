/** The rules of a comparison: what is changed, added, removed; and where long texts begin to differ. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  compareFacts,
  compareHeaders,
  firstDifference,
} from '../../../../src/renderer/deliveries/inspector/diff/compare.ts'
import { atOnce } from '../../../../src/renderer/ui/slices.ts'
import type { HeaderList } from '../../../../src/shared/model.ts'

it('marks facts, and leaves out what neither has', () => {
  const lines = compareFacts([
    ['same', '1', '1'],
    ['changed', '1', '2'],
    ['added', null, '2'],
    ['removed', '1', null],
    ['none', null, null],
  ])
  expect(lines.map(({ name, change }) => [name, change])).toEqual([
    ['same', 'same'],
    ['changed', 'changed'],
    ['added', 'added'],
    ['removed', 'removed'],
  ])
})

it('compares headers by name whatever the case, repeated ones in their order', () => {
  const left: HeaderList = [
    ['Host', 'a'],
    ['Set-Cookie', '1'],
    ['Set-Cookie', '2'],
    ['X-Old', ''],
  ]
  const right: HeaderList = [
    ['set-cookie', '1'],
    ['host', 'a'],
    ['X-New', 'n'],
    ['set-cookie', '3'],
  ]
  expect(compareHeaders(left, right)).toEqual([
    { name: 'Host', left: 'a', right: 'a', change: 'same' },
    { name: 'Set-Cookie', left: '1', right: '1', change: 'same' },
    { name: 'Set-Cookie', left: '2', right: '3', change: 'changed' },
    { name: 'X-Old', left: '', right: null, change: 'removed' },
    { name: 'X-New', left: null, right: 'n', change: 'added' },
  ])
})

it('loses no header of either side', () => {
  const headers = fc.array(fc.tuple(fc.constantFrom('a', 'A', 'b'), fc.constantFrom('1', '2')))
  fc.assert(
    fc.property(headers, headers, (left, right) => {
      const lines = compareHeaders(left, right)
      const sorted = (values: (string | null)[]) => values.filter((value) => value !== null).sort()
      expect(sorted(lines.map((line) => line.left))).toEqual(sorted(left.map(([, value]) => value)))
      expect(sorted(lines.map((line) => line.right))).toEqual(sorted(right.map(([, value]) => value)))
    }),
  )
})

it('finds the first difference of long texts', () => {
  fc.assert(
    fc.property(
      fc.nat(200_000),
      fc.constantFrom('', 'b', 'bc'),
      fc.constantFrom('', 'd'),
      (same, left, right) => {
        const begin = 'a'.repeat(same)
        const found = atOnce(firstDifference(begin + left, begin + right))
        expect(found?.offset ?? null).toBe(left === right ? null : same)
        if (found) expect([found.left.endsWith(left), found.right.endsWith(right)]).toEqual([true, true])
      },
    ),
    { numRuns: 40 },
  )
})
