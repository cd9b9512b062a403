/** A row of the feed belongs to a filter by the same rule as in the engine. */
import { expect, it } from 'vitest'
import { matches } from '../../../src/renderer/live/matches.ts'
import { sampleRow } from '../../support/sample-data.ts'

const row = {
  ...sampleRow(7, { count: 1_000, now: 1_800_000_000_000 }),
  state: 'failed' as const,
  category: 'Order.Created',
  url: 'http://localhost:3000/Hooks',
}

it.each([
  [{}, true],
  [{ states: [] }, true],
  [{ states: ['failed' as const, 'queued' as const] }, true],
  [{ states: ['queued' as const] }, false],
  [{ category: 'Order.Created' }, true],
  [{ category: 'order.created' }, false],
  [{ endpointId: row.endpointId }, true],
  [{ endpointId: 'another' }, false],
  [{ text: 'order' }, true],
  [{ text: 'LOCALHOST:3000/hooks' }, true],
  [{ text: row.eventId.slice(0, 20) }, true],
  [{ text: row.eventId.slice(4, 20) }, false],
  [{ text: row.eventId.slice(0, 7) }, false],
  [{ text: row.id.toUpperCase() }, true],
  [{ text: 'nowhere' }, false],
  [{ text: 'order', states: ['queued' as const] }, false],
])('%o -> %s', (filter, expected) => {
  expect(matches(row, filter)).toBe(expected)
})
