/**
 * Notices a clock that was set. Back: what waits was planned by the clock as it was, and would wait for as much longer as
 * it went back, a day for a day. Forward, which is also how a sleep looks: what became due meanwhile is due, but the starts
 * that a rate limit remembers are no older than before. What a person scheduled for a time keeps that time.
 */
import type { Clock } from '../clock.ts'

/** Less is how time servers correct a clock, and not worth touching a row for. */
const smallestSetBackMs = 60_000
/** Two clocks read one after the other differ by less. */
const smallestLeapMs = 100

export interface ClockJump {
  /** At most one of both is above 0. */
  forwardMs: number
  backMs: number
}

/** Answers with how far the clock has been set, in whole ms, since the last question; a clock that is steady never is. */
export function createClockWatch(clock: Clock): () => ClockJump {
  let wall = clock.now()
  let monotonic = clock.monotonicMs()
  return () => {
    const elapsed = clock.monotonicMs() - monotonic
    const moved = clock.now() - wall
    wall += moved
    monotonic += elapsed
    const leapMs = clock.isSteady ? 0 : Math.round(moved - elapsed)
    return {
      forwardMs: leapMs >= smallestLeapMs ? leapMs : 0,
      backMs: -leapMs >= smallestSetBackMs ? -leapMs : 0,
    }
  }
}

/** How far at least the clock was set back, where something was written at a time that is still to come; 0 when it was not. */
export function setBackSince(latestAt: number, now: number): number {
  return latestAt - now >= smallestSetBackMs ? latestAt - now : 0
}
