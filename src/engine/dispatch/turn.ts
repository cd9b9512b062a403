/**
 * When the loop takes its next turn. Work that a person waits for goes at once; results wait a moment so that one
 * commit, and its one sync to disk, serves many of them (group commit).
 */

/**
 * 8 ms: at 20,000 results a second about 160 share a commit. Connections do not wait for it, because the loop claims
 * ahead. Measured from 1 to 20 ms: docs/decisions/0016.
 */
const gatherMs = 8
/** So many results do not wait for more. What a crash can make be sent twice stays within it. */
const fullBatch = 300

export interface TurnTimer {
  /** As soon as what runs now has ended. */
  now(): void
  /** Soon: with the results that come until then; at once when `waiting` of them are enough. */
  soon(waiting: number): void
  /** After a while: something failed that may heal. */
  later(ms: number): void
  clear(): void
}

export function createTurnTimer(turn: () => void): TurnTimer {
  let immediate: NodeJS.Immediate | null = null
  let timeout: NodeJS.Timeout | null = null
  const clear = (): void => {
    if (immediate) clearImmediate(immediate)
    if (timeout) clearTimeout(timeout)
    immediate = null
    timeout = null
  }
  const run = (): void => {
    clear()
    turn()
  }
  return {
    now() {
      immediate ??= setImmediate(run)
    },
    soon(waiting) {
      if (waiting >= fullBatch) immediate ??= setImmediate(run)
      else timeout ??= setTimeout(run, gatherMs)
    },
    later(ms) {
      if (timeout) clearTimeout(timeout)
      timeout = setTimeout(run, ms)
    },
    clear,
  }
}
