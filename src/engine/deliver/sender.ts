/**
 * Sends one HTTP request and reports all that can be seen of it. Decides nothing: success, retries and compression
 * fallbacks are the caller's.
 */
import type { AttemptTimings, HeaderList } from '../../shared/model.ts'

export interface OutgoingRequest {
  url: string
  method: string
  /** All headers but `Host`, `Connection` and `Content-Length`, in order. */
  headers: HeaderList
  body: Buffer
  /** For the whole attempt, from the call to the end of the response. */
  timeoutMs: number
  connectTimeoutMs: number
}

export interface SentAttempt {
  statusCode: number | null
  errorCode: string | null
  errorMessage: string | null
  timings: AttemptTimings
  /** The request's head as it went over the wire: request line and headers; empty when no connection came about. */
  requestHead: string
  /** `HTTP 200`, then the header lines as they came, each ended by CRLF; empty without an answer. `parseHead` reads it. */
  responseHead: string
  /** The first 64 KiB. */
  responseBody: Buffer
  responseBytes: number
  responseTruncated: boolean
  httpVersion: string | null
  remoteAddress: string | null
  tlsProtocol: string | null
}

export interface SentRequest {
  /** Never rejects. */
  done: Promise<SentAttempt>
  /** Ends it at once, with error code `aborted`. */
  abort(): void
}

export interface Sender {
  send(request: OutgoingRequest): SentRequest
  /** Closes idle connections, aborts what still runs, and settles when all sockets are gone. */
  close(): Promise<void>
}
