/**
 * One request on its way and the response that comes back: undici's handler and the caller's `SentRequest` in one
 * object, because twenty thousand of them are made a second. Settles exactly once, whatever comes first: the end of the
 * response, an error, a timeout, an abort.
 *
 * A keep-alive connection may have been closed by the receiver at the moment the request was written. Such a loss (on a
 * connection that served before, not one byte of response) says nothing about the receiver, so the request is sent
 * once more on a new connection within the same attempt. A receiver that did take the first copy sees `webhook-id`
 * twice, which at-least-once delivery tells it to expect; RFC 9112, section 9.3.1, and every browser do the same.
 *
 * The handler has the names of undici 7's own core (`onHeaders`, …): the newer ones are a wrapper around them that also
 * parses every head into an object, which cost 3 us a request.
 */
import { keptResponseBytes, largestResponseBytes } from '../../shared/limits.ts'
import type { AttemptTimings, HeaderList } from '../../shared/model.ts'
import type { Clock } from '../clock.ts'
import type { CarriedRequest, Connection, SocketFacts } from './connection.ts'
import type { Connections } from './connections.ts'
import {
  abortedFailure,
  explainError,
  explainTimeout,
  type Failure,
  type FailurePlace,
  isLoss,
  type Phase,
} from './errors.ts'
import type { Placed } from './in-flight.ts'
import { completeRequestHead } from './request-head.ts'
import { responseHead } from './response-head.ts'
import type { OutgoingRequest, SentAttempt, SentRequest } from './sender.ts'
import type { Target } from './target.ts'

export interface ExchangeTools {
  clock: Clock
  connections: Connections
  settled(exchange: Exchange): void
}

/** One for all of them: a field's own arrow function would be made anew with every request. */
const nothing = (): void => {}

export class Exchange implements SentRequest, CarriedRequest, Placed {
  readonly done: Promise<SentAttempt>
  readonly connectTimeoutMs: number
  readonly timings: AttemptTimings = {
    dnsMs: null,
    connectMs: null,
    tlsMs: null,
    firstByteMs: null,
    totalMs: 0,
  }
  phase: Phase = 'waiting'
  onNewSocket = false
  place = -1

  private readonly outgoing: OutgoingRequest
  private readonly target: Target
  private readonly tools: ExchangeTools
  private readonly startedMs: number
  private settle!: (attempt: SentAttempt) => void
  private settled = false
  private cancelTimer = nothing
  private connection: Connection | null = null
  private sentAgain = false

  private requestHead = ''
  private facts: SocketFacts = { remoteAddress: null, tlsProtocol: null }
  private statusCode: number | null = null
  private responseHead = ''
  private chunks: Buffer[] = []
  private responseBytes = 0

  constructor(outgoing: OutgoingRequest, target: Target, tools: ExchangeTools) {
    this.outgoing = outgoing
    this.target = target
    this.tools = tools
    this.connectTimeoutMs = outgoing.connectTimeoutMs
    this.startedMs = tools.clock.monotonicMs()
    this.done = new Promise((resolve) => {
      this.settle = resolve
    })
  }

  start(): void {
    const { timeoutMs } = this.outgoing
    this.cancelTimer = this.tools.clock.after(timeoutMs, () =>
      this.finish(explainTimeout(this.failurePlace(), timeoutMs)),
    )
    this.sendOver(this.tools.connections.take(this.target.origin))
  }

  abort(): void {
    this.finish(abortedFailure)
  }

  connectTimedOut(): void {
    this.finish(explainTimeout(this.failurePlace(), this.connectTimeoutMs))
  }

  headSent(announced: string, facts: SocketFacts): void {
    this.requestHead = completeRequestHead(announced, this.outgoing)
    this.facts = facts
  }

  /** undici wants it to be there; what it tells is known from `headSent`. */
  onConnect(): void {}

  onResponseStarted(): void {
    this.timings.firstByteMs ??= this.elapsedMs()
  }

  onHeaders(statusCode: number, rawHeaders: Buffer[]): boolean {
    // Early hints and the like precede the answer.
    if (statusCode < 200) return true
    this.statusCode = statusCode
    this.phase = 'receiving'
    this.responseHead = responseHead(statusCode, rawHeaders)
    return true
  }

  onData(chunk: Buffer): boolean {
    if (this.settled) return true
    if (this.responseBytes < keptResponseBytes) this.chunks.push(chunk)
    this.responseBytes += chunk.length
    if (this.responseBytes > largestResponseBytes) this.finish(null)
    return true
  }

  onComplete(): void {
    const { connection } = this
    this.connection = null
    if (connection) this.tools.connections.release(connection)
    this.finish(null)
  }

  onError(error: unknown): void {
    if (this.settled) return
    if (this.mayHaveBeenStale(error)) {
      this.sentAgain = true
      this.connection?.destroy()
      this.sendOver(this.tools.connections.open(this.target.origin))
      return
    }
    this.finish(explainError(error, this.failurePlace()))
  }

  private sendOver(connection: Connection): void {
    const { method, headers, body } = this.outgoing
    this.connection = connection
    this.onNewSocket = false
    connection.carry(this, {
      path: this.target.path,
      method,
      headers: inTurn(headers),
      body: body.length > 0 ? body : null,
    })
  }

  private mayHaveBeenStale(error: unknown): boolean {
    if (this.onNewSocket || this.sentAgain || this.timings.firstByteMs !== null) return false
    return isLoss(error, this.failurePlace())
  }

  /** A connection that it still holds did not come to a clean end, and is closed. */
  private finish(failure: Failure | null): void {
    if (this.settled) return
    this.settled = true
    this.cancelTimer()
    this.connection?.destroy()
    this.connection = null
    this.timings.totalMs = this.elapsedMs()
    this.tools.settled(this)
    this.settle(this.attempt(failure))
  }

  private attempt(failure: Failure | null): SentAttempt {
    const [only] = this.chunks
    const whole = this.chunks.length === 1 && only ? only : Buffer.concat(this.chunks)
    return {
      statusCode: this.statusCode,
      errorCode: failure?.errorCode ?? null,
      errorMessage: failure?.errorMessage ?? null,
      timings: this.timings,
      requestHead: this.requestHead,
      responseHead: this.responseHead,
      responseBody: whole.subarray(0, keptResponseBytes),
      responseBytes: this.responseBytes,
      responseTruncated: this.responseBytes > keptResponseBytes,
      // The one that is spoken; an answer of an HTTP/1.0 server does not change it.
      httpVersion: this.requestHead ? '1.1' : null,
      remoteAddress: this.facts.remoteAddress,
      tlsProtocol: this.facts.tlsProtocol,
    }
  }

  private failurePlace(): FailurePlace {
    const { target, phase, statusCode, responseBytes } = this
    return { url: target.url, phase, statusCode, responseBytes }
  }

  private elapsedMs(): number {
    return this.tools.clock.monotonicMs() - this.startedMs
  }
}

/** Names and values in turn, as undici takes them; a loop is several times faster than `flat()`. */
function inTurn(headers: HeaderList): string[] {
  const flat: string[] = []
  for (const [name, value] of headers) flat.push(name, value)
  return flat
}
