/** Every active part of a filter is a chip; without its last chip it finds everything again. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { isFiltered, toggled, withChange } from '../../../../src/renderer/deliveries/filter/filter-parts.ts'
import { chipsOf } from '../../../../src/renderer/deliveries/filter/filter-chips.ts'
import { type DeliveryFilter, textPlaces } from '../../../../src/shared/filter.ts'
import { deliveryStates } from '../../../../src/shared/model.ts'

const noon = new Date(2026, 0, 5, 12).getTime()

it('says what each part is', () => {
  const filter: DeliveryFilter = {
    states: ['failed', 'held'],
    answers: ['5xx', 'timeout_response'],
    category: 'order.created',
    endpointId: 'e1',
    acceptedFrom: noon,
    attemptedFrom: noon,
    attemptedUntil: noon + 3_600_000,
    text: 'abc',
    textIn: ['body', 'response'],
  }
  expect(chipsOf(filter, 'shop').map(({ part, text }) => `${part}: ${text}`)).toEqual([
    'State: Failed',
    'State: Held',
    'Answer: 5xx',
    'Answer: timeout',
    'Category: order.created',
    'Endpoint: shop',
    'Accepted: since 5 Jan, 12:00',
    'Attempted: 5 Jan, 12:00 to 5 Jan, 13:00',
    'Text: “abc” in bodies, responses',
  ])
  expect(chipsOf(filter, 'shop')[0]?.without).toEqual({ ...filter, states: ['held'] })
})

it('each takes out its own part, and all of them everything', () => {
  const filter = fc.record(
    {
      states: fc.subarray([...deliveryStates], { minLength: 1 }),
      answers: fc.subarray(['2xx', '503', 'refused'], { minLength: 1 }),
      category: fc.constant('c'),
      endpointId: fc.constant('e'),
      acceptedFrom: fc.constant(noon),
      acceptedUntil: fc.constant(noon + 1),
      attemptedFrom: fc.constant(noon),
      text: fc.constant('t'),
      textIn: fc.subarray([...textPlaces]),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(filter, (given) => {
      let left: DeliveryFilter = withChange(given, {})
      for (let chip = chipsOf(left, null).at(-1); chip; chip = chipsOf(left, null).at(-1)) {
        expect(chipsOf(chip.without, null)).toHaveLength(chipsOf(left, null).length - 1)
        left = chip.without
      }
      expect(isFiltered(left)).toBe(false)
    }),
  )
})

it('a value is put in, and taken out again', () => {
  expect(toggled(undefined, 'a')).toEqual(['a'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
  expect(withChange({ states: ['failed'], text: 'x' }, { states: [], text: '' })).toEqual({})
})
