/**
 * A rate limit: at most so many starts within any span of its length, wherever the span begins. Remembers the times of
 * the latest starts; a restart of the application forgets them.
 */
import type { RateLimit } from '../../shared/endpoint.ts'

/** Starts that have left the span are dropped by so many at a time. */
const mostForgotten = 1_000

export class RateWindow {
  readonly limit: RateLimit
  /** The latest starts, oldest first. */
  #starts: number[] = []
  /** Index of the oldest one that is within the span. */
  #first = 0

  /** `before`: the one that it takes the place of; starts that it remembers count. */
  constructor(limit: RateLimit, before: RateWindow | null = null) {
    this.limit = limit
    if (before) this.#starts = before.#starts.slice(before.#first)
  }

  /** How many may start now. */
  available(now: number): number {
    this.#forget(now)
    return this.limit.count - (this.#starts.length - this.#first)
  }

  /** When the next one may start; `now` or earlier when one may at once. */
  nextAt(now: number): number {
    if (this.available(now) > 0) return now
    const { count, perMs } = this.limit
    // More of them than the limit was lowered to must pass before the next one.
    return (this.#starts[this.#starts.length - count] ?? now) + perMs
  }

  start(now: number): void {
    // They stay in order, also where the clock was set back meanwhile.
    this.#starts.push(Math.max(now, this.#starts.at(-1) ?? now))
  }

  /** The clock was set forward: what was started is no older for it. */
  leap(ms: number): void {
    this.#starts = this.#starts.map((at) => at + ms)
  }

  /** What lies outside the span, and what a clock that was set back has put into the future. */
  #forget(now: number): void {
    const latest = this.#starts.at(-1)
    if (latest === undefined) return
    if (latest > now) this.#starts = this.#starts.map((at) => Math.min(at, now))
    const from = now - this.limit.perMs
    while (this.#first < this.#starts.length && (this.#starts[this.#first] ?? now) <= from) this.#first += 1
    if (this.#first < mostForgotten && this.#first < this.#starts.length) return
    this.#starts = this.#starts.slice(this.#first)
    this.#first = 0
  }
}
