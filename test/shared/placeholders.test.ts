/** Placeholders: what is none is copied, what is one becomes its value, and what is wrong is said at its place. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkData } from '../../src/shared/checks.ts'
import { type CopyValues, placeholderKinds } from '../../src/shared/placeholder-kinds.ts'
import { expand, type Expansion, readPlaceholders, typedOf } from '../../src/shared/placeholders.ts'
import { seededRandom } from '../support/random.ts'

const now = Date.UTC(2026, 10, 24, 15, 4, 5, 678)

const values = (change: Partial<CopyValues> = {}): CopyValues => ({
  now,
  due: now + 60_000,
  index: 3,
  copies: 7,
  eventId: 'evt_1',
  random: seededRandom(1),
  ...change,
})

function expanded(text: string, change: Partial<CopyValues> = {}): Expansion {
  const reading = readPlaceholders(text)
  if (!reading.ok) throw new Error(reading.complaint.message)
  return expand(reading.template, values(change))
}

function complaint(text: string) {
  const reading = readPlaceholders(text)
  return reading.ok ? null : reading.complaint
}

describe('what a placeholder becomes', () => {
  it.each([
    ['{{index}} of {{copies}}', '3 of 7'],
    ['{{event.id}}', 'evt_1'],
    ['{{now}}', '2026-11-24T15:04:05.678Z'],
    ['{{ now }}', '2026-11-24T15:04:05.678Z'],
    ['{{now.unix}}', '1795532645'],
    ['{{now.ms}}', '1795532645678'],
    ['{{now.date}}', '2026-11-24'],
    ['{{now +1h}}', '2026-11-24T16:04:05.678Z'],
    ['{{now.date - 1d}}', '2026-11-23'],
    ['{{due}}', '2026-11-24T15:05:05.678Z'],
    ['{{due.unix}}', '1795532705'],
    ['{{random.int 5 5}}', '5'],
    ['{{random.int -2 -2}}', '-2'],
    ['{{random.of only}}', 'only'],
    ['{{{{', '{{'],
    ['{{{{index}}', '{{index}}'],
    ['{{{{{{index}}', '{{3'],
  ])('%s is %s', (typed, text) => {
    expect(expanded(typed).text).toBe(text)
  })

  it('a UUID of version 4, another in each place', () => {
    const [one, other] = expanded('{{uuid}} {{uuid}}').text.split(' ')
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(other).not.toBe(one)
  })

  it('random numbers reach both ends and nothing beyond, at the ends of chance too', () => {
    const numbers = Array.from({ length: 200 }, (_, seed) =>
      Number(expanded('{{random.int -1 2}}', { random: seededRandom(seed) }).text),
    )
    expect(new Set(numbers)).toEqual(new Set([-1, 0, 1, 2]))
    for (const [chance, text] of [
      [0, '0 0 a 8'],
      [1 - 2 ** -53, '9007199254740991 f c 8'],
    ] as const) {
      const all = '{{random.int 0 9007199254740991}} {{random.hex 1}} {{random.of a b c}} 8'
      expect(expanded(all, { random: () => chance }).text).toBe(text)
    }
  })

  it('the same course of chance gives the same text', () => {
    const all = Object.values(placeholderKinds)
      .map(({ example }) => `{{${example}}}`)
      .join(' ')
    expect(expanded(all).text).toBe(expanded(all).text)
    expect(expanded(all, { random: seededRandom(2) }).text).not.toBe(expanded(all).text)
  })

  it('every value stands inside a JSON string as it is', () => {
    for (const { example } of Object.values(placeholderKinds)) {
      expect(checkData(expanded(`"{{${example}}}"`).text, 'envelope'), example).toBeNull()
    }
  })
})

describe('what is wrong', () => {
  it.each([
    ['{"a":"{{uid}}"}', 6, 'There is no placeholder {{uid}} (line 1, column 7). Did you mean "uuid"?'],
    ['x\n {{customer.name}}', 3, 'There is no placeholder {{customer.name}} (line 2, column 2). Two braces'],
    ['{{#each items}}', 0, 'There is no placeholder {{#each items}}'],
    ['{{{raw}}}', 0, 'There is no placeholder {{{raw}}'],
    ['{{constructor}}', 0, 'There is no placeholder'],
    ['{{}}', 0, 'There is no placeholder {{}}'],
    ['a {{now', 2, 'A placeholder is not closed (line 1, column 3)'],
    ['a {{now\n}}', 2, 'A placeholder is not closed'],
    ['{{now tomorrow}}', 0, '{{now tomorrow}} (line 1, column 1) takes a duration'],
    ['{{uuid 4}}', 0, 'takes nothing behind its name'],
    ['{{random.int 5 1}}', 0, 'the wrong way round'],
    ['{{random.int 5}}', 0, 'two whole numbers'],
    ['{{random.int 0 1e3}}', 0, 'two whole numbers'],
    ['{{random.int 0 9007199254740993}}', 0, '2^53'],
    ['{{random.hex 0}}', 0, 'from 1 to 1,024'],
    ['{{random.of}}', 0, 'needs words'],
  ])('%j is said at its place', (text, position, message) => {
    expect(complaint(text)).toMatchObject({ code: 'placeholder_invalid', position })
    expect(complaint(text)?.message).toContain(message)
  })
})

const plainText = fc.string({ unit: fc.constantFrom('{', '}', '"', 'a', ' ', '\n', '\\', 'é') })
const known = fc.constantFrom(...Object.values(placeholderKinds).map(({ example }) => `{{${example}}}`))

describe('for every text', () => {
  it('what has no two braces is untouched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('{{'))
        expect(expanded(text)).toEqual({ text, places: [] })
      }),
    )
  })

  it('one with its braces doubled comes out as it was', () => {
    fc.assert(
      fc.property(plainText, (text) => {
        expect(expanded(text.replaceAll('{{', '{{{{')).text).toBe(text)
      }),
    )
  })

  it('reading never throws, and points into the text', () => {
    fc.assert(
      fc.property(plainText, (text) => {
        const wrong = complaint(text)
        if (wrong) expect(text.startsWith('{{', wrong.position)).toBe(true)
      }),
    )
  })

  it('what lies between placeholders is copied, and every place is found again in the typed text', () => {
    const parts = fc.array(fc.tuple(fc.constantFrom('', 'a', '} ', '"é"'), known), { maxLength: 5 })
    fc.assert(
      fc.property(parts, fc.constantFrom('', ' end'), (pairs, end) => {
        const typed = pairs.flat().join('') + end
        const expansion = expanded(typed)
        expect(expansion.places).toHaveLength(pairs.length)
        const { positionOf } = typedOf(typed, expansion)
        for (const [index, place] of expansion.places.entries()) {
          expect(typed.slice(place.from, place.to)).toBe(pairs[index]?.[1])
          for (let at = place.start; at < place.end; at += 1) expect(positionOf(at)).toBe(place.from)
        }
        const inValue = (at: number) => expansion.places.some(({ start, end: to }) => at >= start && at < to)
        for (let at = 0; at < expansion.text.length; at += 1) {
          if (!inValue(at)) expect(typed[positionOf(at)]).toBe(expansion.text[at])
        }
      }),
    )
  })

  it('an error of JSON stands at the typed line and column', () => {
    const typed = '{\n  "id": "{{uuid}}", "n": {{random.int 10 99}} x\n}'
    const expansion = expanded(typed)
    expect(checkData(expansion.text, 'envelope', typedOf(typed, expansion))).toMatchObject({
      code: 'json_invalid',
      position: typed.indexOf('x\n}'),
      message: expect.stringContaining('line 2, column 47') as string,
    })
  })
})
