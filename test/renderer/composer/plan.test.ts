/** What will happen when a draft is sent, in a sentence. */
import { expect, it } from 'vitest'
import { isPast, planOf, planText } from '../../../src/renderer/composer/plan.ts'

const now = new Date(2026, 10, 24, 15, 4, 5).getTime()
const draft = { copies: '1', every: '', sendAt: '' }

it.each([
  [{}, 'At once'],
  [{ copies: '3' }, '3 events, all at once'],
  [{ sendAt: 'in 10m' }, 'At 15:14:05, in 10 min'],
  [{ sendAt: '2026-11-24 15:05' }, 'At 15:05:00, in 55 s'],
  [{ copies: '1000', sendAt: 'in 1h' }, '1,000 events, all at 16:04:05, in 1 h'],
  [{ copies: '100', every: '2s' }, '100 events, one every 2 s, from 15:04:05 to 15:07:23'],
  [{ copies: '2', every: '1m', sendAt: 'in 1h' }, '2 events, one every 1 min, from 16:04:05 to 16:05:05'],
  [{ every: '2s' }, 'At once'],
  [{ copies: '2', every: '0s' }, '2 events, all at once'],
  [{ copies: 'x', every: 'y', sendAt: 'z' }, 'At once'],
  [{ sendAt: '2026-11-24 15:00' }, 'At once'],
])('%j: %s', (change, text) => {
  expect(planText({ ...draft, ...change }, now)).toBe(text)
})

it('a relative time counts from the moment that it is read', () => {
  expect(planOf({ ...draft, sendAt: 'in 10m' }, now + 5)).toMatchObject({ sendAt: now + 600_005 })
  expect(isPast({ ...draft, sendAt: 'in 10m' }, now)).toBe(false)
  expect(isPast({ ...draft, sendAt: '2026-11-24 15:04:04' }, now)).toBe(true)
})
