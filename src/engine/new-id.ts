/** New ids: UUID v7, in order of their making even within a millisecond, so that an index grows at its end. */
import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** Randomness is drawn for 256 ids at a time: a draw for each cost 4 us, four fifths of the id. */
const pool = new Uint8Array(16 * 256)
let used = pool.length
let lastMs = 0
let counter = 0

export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.subarray(used, used + 16)
  used += 16
  const now = Date.now()
  // RFC 9562, section 6.2, method 1: a counter orders the ids of a millisecond; a clock set back does not undo it.
  if (now > lastMs) {
    lastMs = now
    counter = ((random[0] ?? 0) << 16) | ((random[1] ?? 0) << 8) | (random[2] ?? 0)
  } else counter += 1
  return v7({ random, msecs: lastMs, seq: counter })
}
