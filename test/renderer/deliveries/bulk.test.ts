/** What a question about all that a filter finds says of their number. */
import { beforeAll, expect, it, vi } from 'vitest'
import type * as Bulk from '../../../src/renderer/deliveries/bulk.ts'
import { narrowedTo } from '../../../src/renderer/deliveries/possible.ts'
import { createSampleBridge } from '../../support/sample-bridge.ts'

let bulkText: typeof Bulk.bulkText

beforeAll(async () => {
  vi.stubGlobal('window', { bridge: createSampleBridge(0) })
  ;({ bulkText } = await import('../../../src/renderer/deliveries/bulk.ts'))
  return () => vi.unstubAllGlobals()
})

it.each([
  [null, 'all of them'],
  [{ found: 414, possible: 414 }, '414 deliveries'],
  [{ found: 1, possible: 1 }, '1 delivery'],
  [{ found: 12_414, possible: 2 }, '2 of 12,414 deliveries'],
])('%o reads %s', (count, text) => {
  expect(bulkText(count)).toBe(text)
})

it('counts only those with which it can be done', () => {
  const states = ['scheduled', 'queued', 'retrying', 'sending', 'held']
  const narrowed = narrowedTo('cancel', { category: 'order.created' })
  expect(narrowed).toMatchObject({ category: 'order.created' })
  expect(narrowed?.states?.toSorted()).toEqual(states.toSorted())
  expect(narrowedTo('cancel', { states: ['failed', 'queued'] })).toEqual({ states: ['queued'] })
})

it('asks the same question where it can be done with all, and none where it can be done with none', () => {
  const filter = { states: ['failed' as const] }
  expect(narrowedTo('retry', filter)).toBe(filter)
  expect(narrowedTo('replay', {})).toEqual({})
  expect(narrowedTo('cancel', filter)).toBeNull()
})
