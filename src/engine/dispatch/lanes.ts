/** All lanes: which endpoints have something due, and whose turn it is to start a request. */
import type { EndpointMemory } from '../endpoint-memory.ts'
import type { Claimed, Claims } from '../store/claims.ts'
import type { Due } from '../store/changes.ts'
import { Lane } from './lane.ts'

export interface Claim {
  lane: Lane
  claimed: Claimed[]
  nextDueAt: number | null
  /** Of an ordered endpoint: the first that waits. */
  orderedFrom?: number
}

export class Lanes {
  readonly #endpoints: Pick<EndpointMemory, 'get'>
  readonly #byEndpoint = new Map<number, Lane>()
  /** Lanes with something ready; they start in turn. */
  #ring: Lane[] = []
  #turn = 0
  /** Of the lanes that are not known to be quick, the one claimed for last: the next claim begins behind it. */
  #lastClaimed = -1

  constructor(endpoints: Pick<EndpointMemory, 'get'>) {
    this.#endpoints = endpoints
  }

  of(endpointSeq: number): Lane {
    let lane = this.#byEndpoint.get(endpointSeq)
    if (!lane) {
      lane = new Lane(this.#endpoints.get(endpointSeq), this.#byEndpoint.size)
      this.#byEndpoint.set(endpointSeq, lane)
    }
    return lane
  }

  /** Asks the store anew, after a start or when a transaction was rolled back. */
  reload(claims: Claims): void {
    for (const lane of this.#byEndpoint.values()) {
      lane.nextDueAt = null
      lane.fresh = null
      lane.orderedFrom = 0
    }
    for (const { endpointSeq, at } of claims.endpoints()) this.of(endpointSeq).nextDueAt = at
  }

  /** Deliveries wait that did not before. */
  note(due: readonly Due[]): void {
    for (const { endpointSeq, at, seq, fresh } of due) {
      const lane = this.of(endpointSeq)
      lane.fresh = lane.nextDueAt === null && fresh ? fresh : null
      lane.orderedFrom = Math.min(lane.orderedFrom, seq)
      lane.nextDueAt = lane.nextDueAt === null ? at : Math.min(lane.nextDueAt, at)
    }
  }

  /** The clock was set forward by so much, without that this much time has passed. */
  leap(ms: number): void {
    if (ms > 0) for (const lane of this.#byEndpoint.values()) lane.rate?.leap(ms)
  }

  /** Lanes of which something is due, in turn. */
  due(now: number): Lane[] {
    const due: Lane[] = []
    for (const lane of this.#byEndpoint.values()) if (lane.isDue(now)) due.push(lane)
    const first = due.findIndex(({ place }) => place > this.#lastClaimed)
    return first > 0 ? [...due.slice(first), ...due.slice(0, first)] : due
  }

  /** When to claim next: the earliest time at which something is due and let through; infinite when nothing is. */
  nextClaimAt(now: number, mayClaim: (lane: Lane) => boolean): number {
    let earliest = Number.POSITIVE_INFINITY
    for (const lane of this.#byEndpoint.values()) {
      const { nextDueAt } = lane
      if (nextDueAt === null || nextDueAt >= earliest) continue
      const at = Math.max(nextDueAt, lane.opensAt(now))
      // What is held up by what is on its way goes on with the next result.
      if (at < earliest && (at > now || mayClaim(lane))) earliest = at
    }
    return earliest
  }

  /** After the commit that claimed them. */
  take({ lane, claimed, nextDueAt, orderedFrom }: Claim): void {
    lane.nextDueAt = nextDueAt
    lane.orderedFrom = orderedFrom ?? lane.orderedFrom
    lane.quickResults = 0
    lane.fresh = null
    if (claimed.length === 0) return
    if (lane.pace !== 'quick') this.#lastClaimed = lane.place
    if (!lane.inRing) this.#ring.push(lane)
    lane.inRing = true
    for (const one of claimed) lane.ready.push(one)
  }

  /** The lane whose turn it is to start a request; null when none may. */
  next(mayStart: (lane: Lane) => boolean): Lane | null {
    for (let tries = this.#ring.length; tries > 0; tries -= 1) {
      if (this.#turn >= this.#ring.length) this.#turn = 0
      const lane = this.#ring[this.#turn]
      if (!lane) return null
      if (lane.ready.length === 0) {
        this.#ring.splice(this.#turn, 1)
        lane.inRing = false
        continue
      }
      this.#turn += 1
      if (mayStart(lane)) return lane
    }
    return null
  }

  /**
   * What is claimed and not started waits again, of all lanes or of those chosen; nothing is to be written for it.
   * Answers with what that was.
   */
  dropReady(now: number, isChosen: (lane: Lane) => boolean = () => true): Claimed[] {
    const dropped: Claimed[] = []
    for (const lane of this.#ring) {
      if (lane.ready.length === 0 || !isChosen(lane)) continue
      lane.nextDueAt = now
      lane.fresh = null
      dropped.push(...lane.ready)
      lane.ready = []
    }
    return dropped
  }

  /** A claimed delivery is not to be started any more. */
  drop(seq: number): void {
    for (const lane of this.#ring) lane.ready = lane.ready.filter((claimed) => claimed.seq !== seq)
  }

  get readyCount(): number {
    return this.#ring.reduce((sum, lane) => sum + lane.ready.length, 0)
  }

  *ready(): Iterable<Claimed> {
    for (const lane of this.#ring) yield* lane.ready
  }
}
