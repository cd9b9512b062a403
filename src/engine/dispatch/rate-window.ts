/**
 * A rate limit: at most so many starts within any span of its length, wherever the span begins. Remembers the times of
 * the latest starts; a restart of the application forgets them.
 */
import type { RateLimit } from '../../shared/endpoint.ts'

export class RateWindow {
  readonly limit: RateLimit
  /** The latest starts, oldest first. */
  #starts: number[] = []

  /** `before`: the one that it takes the place of; starts that it remembers count. */
  constructor(limit: RateLimit, before: RateWindow | null = null) {
    this.limit = limit
    if (before) this.#starts = before.#starts
  }

  /** How many may start now. */
  available(now: number): number {
    this.#forget(now)
    return this.limit.count - this.#starts.length
  }

  /** When the next one may start; `now` or earlier when one may at once. */
  nextAt(now: number): number {
    if (this.available(now) > 0) return now
    const { count, perMs } = this.limit
    // More of them than the limit was lowered to must pass before the next one.
    return (this.#starts[this.#starts.length - count] ?? now) + perMs
  }

  start(now: number): void {
    this.#starts.push(now)
  }

  /** The clock was set forward: what was started is no older for it. */
  leap(ms: number): void {
    this.#starts = this.#starts.map((at) => at + ms)
  }

  /** What lies outside the span, and what a clock that was set back has put into the future. */
  #forget(now: number): void {
    const { perMs } = this.limit
    if (this.#starts.some((at) => at > now)) this.#starts = this.#starts.map((at) => Math.min(at, now))
    const first = this.#starts.findIndex((at) => at > now - perMs)
    if (first === -1) this.#starts = []
    else if (first > 0) this.#starts = this.#starts.slice(first)
  }
}
