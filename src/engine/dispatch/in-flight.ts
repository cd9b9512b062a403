/**
 * The requests on their way. An array whose items know their place, not a Map: a hash table that items enter and leave
 * twenty thousand times a second leaves its older versions behind, and those keep the dead items alive (8 MB promoted
 * per collection, 2.5 us a request).
 */
import type { Claimed } from '../store/claims.ts'
import type { RunningAttempt } from './attempt.ts'
import type { Lane, Limits } from './lane.ts'

export interface Running {
  claimed: Claimed
  lane: Lane
  attempt: RunningAttempt
  /** Of the clock that does not jump. */
  startedMs: number
  /** It takes so long that it gave its place among the connections to others. */
  setAside: boolean
  /** A person called it off: what comes of it is shown and changes nothing. */
  canceled: boolean
  /** What people should know of its start; null when nothing. */
  note: string | null
  place: number
}

export class InFlight {
  readonly #items: Running[] = []
  #setAside = 0

  get size(): number {
    return this.#items.length
  }

  /** Those that hold a place among the connections. */
  get counted(): number {
    return this.#items.length - this.#setAside
  }

  limits({ concurrency, now }: Pick<Limits, 'concurrency' | 'now'>): Limits {
    let notQuick = 0
    for (const { lane, setAside } of this.#items) if (lane.pace !== 'quick' && !setAside) notQuick += 1
    return { now, concurrency, notQuick: Math.ceil(concurrency / 2) - notQuick }
  }

  add(running: Running): void {
    running.place = this.#items.length
    this.#items.push(running)
  }

  remove(running: Running): void {
    const last = this.#items.pop()
    if (last && last !== running) {
      this.#items[running.place] = last
      last.place = running.place
    }
    if (running.setAside) this.#setAside -= 1
  }

  /** Sets aside what has been on its way since before `beforeMs`; answers with how many that were. */
  setAside(beforeMs: number): number {
    let count = 0
    for (const running of this.#items) {
      if (running.setAside || running.startedMs > beforeMs) continue
      running.setAside = true
      running.lane.setAside += 1
      running.lane.pace = 'slow'
      count += 1
    }
    this.#setAside += count
    return count
  }

  find(seq: number): Running | undefined {
    return this.#items.find(({ claimed }) => claimed.seq === seq)
  }

  [Symbol.iterator](): Iterator<Running> {
    return this.#items.values()
  }
}
