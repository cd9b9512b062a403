/** A text that is shown in cut lines is still the text: offsets, slices and line numbers know where it was cut. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  displayText,
  documentEnd,
  documentOffset,
  lineNumber,
  rawPieces,
  sourceLength,
  sourceOffset,
  sourceSlice,
} from '../../../../src/renderer/deliveries/inspector/body/display-text.ts'
import { findAll } from '../../../../src/renderer/deliveries/inspector/body/find-in-text.ts'
import { atOnce } from '../../../../src/renderer/ui/slices.ts'

/** Lines from none to far beyond what is shown in one. */
const lines = fc.array(
  fc.tuple(fc.constantFrom('x', '"a": 1', 'ü', '😀', 'end\r'), fc.constantFrom(0, 1, 700, 4_000, 9_001)),
  { maxLength: 6 },
)
const text = lines.map((all) => all.map(([sign, times]) => sign.repeat(times)).join('\n'))

it('is the same text, in pieces of any length', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 900, max: 70_000 }), (source, length) => {
      const pieces = Array.from({ length: Math.ceil(source.length / length) }, (_, index) =>
        source.slice(index * length, (index + 1) * length),
      )
      const display = atOnce(displayText(pieces))
      expect(sourceLength(display)).toBe(source.length)
      expect(sourceSlice(display, 0, source.length)).toBe(source)
      expect(Math.max(...[...display.doc.iterLines()].map((line) => line.length))).toBeLessThanOrEqual(4_000)
    }),
    { numRuns: 50 },
  )
})

it('finds its way between the text and what is shown', () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(60), (source, place, length) => {
      const display = atOnce(displayText(rawPieces(source)))
      const from = source.length === 0 ? 0 : place % source.length
      const to = Math.min(source.length, from + length)
      expect(sourceSlice(display, from, to)).toBe(source.slice(from, to))
      expect(sourceOffset(display, documentOffset(display, from))).toBe(from)
      expect(sourceOffset(display, documentEnd(display, to))).toBe(to)
    }),
    { numRuns: 100 },
  )
})

it('numbers the lines of the text; what only goes on has none', () => {
  const display = atOnce(displayText(rawPieces(`a\n${'b'.repeat(9_000)}\nc`)))
  const numbers = Array.from({ length: display.doc.lines }, (_, index) => lineNumber(display, index + 1))
  expect(numbers).toEqual([1, 2, null, null, 3])
})

it('cuts no sign in two', () => {
  const display = atOnce(displayText(rawPieces(`x${'😀'.repeat(3_000)}`)))
  for (const line of display.doc.iterLines()) expect(line.isWellFormed()).toBe(true)
})

it('finds every match, at the seams of its windows too', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 190_000, max: 210_000 }), { maxLength: 4 }), (gaps) => {
      const source = gaps.map((gap) => '.'.repeat(gap)).join('NeeDle')
      const expected: number[] = []
      for (let at = source.indexOf('NeeDle'); at >= 0; at = source.indexOf('NeeDle', at + 1))
        expected.push(at)
      expect(atOnce(findAll(source, 'needle'))).toEqual(expected)
    }),
    { numRuns: 30 },
  )
  expect(atOnce(findAll('a.b.c', '.'))).toEqual([1, 3])
  expect(atOnce(findAll('aaaa', 'aa'))).toEqual([0, 2])
})
