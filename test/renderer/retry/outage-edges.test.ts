import { expect, it } from 'vitest'
import { moveEdge, stepEdge } from '../../../src/renderer/retry/outage-edges.ts'

const minute = 60_000
const outage = { startMs: 10 * minute, endMs: 70 * minute }

it('an edge comes to rest at a sensible time, and the other one stays', () => {
  expect(moveEdge(outage, { edge: 'end', ms: 10 * minute + 118 * minute, isFree: false })).toEqual({
    startMs: 10 * minute,
    endMs: 130 * minute,
  })
  expect(moveEdge(outage, { edge: 'start', ms: 4.9 * minute, isFree: false })).toEqual({
    startMs: 5 * minute,
    endMs: 70 * minute,
  })
  expect(moveEdge(outage, { edge: 'start', ms: 4.9 * minute, isFree: true }).startMs).toBe(290_000)
})

it('they never pass each other', () => {
  expect(moveEdge(outage, { edge: 'start', ms: 1e9, isFree: false })).toEqual({
    startMs: 70 * minute - 1_000,
    endMs: 70 * minute,
  })
  expect(moveEdge(outage, { edge: 'end', ms: 0, isFree: false })).toEqual({
    startMs: 10 * minute,
    endMs: 10 * minute + 1_000,
  })
})

it('the keys go through the same times', () => {
  expect(stepEdge(outage, { edge: 'end', direction: 1, isFine: false }).endMs).toBe(130 * minute)
  expect(stepEdge(outage, { edge: 'start', direction: -1, isFine: false }).startMs).toBe(5 * minute)
  expect(stepEdge(outage, { edge: 'start', direction: -1, isFine: true }).startMs).toBe(10 * minute - 10_000)
})
