/**
 * One endpoint as the loop sees it: what is claimed for it, what is on its way to it, and how much more may be. Endpoints
 * share the connections by their lanes, so that one that hangs cannot keep them all.
 */
import type { Claimed } from '../store/claims.ts'

/** `unknown`: nothing has come back yet. `quick`: its latest request took less than a second, `slow`: more. */
export type Pace = 'unknown' | 'quick' | 'slow'

/** The connections as all lanes share them. */
export interface Limits {
  /** Requests to one endpoint at a time, and requests that count in all. */
  concurrency: number
  /**
   * How many more may start to endpoints that are not known to be quick. Together they hold half of the connections at
   * most: whoever answers always finds the other half free, however many hang.
   */
  notQuick: number
}

export class Lane {
  readonly endpointSeq: number
  /** Claimed, not started, in order. */
  ready: Claimed[] = []
  inFlight = 0
  /** Of those in flight, how many no longer count against the connections. */
  setAside = 0
  pace: Pace = 'unknown'
  /** Of the first delivery that is not claimed; null when none waits. Never later than it really is. */
  nextDueAt: number | null = null
  /** Results that came back quickly since the last claim. */
  quickResults = 0
  /** Whether it stands in the ring of lanes that start in turn. */
  inRing = false

  constructor(endpointSeq: number) {
    this.endpointSeq = endpointSeq
  }

  /** How many more of its requests may start now. */
  startable({ concurrency, notQuick }: Limits): number {
    const own = concurrency - this.inFlight
    return Math.max(0, this.pace === 'quick' ? own : Math.min(own, notQuick))
  }

  /** How many more to claim: what may start, and a little ahead of it where requests fly. */
  claimable(limits: Limits, mostAhead: number): number {
    const ahead = this.pace === 'quick' ? Math.min(this.quickResults * 2, mostAhead) : 0
    return Math.max(0, this.startable(limits) + ahead - this.ready.length)
  }

  isDue(now: number): boolean {
    return this.nextDueAt !== null && this.nextDueAt <= now
  }
}
