/**
 * One endpoint as the loop sees it: what is claimed for it, what is on its way to it, and what keeps it from starting
 * more. Endpoints share the connections by their lanes, so that one that hangs cannot keep them all.
 */
import type { Claimed } from '../store/claims.ts'
import type { EndpointRecord } from '../store/endpoints.ts'
import { RateWindow } from './rate-window.ts'

/** `unknown`: nothing has come back yet. `quick`: its latest request took less than a second, `slow`: more. */
export type Pace = 'unknown' | 'quick' | 'slow'

/** The connections as all lanes share them. */
export interface Limits {
  now: number
  /** Requests to one endpoint at a time, and requests that count in all. */
  concurrency: number
  /**
   * How many more may start to endpoints that are not known to be quick. Together they hold half of the connections at
   * most: whoever answers always finds the other half free, however many hang.
   */
  notQuick: number
}

export class Lane {
  /** As it is now: a change of its options counts from the next request on. */
  readonly endpoint: EndpointRecord
  /** Among all lanes, in the order of their making. */
  readonly place: number
  /** Claimed, not started, in order. */
  ready: Claimed[] = []
  inFlight = 0
  /** Of those in flight, how many no longer count against the connections. */
  setAside = 0
  pace: Pace = 'unknown'
  /** Of the first delivery that is not claimed; null when none waits. Never later than it really is. */
  nextDueAt: number | null = null
  /** The only delivery that waits and is not claimed, where that is known without reading. */
  fresh: Claimed | null = null
  /** No delivery of an ordered endpoint that waits has a lower seq. */
  orderedFrom = 0
  /** Results that came back quickly since the last claim. */
  quickResults = 0
  /** Whether it stands in the ring of lanes that start in turn. */
  inRing = false
  #rate: RateWindow | null = null
  #probe = { planned: Number.NaN, at: Number.NaN }

  constructor(endpoint: EndpointRecord, place: number) {
    this.endpoint = endpoint
    this.place = place
  }

  /** How many more of its requests may start now. */
  startable(limits: Limits): number {
    if (this.opensAt(limits.now) > limits.now) return 0
    const own = this.#ownLimit(limits) - this.inFlight
    const room = this.pace === 'quick' ? own : Math.min(own, limits.notQuick)
    const { rate } = this
    return Math.max(0, rate ? Math.min(room, rate.available(limits.now)) : room)
  }

  /** How many more to claim: what may start, and a little ahead of it where requests fly. */
  claimable(limits: Limits, mostAhead: number): number {
    if (this.opensAt(limits.now) > limits.now) return 0
    return Math.max(0, this.startable(limits) + this.#ahead(limits, mostAhead) - this.ready.length)
  }

  started(now: number): void {
    this.inFlight += 1
    this.rate?.start(now)
  }

  isDue(now: number): boolean {
    return this.nextDueAt !== null && this.nextDueAt <= now
  }

  /** Whether more is ready than one at a time: the order was switched on after it was claimed. */
  isOutOfOrder(): boolean {
    return this.endpoint.options.ordered && this.ready.length > 0 && this.ready.length + this.inFlight > 1
  }

  /** From when on the endpoint lets anything through: at the latest now, or a later time; infinite until something happens. */
  opensAt(now: number): number {
    const { paused, health } = this.endpoint
    if (paused !== null || health.refusedSince !== null) return Number.POSITIVE_INFINITY
    return Math.max(this.#probeAt(now) ?? now, this.rate?.nextAt(now) ?? now)
  }

  get rate(): RateWindow | null {
    const { rateLimit } = this.endpoint.options
    if (rateLimit === null) this.#rate = null
    else if (this.#rate?.limit !== rateLimit) this.#rate = new RateWindow(rateLimit, this.#rate)
    return this.#rate
  }

  /** When a probe may start; null while the breaker is closed. */
  #probeAt(now: number): number | null {
    const { health, options } = this.endpoint
    if (health.probeAt === null || options.breaker === null) return null
    if (this.#probe.planned !== health.probeAt) this.#probe = { planned: health.probeAt, at: health.probeAt }
    // A clock that is set back must not put it off by more than it waits.
    this.#probe.at = Math.min(this.#probe.at, now + options.breaker.probeAfterMs)
    return this.#probe.at
  }

  #ownLimit({ concurrency, now }: Limits): number {
    const { options } = this.endpoint
    const isProbing = this.#probeAt(now) !== null
    return options.ordered || isProbing ? 1 : (options.concurrency ?? concurrency)
  }

  /** Only where nothing but the connections limits it: whatever else does wants to be asked at each start. */
  #ahead({ concurrency }: Limits, mostAhead: number): number {
    const { options, health } = this.endpoint
    const isFree = !options.ordered && !options.rateLimit && health.openedAt === null
    if (!isFree || this.pace !== 'quick' || (options.concurrency ?? concurrency) < concurrency) return 0
    return Math.min(this.quickResults * 2, mostAhead)
  }
}
