/** What carries requests over a connection that stands, HTTP/1.1 or HTTP/2, and what it tells the request. */
import type { AttemptTimings, CertificateSummary, HeaderList } from '../../shared/model.ts'
import type { Phase } from './failure.ts'
import type { Target } from './target.ts'

/** What is known of a connection. */
export interface ConnectionFacts {
  /** `127.0.0.1:3000`, `[::1]:3000`, `unix:/run/app.sock`. */
  remoteAddress: string | null
  tlsProtocol: string | null
  certificate: CertificateSummary | null
}

/** One request of an attempt; the redirects that it follows are others. */
export interface Hop {
  target: Target
  method: string
  headers: HeaderList
  body: Buffer
}

/**
 * A request as its connection sees it. What happens to the response has the names of undici 7's own core (`onHeaders`,
 * …), so that a request is its own handler: the newer names are a wrapper around them that also parses every head into
 * an object, which cost 3 us a request.
 */
export interface CarriedRequest {
  readonly connectTimeoutMs: number
  readonly timings: AttemptTimings
  phase: Phase
  /** True when a socket was opened for this request; false on one that was open already. */
  onNewSocket: boolean
  facts: ConnectionFacts | null
  connectTimedOut(): void
  /** The whole head, as it goes over the wire. */
  headSent(head: string, httpVersion: '1.1' | '2'): void
  onConnect(): void
  /** The first byte has come. */
  onResponseStarted(): void
  onHeaders(statusCode: number, rawHeaders: Buffer[]): boolean
  /** The same for those who have the head as text; not for 1xx. */
  answered(statusCode: number, head: string): void
  onData(chunk: Buffer): boolean
  onComplete(): void
  onError(error: unknown): void
}

export interface Carrier {
  /** One at a time. */
  carry(request: CarriedRequest, hop: Hop): void
  /** Whether some of the last request's body has not left yet; an answer may be complete before that. */
  readonly sending: boolean
  /** Calls back when nothing is left to send, unless the connection is lost before. */
  whenSent(callback: () => void): void
  /** Ends what it carries without a word to it. */
  destroy(): void
}
