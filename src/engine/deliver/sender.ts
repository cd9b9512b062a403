/**
 * Sends one HTTP request and reports all that can be seen of it. Decides nothing: success, retries and compression
 * fallbacks are the caller's.
 */
import type { AttemptTimings, CertificateSummary, HeaderList, Transport } from '../../shared/model.ts'

export interface OutgoingRequest {
  /** http, https or `unix:/path/to.sock:/hook`. */
  url: string
  method: string
  /** All headers but `Host`, `Connection` and `Content-Length`, in order. */
  headers: HeaderList
  body: Buffer
  /** For the whole attempt, from the call to the end of the response, with all redirects. */
  timeoutMs: number
  /** For each connection that the attempt opens. */
  connectTimeoutMs: number
  /** By default `defaultTransport` of shared/endpoint.ts. */
  transport?: Transport
}

/** Of redirects that were followed, all but the timings' sum and the note is of the last request. */
export interface SentAttempt {
  statusCode: number | null
  errorCode: string | null
  errorMessage: string | null
  timings: AttemptTimings
  /**
   * The request's head as it went over the wire: request line and headers, or HTTP/2's headers with the pseudo headers
   * first; empty when no connection came about. `parseHead` reads both.
   */
  requestHead: string
  /** `HTTP 200`, then a line a header, each ended by CRLF; empty without an answer. `parseHead` reads it. */
  responseHead: string
  /** The first 64 KiB, without its content encoding where that could be undone. */
  responseBody: Buffer
  /** As it came over the wire, as far as it was read. */
  responseBytes: number
  /** More came, or would have come, than `responseBody` holds. */
  responseTruncated: boolean
  /** `1.1` or `2`. */
  httpVersion: string | null
  /** Who answered: `127.0.0.1:3000`, `unix:/run/app.sock`, the proxy's address behind one. */
  remoteAddress: string | null
  tlsProtocol: string | null
  /** What the server showed, also where it was not trusted; null without TLS. */
  certificate: CertificateSummary | null
  /** What people should know besides, in sentences: redirects, the proxy, a body that could not be decoded. */
  note: string | null
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
