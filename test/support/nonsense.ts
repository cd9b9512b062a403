/** Inputs with something wrong in them: nonsense, and right ones of which one place was changed. */
import * as fc from 'fast-check'

/** What stands where something else should. */
export const nonsense: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, maxDepth: 2 }),
  fc.constantFrom<unknown>(null, undefined, Number.NaN, Infinity, -1, 0, 1.5, 2 ** 53, 1e308, true),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '$delivery0',
    '1s',
    '-1s',
    'x'.repeat(300),
    'http://',
    '__proto__',
  ),
  fc.constantFrom<unknown>(
    [],
    {},
    [[]],
    [null],
    { length: 1 },
    { toString: 1 },
    JSON.parse('{"__proto__":1}'),
  ),
)

type Change = (place: Place) => void

const change: fc.Arbitrary<Change> = fc.oneof(
  // A copy: what stands in one input must not be changed with another.
  nonsense.map<Change>(
    (junk) =>
      ({ parent, key }) =>
        put(parent, key, structuredClone(junk)),
  ),
  fc.constant<Change>(({ parent, key }) => void Reflect.deleteProperty(parent, key)),
  fc.constant<Change>(({ parent, key }) => put(parent, key, [parent[key]])),
  fc.constant<Change>(({ parent, key }) => put(parent, key, inText(parent[key]))),
  fc.constant<Change>(({ parent, key }) =>
    put(
      parent,
      key,
      Array.from({ length: 11 }, () => parent[key]),
    ),
  ),
  fc.tuple(fc.constantFrom('extra', '__proto__', 'toString', ''), nonsense).map<Change>(
    ([name, junk]) =>
      ({ parent }) =>
        put(parent, name, structuredClone(junk)),
  ),
)

function inText(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'text'
}

/** As an own property, whatever its name. */
function put(parent: object, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
}

/** The same with something wrong in one or two places. */
export function nearly(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const changes = fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 2 })
  return fc.tuple(valid, changes).map(([input, all]) => {
    const copy = { input: structuredClone(input) }
    for (const [index, apply] of all) {
      const places = [...placesOf(copy)]
      const place = places[index % places.length]
      if (place) apply(place)
    }
    return copy.input
  })
}

interface Place {
  parent: Record<string, unknown>
  key: string
}

function* placesOf(parent: object): Iterable<Place> {
  for (const [key, value] of Object.entries(parent)) {
    yield { parent: parent as Place['parent'], key }
    if (typeof value === 'object' && value !== null) yield* placesOf(value as object)
  }
}
