/** A token bucket: so many requests at once, and so many a second from then on. */
import type { Clock } from '../engine/clock.ts'

/** Takes one; answers with how many milliseconds to wait when there is none, else with 0. */
export type RateLimit = () => number

/** `perSecond` is the size of the bucket too. */
export function createRateLimit(perSecond: number, clock: Pick<Clock, 'monotonicMs'>): RateLimit {
  let tokens = perSecond
  let filledAt = clock.monotonicMs()
  return () => {
    const now = clock.monotonicMs()
    tokens = Math.min(perSecond, tokens + ((now - filledAt) / 1_000) * perSecond)
    filledAt = now
    if (tokens < 1) return ((1 - tokens) / perSecond) * 1_000
    tokens -= 1
    return 0
  }
}
