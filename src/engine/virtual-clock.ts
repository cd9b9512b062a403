/**
 * A clock that passes over every wait: while nothing is on its way, the next alarm rings at once and it is later then. So
 * a retry schedule of days runs in seconds, with the same planner and every request really sent. Requests take the time
 * that they take.
 */
import { type Clock, systemClock } from './clock.ts'

export interface VirtualClock extends Clock {
  /** Tells when something is on its way; waits are passed over only while nothing is. */
  watch(isBusy: () => boolean): void
  /** How far it is ahead of the real time, in ms. */
  skippedMs(): number
}

interface Alarm {
  at: number
  callback: () => void
}

export function createVirtualClock(real: Clock = systemClock): VirtualClock {
  const alarms = new Set<Alarm>()
  let isBusy = (): boolean => false
  let skippedMs = 0
  let looking: NodeJS.Immediate | null = null
  let callOffTimer = (): void => {}

  const now = (): number => real.now() + skippedMs

  const first = (): Alarm | undefined => {
    let earliest: Alarm | undefined
    for (const alarm of alarms) if (!earliest || alarm.at < earliest.at) earliest = alarm
    return earliest
  }

  const lookSoon = (): void => {
    looking ??= setImmediate(look)
  }

  const look = (): void => {
    looking = null
    callOffTimer()
    const alarm = first()
    if (!alarm) return
    const aheadMs = alarm.at - now()
    if (aheadMs > 0 && isBusy()) {
      callOffTimer = real.after(aheadMs, lookSoon)
      return
    }
    skippedMs += Math.max(0, aheadMs)
    alarms.delete(alarm)
    alarm.callback()
    lookSoon()
  }

  return {
    isSteady: true,
    now,
    monotonicMs: real.monotonicMs,
    after(ms, callback) {
      const alarm = { at: now() + ms, callback }
      alarms.add(alarm)
      lookSoon()
      return () => {
        alarms.delete(alarm)
        if (alarms.size > 0) return
        callOffTimer()
        if (looking) clearImmediate(looking)
        looking = null
      }
    },
    watch(question) {
      isBusy = question
    },
    skippedMs: () => skippedMs,
  }
}
