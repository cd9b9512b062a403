/**
 * When the loop takes its next turn. Work that a person waits for goes at once; results wait a moment so that one
 * commit serves many of them (group commit).
 */

/**
 * Few results: one of them is soon seen. Many: twice as many to a commit take a third less time each. Connections do not
 * wait for it, because the loop claims ahead. Measured from 1 to 30 ms: docs/decisions/0021.
 */
const gatherMs = 5
const gatherManyMs = 20
/** From so many results in the turn before, more are coming. */
const many = 50
/** So many results do not wait for more. What a crash can make be sent twice stays within it. */
const fullBatch = 600

export interface TurnTimer {
  /** As soon as what runs now has ended. */
  now(): void
  /** Soon: with the results that come until then; at once when `waiting` of them are enough. */
  soon(waiting: number): void
  /** After a while: something failed that may heal. */
  later(ms: number): void
  clear(): void
}

/** `turn` answers with the number of results that it recorded. */
export function createTurnTimer(turn: () => number): TurnTimer {
  let immediate: NodeJS.Immediate | null = null
  let timeout: NodeJS.Timeout | null = null
  let recorded = 0
  const clear = (): void => {
    if (immediate) clearImmediate(immediate)
    if (timeout) clearTimeout(timeout)
    immediate = null
    timeout = null
  }
  const run = (): void => {
    clear()
    recorded = turn()
  }
  return {
    now() {
      immediate ??= setImmediate(run)
    },
    soon(waiting) {
      if (waiting >= fullBatch) immediate ??= setImmediate(run)
      else timeout ??= setTimeout(run, recorded >= many ? gatherManyMs : gatherMs)
    },
    later(ms) {
      if (timeout) clearTimeout(timeout)
      timeout = setTimeout(run, ms)
    },
    clear,
  }
}
