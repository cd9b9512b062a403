/**
 * Where an instant lies on the logarithmic axis from now: seconds and days in one picture. Pure numbers between
 * 0 and 1, so that the picture needs no measuring and no drawing library.
 */

/** Below this the axis is nearly linear; it keeps "now" on the picture, where a true logarithm has no zero. */
const kneeMs = 1_000

/** 0 at now, 1 at `endMs`; both are waits from now. */
export function axisPosition(ms: number, endMs: number): number {
  if (endMs <= 0) return 0
  return Math.log1p(Math.max(ms, 0) / kneeMs) / Math.log1p(endMs / kneeMs)
}

/** The other way round: which wait from now lies at a position, also beyond the end of the axis. */
export function axisTime(position: number, endMs: number): number {
  return Math.expm1(Math.max(position, 0) * Math.log1p(endMs / kneeMs)) * kneeMs
}

export interface Tick {
  ms: number
  label: string
  position: number
}

const steps: readonly [ms: number, label: string][] = [
  [1_000, '1 s'],
  [10_000, '10 s'],
  [60_000, '1 min'],
  [600_000, '10 min'],
  [3_600_000, '1 h'],
  [6 * 3_600_000, '6 h'],
  [86_400_000, '1 d'],
  [7 * 86_400_000, '1 wk'],
  [30 * 86_400_000, '30 d'],
  [365 * 86_400_000, '1 y'],
  [3_650 * 86_400_000, '10 y'],
  [36_500 * 86_400_000, '100 y'],
]

/** Marks that fit side by side: none nearer to the one before it than `room`, a share of the axis. */
export function axisTicks(endMs: number, room: number): Tick[] {
  const ticks: Tick[] = [{ ms: 0, label: 'now', position: 0 }]
  for (const [ms, label] of steps) {
    const position = axisPosition(ms, endMs)
    if (ms <= endMs && position - (ticks.at(-1)?.position ?? 0) >= room) ticks.push({ ms, label, position })
  }
  return ticks
}

/** The index of the point nearest to `position`, the later one of a tie; -1 when there is none. */
export function nearestPoint(positions: readonly number[], position: number): number {
  let best = -1
  let distance = Number.POSITIVE_INFINITY
  for (const [index, candidate] of positions.entries()) {
    const away = Math.abs(candidate - position)
    if (away > distance) continue
    best = index
    distance = away
  }
  return best
}
