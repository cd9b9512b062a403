/** What every command answers with, over every transport. An error is a value; nothing is thrown across a border. */

export interface Failure {
  /** Stable, for programs: `url_invalid`, `event_exists`, … */
  code: string
  /** One sentence for people: what is wrong and what to do. */
  message: string
  details?: {
    /** Where in the input: `retrySchedule.2`, `headers.0.0`. */
    field?: string
    [key: string]: unknown
  }
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }

/** An expected refusal, thrown inside the engine and turned into a `Result` at its gate. */
export class Refusal extends Error {
  readonly code: string
  readonly details: Failure['details']

  constructor(code: string, message: string, details?: Failure['details']) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }

  toFailure(): Failure {
    return { code: this.code, message: this.message, ...(this.details ? { details: this.details } : {}) }
  }
}
