/** A clock that the test moves. `monotonicMs` is the real one, and further by what the test has moved. */
import type { Clock } from '../../src/engine/clock.ts'

interface Alarm {
  at: number
  callback: () => void
}

export interface TestClock extends Clock {
  /** Moves time forward and rings what became due, in order. */
  advance(ms: number): void
  /** Sets the time as a person sets a clock: nothing rings by it. */
  set(now: number): void
  /** Alarms that are armed. */
  armed(): number
  /** Milliseconds until the next of them; 0 again and again is a loop that spins. */
  soonest(): number
}

export function testClock(start = Date.UTC(2026, 0, 1, 12)): TestClock {
  let now = start
  let elapsed = 0
  const alarms = new Set<Alarm>()
  return {
    now: () => now,
    monotonicMs: () => performance.now() + elapsed,
    after(ms, callback) {
      const alarm = { at: elapsed + ms, callback }
      alarms.add(alarm)
      return () => alarms.delete(alarm)
    },
    advance(ms) {
      now += ms
      elapsed += ms
      const due = [...alarms].filter(({ at }) => at <= elapsed).sort((a, b) => a.at - b.at)
      for (const alarm of due) {
        alarms.delete(alarm)
        alarm.callback()
      }
    },
    set(next) {
      now = next
    },
    armed: () => alarms.size,
    soonest: () => Math.min(...[...alarms].map(({ at }) => at - elapsed)),
  }
}
