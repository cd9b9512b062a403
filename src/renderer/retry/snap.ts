/**
 * The waits that people mean: where a dragged point comes to rest, and what the arrow keys go through. Finer waits are
 * steps of their own size, so that a wait of hours is never one of odd milliseconds.
 */
const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Ascending; durations as people name them. */
const sensible: readonly number[] = [
  0,
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 45].map((count) => count * second),
  ...[1, 2, 3, 5, 10, 15, 20, 30, 45].map((count) => count * minute),
  ...[1, 2, 3, 4, 5, 6, 8, 10, 12, 18].map((count) => count * hour),
  ...[1, 2, 3, 4, 5, 7, 14, 30].map((count) => count * day),
]

/** The longest that dragging and the keys give; a longer one is typed. */
export const longestSnapMs = 30 * day

/** The sensible wait nearest to `ms` as the logarithmic axis has it. */
export function snapWait(ms: number): number {
  const at = Math.log1p(Math.max(ms, 0) / second)
  let best = 0
  for (const candidate of sensible) {
    const away = Math.abs(Math.log1p(candidate / second) - at)
    if (away <= Math.abs(Math.log1p(best / second) - at)) best = candidate
  }
  return best
}

/** The next sensible wait up or down; at either end the wait stays as it is. */
export function stepWait(ms: number, direction: 1 | -1): number {
  const next =
    direction === 1
      ? sensible.find((candidate) => candidate > ms)
      : sensible.findLast((candidate) => candidate < ms)
  return next ?? ms
}

/** A step too small to see on the axis, and still a round number: 100 ms below 10 s, an hour above a day. */
function fineStep(ms: number): number {
  if (ms < 10 * second) return 100
  if (ms < 2 * minute) return second
  if (ms < hour) return 10 * second
  return ms < day ? minute : hour
}

/** To the nearest fine step: what a wait becomes that snaps to nothing. */
export function tidyWait(ms: number): number {
  const step = fineStep(ms)
  return Math.max(0, Math.round(ms / step) * step)
}

/** The next fine step up or down, never below 0 nor above the longest. */
export function stepFine(ms: number, direction: 1 | -1): number {
  // Going down from a round number, the step below it counts.
  const step = fineStep(direction === 1 ? ms : ms - 1)
  const next = direction === 1 ? Math.floor(ms / step) * step + step : Math.ceil(ms / step) * step - step
  if (direction === 1 && next > longestSnapMs) return ms
  return Math.max(0, next)
}
