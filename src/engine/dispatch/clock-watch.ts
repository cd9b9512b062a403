/**
 * Notices a clock that was set back. What waits was planned by the clock as it was: it would wait for as much longer as
 * the clock went back, a day for a day. So its wait begins anew from now. Forward jumps and sleep need nothing: what became
 * due meanwhile is due. What a person scheduled for a time keeps that time.
 */
import type { Clock } from '../clock.ts'

/** Less is how time servers correct a clock, and not worth touching a row for. */
const smallestJumpMs = 60_000

export interface ClockWatch {
  /** How much the clock has been set back since the last question, in ms; 0 when it was not. */
  setBackMs(): number
}

export function createClockWatch(clock: Clock): ClockWatch {
  let wall = clock.now()
  let monotonic = clock.monotonicMs()
  return {
    setBackMs() {
      const elapsed = clock.monotonicMs() - monotonic
      const moved = clock.now() - wall
      wall += moved
      monotonic += elapsed
      const back = elapsed - moved
      return back >= smallestJumpMs ? back : 0
    },
  }
}

/** Whether something was written at a time that is still to come: the clock was set back while nothing ran. */
export function isFromTheFuture(latestAt: number, now: number): boolean {
  return latestAt - now >= smallestJumpMs
}
