/** A row of the feed belongs to a filter by the same rule as in the engine. */
import { expect, it } from 'vitest'
import { matchOf } from '../../../src/renderer/live/matches.ts'
import type { DeliveryFilter } from '../../../src/shared/filter.ts'
import { sampleRow } from '../../support/sample-data.ts'

const row = {
  ...sampleRow(7, { count: 1_000, now: 1_800_000_000_000 }),
  state: 'failed' as const,
  category: 'Order.Created',
  url: 'http://localhost:3000/Hooks',
  createdAt: 1_000,
  lastStatusCode: 503,
  lastErrorCode: 'reset',
}

it.each([
  [{}, 'yes'],
  [{ states: [] }, 'yes'],
  [{ states: ['failed' as const, 'queued' as const] }, 'yes'],
  [{ states: ['queued' as const] }, 'no'],
  [{ category: 'Order.Created' }, 'yes'],
  [{ category: 'order.created' }, 'no'],
  [{ endpointId: row.endpointId }, 'yes'],
  [{ endpointId: 'another' }, 'no'],
  [{ text: 'order' }, 'yes'],
  [{ text: 'LOCALHOST:3000/hooks' }, 'yes'],
  [{ text: row.eventId.slice(0, 20) }, 'yes'],
  [{ text: row.eventId.slice(4, 20) }, 'no'],
  [{ text: row.eventId.slice(0, 7) }, 'no'],
  [{ text: row.id.toUpperCase() }, 'yes'],
  [{ text: 'nowhere' }, 'no'],
  [{ text: 'order', states: ['queued' as const] }, 'no'],
  [{ answers: [] }, 'yes'],
  [{ answers: ['5xx'] }, 'yes'],
  [{ answers: ['4xx', '503'] }, 'yes'],
  [{ answers: ['reset'] }, 'yes'],
  [{ answers: ['50', '500', 'refused', '4xx'] }, 'no'],
  [{ acceptedFrom: 1_000, acceptedUntil: 1_001 }, 'yes'],
  [{ acceptedFrom: 1_001 }, 'no'],
  [{ acceptedUntil: 1_000 }, 'no'],
  [{ attemptedFrom: 5 }, 'unknown'],
  [{ attemptedUntil: 5, category: 'other' }, 'no'],
  [{ text: 'order', textIn: [] }, 'yes'],
  [{ text: 'order', textIn: ['body'] }, 'unknown'],
  [{ text: 'order', textIn: ['name', 'body'] }, 'yes'],
  [{ text: 'other', textIn: ['name', 'response'] }, 'unknown'],
  [{ text: '', textIn: ['body'] }, 'yes'],
])('%o -> %s', (filter, expected) => {
  expect(matchOf(row, filter as DeliveryFilter)).toBe(expected)
})
