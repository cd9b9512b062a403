/**
 * One request on its way and the response that comes back. It is undici's handler itself, because twenty thousand of
 * them are made a second. Ends exactly once, whatever comes first: the end of the response, an error, a call-off.
 *
 * A keep-alive connection may have been closed by the receiver at the moment the request was written. Such a loss (on a
 * connection that served before, not one byte of response) says nothing about the receiver, so the request is sent
 * once more on a new connection within the same attempt. A receiver that did take the first copy sees `webhook-id`
 * twice, which at-least-once delivery tells it to expect; RFC 9112, section 9.3.1, and every browser do the same.
 */
import type { AttemptTimings } from '../../shared/model.ts'
import type { Clock } from '../clock.ts'
import type { CarriedRequest, ConnectionFacts, Hop } from './carrier.ts'
import type { Connection } from './connection.ts'
import type { Connections } from './connections.ts'
import { explainError, explainTimeout, isLoss } from './explain.ts'
import type { Failure, FailurePlace, Phase } from './failure.ts'
import { proxyWhere, readProxy } from './proxy-address.ts'
import { ResponseBody } from './response-body.ts'
import { responseHead } from './response-head.ts'
import type { Route } from './route.ts'
import { proxyAuthorizationError } from './tunnel.ts'

/** The attempt that a request belongs to. */
export interface ExchangeOwner {
  readonly clock: Clock
  readonly connections: Connections
  readonly startedMs: number
  readonly connectTimeoutMs: number
  ended(failure: Failure | null): void
}

export class Exchange implements CarriedRequest {
  readonly timings: AttemptTimings = {
    dnsMs: null,
    connectMs: null,
    tlsMs: null,
    firstByteMs: null,
    totalMs: 0,
  }
  readonly hop: Hop
  readonly route: Route
  phase: Phase = 'waiting'
  onNewSocket = false
  facts: ConnectionFacts | null = null
  requestHead = ''
  httpVersion: string | null = null
  statusCode: number | null = null
  responseHead = ''
  readonly body = new ResponseBody()
  /** The answer was complete before all of the request had left. */
  answeredEarly = false

  private readonly owner: ExchangeOwner
  private connection: Connection | null = null
  private ended = false
  private sentAgain = false

  constructor(hop: Hop, route: Route, owner: ExchangeOwner) {
    this.hop = hop
    this.route = route
    this.owner = owner
  }

  get connectTimeoutMs(): number {
    return this.owner.connectTimeoutMs
  }

  start(): void {
    this.sendOver(this.owner.connections.take(this.route))
  }

  /** Ends it without a word to its owner. */
  callOff(): void {
    this.ended = true
    this.connection?.destroy()
    this.connection = null
  }

  connectTimedOut(): void {
    this.end(explainTimeout(this.place(), this.connectTimeoutMs))
  }

  headSent(head: string, httpVersion: '1.1' | '2'): void {
    this.requestHead = head
    // The one that is spoken; an answer of an HTTP/1.0 server does not change it.
    this.httpVersion = httpVersion
  }

  /** undici wants it to be there; what it tells is known from `headSent`. */
  onConnect(): void {}

  onResponseStarted(): void {
    this.timings.firstByteMs ??= this.owner.clock.monotonicMs() - this.owner.startedMs
  }

  onHeaders(statusCode: number, rawHeaders: Buffer[]): boolean {
    // Early hints and the like precede the answer.
    if (statusCode >= 200) this.answered(statusCode, responseHead(statusCode, rawHeaders))
    return true
  }

  answered(statusCode: number, head: string): void {
    this.statusCode = statusCode
    this.responseHead = head
    this.phase = 'receiving'
    if (isEncoded(head)) this.body.holdEncoded()
  }

  onData(chunk: Buffer): boolean {
    if (this.ended) return true
    this.body.add(chunk)
    if (this.body.tooLarge) this.end(null)
    return true
  }

  onComplete(): void {
    const { connection } = this
    this.connection = null
    if (connection) this.giveBack(connection)
    this.end(this.statusCode === 407 ? this.proxyRefusal() : null)
  }

  onError(error: unknown): void {
    if (this.ended) return
    if (this.mayHaveBeenStale(error)) {
      this.sentAgain = true
      this.connection?.destroy()
      this.sendOver(this.owner.connections.open(this.route))
      return
    }
    this.end(explainError(this.connection?.reasonOf(error) ?? error, this.place()))
  }

  place(): FailurePlace {
    const { phase, statusCode } = this
    const { target, proxy } = this.route
    const proxyName = proxy === null ? null : proxyWhere(proxy)
    return { target, proxy: proxyName, phase, statusCode, responseBytes: this.body.bytes }
  }

  private sendOver(connection: Connection): void {
    this.connection = connection
    this.onNewSocket = false
    try {
      connection.carry(this, this.hop)
    } catch (error) {
      this.onError(error)
    }
  }

  /**
   * A receiver that answers well before it has read everything may still want the rest, and gets it; one that refuses
   * does not (curl does the same).
   */
  private giveBack(connection: Connection): void {
    this.answeredEarly = connection.sending
    const refused = this.statusCode === null || this.statusCode >= 300
    if (this.answeredEarly && refused) connection.destroy()
    else this.owner.connections.release(connection)
  }

  private mayHaveBeenStale(error: unknown): boolean {
    if (this.onNewSocket || this.sentAgain || this.timings.firstByteMs !== null) return false
    return isLoss(error, this.place())
  }

  /** A plain request to a proxy is answered by it where it wants a password. */
  private proxyRefusal(): Failure | null {
    const { proxy, target } = this.route
    return proxy === null || target.secure ? null : proxyAuthorizationError(readProxy(proxy)).failure
  }

  /** A connection that it still holds did not come to a clean end, and is closed. */
  private end(failure: Failure | null): void {
    if (this.ended) return
    this.callOff()
    this.owner.ended(failure)
  }
}

/** 0.05 us, where reading the head would take 1. */
function isEncoded(head: string): boolean {
  return /\ncontent-encoding:(?![ \t]*(?:identity[ \t]*)?\r)/i.test(head)
}
