/** What a failure is, and where it happened. The codes and sentences are in explain.ts and the files that it calls. */
import type { Target } from './target.ts'

/**
 * How far a request came. `connecting`: no TCP connection yet, to the proxy where there is one. `tunneling`: the proxy
 * is reached, the target behind it is not. `securing`: the TLS handshake with the target is not complete.
 */
export type Phase = 'connecting' | 'tunneling' | 'securing' | 'waiting' | 'receiving'

export interface FailurePlace {
  target: Target
  /** `proxy.example:3128`; null without one. */
  proxy: string | null
  phase: Phase
  /** Null before the response's headers. */
  statusCode: number | null
  /** Of the response's body, so far. */
  responseBytes: number
}

export interface Failure {
  /** Stable; people filter by it. */
  errorCode: string
  /** What happened and what to do. */
  errorMessage: string
}

export const abortedFailure: Failure = {
  errorCode: 'aborted',
  errorMessage: 'Called off before the answer was complete; whether the receiver acted on it is unknown.',
}

/** An error that says all of it already. */
export class ExplainedError extends Error {
  readonly failure: Failure

  constructor(errorCode: string, errorMessage: string) {
    super(errorMessage)
    this.failure = { errorCode, errorMessage }
  }
}

/** Who is at the other end of the connection, as the beginning of a sentence. */
export function peerOf({ target, proxy, phase }: FailurePlace): string {
  if (proxy === null) return target.where
  if (phase === 'connecting' || phase === 'tunneling' || !target.secure) return `The proxy ${proxy}`
  return `${target.where} (through the proxy ${proxy})`
}

/** The same in the middle of a sentence. */
export function innerPeerOf(place: FailurePlace): string {
  return peerOf(place).replace(/^The /, 'the ')
}
