import { expect, it } from 'vitest'
import { conditionOf, conditionSentence, conditionText } from '../../../src/renderer/endpoints/condition.ts'
import { type EndpointHealth, type EndpointSummary, goodHealth } from '../../../src/shared/endpoint.ts'

const now = new Date(2026, 10, 24, 14, 3, 20).getTime()
const endpoint: EndpointSummary = {
  id: 'ep',
  name: 'staging',
  url: 'http://localhost:3000/hooks',
  saved: true,
  lastOutcome: 'delivered',
  lastUsedAt: now,
  zstdSupport: 'unknown',
  paused: null,
  pausedAt: null,
  health: goodHealth,
}
const ill = (health: Partial<EndpointHealth>): EndpointSummary => ({
  ...endpoint,
  lastOutcome: 'failed',
  health: { ...goodHealth, ...health },
})

it.each([
  ['unused', { ...endpoint, lastOutcome: null }, 'Not used yet'],
  ['healthy', endpoint, 'Healthy'],
  ['failing', ill({ failuresInRow: 1 }), 'Failed last'],
  ['failing', ill({ failuresInRow: 0 }), 'Failed last'],
  ['failing', ill({ failuresInRow: 3 }), 'Failing, 3 in a row'],
  ['broken', ill({ failuresInRow: 5, openedAt: now }), 'Breaker open'],
  ['refused', ill({ failuresInRow: 5, refusedSince: now }), 'Nothing listens'],
  ['paused', { ...ill({ openedAt: now }), paused: 'person' as const }, 'Paused'],
  ['gone', { ...endpoint, paused: 'gone' as const }, 'Paused: 410 Gone'],
] as const)('is %s: %o', (condition, summary, text) => {
  expect(conditionOf(summary)).toBe(condition)
  expect(conditionText(summary)).toBe(text)
})

it('says since when, and how it goes on', () => {
  const since = now - 60_000
  expect(conditionSentence({ ...endpoint, paused: 'person', pausedAt: since }, now)).toBe(
    'Paused by you since 14:02:20. What waits for it is held until you resume it.',
  )
  expect(conditionSentence(ill({ failuresInRow: 5, openedAt: since, probeAt: now + 30_000 }), now)).toContain(
    'the next one is due in 30 s. The first success closes it.',
  )
  expect(conditionSentence(ill({ refusedSince: since }), now)).toContain(
    'Nothing listens on localhost:3000 since',
  )
})
