/** Moving one edge of an outage: the other one stays, and they keep apart. */
import type { Outage } from './outage.ts'
import { longestSnapMs, snapWait, stepFine, stepWait, tidyWait } from './snap.ts'

export type Edge = 'start' | 'end'

/** An outage of nothing would have no edges to take. */
const shortestMs = 1_000

/** Its start comes to rest at a sensible time after the origin, its end at a sensible length. */
export function moveEdge(outage: Outage, to: { edge: Edge; ms: number; isFree: boolean }): Outage {
  const round = to.isFree ? tidyWait : snapWait
  if (to.edge === 'start') return withStart(outage, round(to.ms))
  return withLength(outage, round(to.ms - outage.startMs))
}

/** By the keys: as the points are moved. */
export function stepEdge(outage: Outage, by: { edge: Edge; direction: 1 | -1; isFine: boolean }): Outage {
  const step = by.isFine ? stepFine : stepWait
  if (by.edge === 'start') return withStart(outage, step(outage.startMs, by.direction))
  return withLength(outage, step(outage.endMs - outage.startMs, by.direction))
}

function withStart({ endMs }: Outage, ms: number): Outage {
  return { startMs: Math.min(Math.max(0, ms), endMs - shortestMs), endMs }
}

function withLength({ startMs }: Outage, ms: number): Outage {
  return { startMs, endMs: startMs + Math.min(Math.max(shortestMs, ms), longestSnapMs) }
}
