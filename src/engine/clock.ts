/** Time comes in through the door, so that tests move it. */

export interface Clock {
  /** Epoch milliseconds. May jump when the machine's clock is set. */
  now(): number
  /** Never jumps, sub-millisecond; for measuring. */
  monotonicMs(): number
  /** Calls back once after `ms`; answers with the way to call it off. */
  after(ms: number, callback: () => void): () => void
  /** Neither set nor asleep: nobody has to look now and then whether it is later than its timers think. */
  readonly isSteady?: boolean
}

/** Node's timers hold 31 bits; a longer wait would fire at once. */
const longestTimerMs = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, longestTimerMs))
    return () => clearTimeout(timer)
  },
}
