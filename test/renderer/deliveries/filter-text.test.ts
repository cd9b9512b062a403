import { expect, it } from 'vitest'
import { filterText } from '../../../src/renderer/deliveries/filter-text.ts'

it('says what a filter finds', () => {
  expect(filterText({}, null)).toBe('all deliveries of the queue')
  expect(filterText({ states: [], text: '' }, null)).toBe('all deliveries of the queue')
  expect(filterText({ states: ['failed', 'canceled'] }, null)).toBe('failed or canceled')
  const filter = { states: ['failed' as const], category: 'order.created', endpointId: 'ep-1', text: 'abc' }
  expect(filterText(filter, 'staging')).toBe('failed, category order.created, at staging, with “abc”')
  expect(filterText({ endpointId: 'ep-1' }, null)).toBe('at ep-1')
})
