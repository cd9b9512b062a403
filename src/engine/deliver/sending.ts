/**
 * One attempt on its way: the request, the redirects that it follows, one timeout over all of them, and what comes of
 * it. Settles exactly once.
 */
import { keptResponseBytes } from '../../shared/limits.ts'
import type { Transport } from '../../shared/model.ts'
import { defaultTransport } from '../../shared/endpoint.ts'
import type { Clock } from '../clock.ts'
import type { Hop } from './carrier.ts'
import type { Connections } from './connections.ts'
import { joinNotes, withDecodedBody } from './decoded-response.ts'
import { Exchange, type ExchangeOwner } from './exchange.ts'
import { explainTimeout } from './explain.ts'
import { abortedFailure, type Failure } from './failure.ts'
import type { Placed } from './in-flight.ts'
import { proxyWhere } from './proxy-address.ts'
import { Redirects } from './redirects.ts'
import type { Route } from './route.ts'
import type { OutgoingRequest, SentAttempt, SentRequest } from './sender.ts'
import type { Target } from './target.ts'

export interface SendingTools {
  clock: Clock
  connections: Connections
  routeTo(target: Target, transport: Transport): Route
  settled(sending: Sending): void
}

/** One for all of them: a field's own arrow function would be made anew with every request. */
const nothing = (): void => {}

export class Sending implements SentRequest, ExchangeOwner, Placed {
  readonly done: Promise<SentAttempt>
  readonly clock: Clock
  readonly connections: Connections
  readonly startedMs: number
  place = -1

  private readonly outgoing: OutgoingRequest
  private readonly tools: SendingTools
  private settle!: (attempt: SentAttempt | Promise<SentAttempt>) => void
  private settled = false
  private cancelTimer = nothing
  private redirects: Redirects | null = null
  private exchange: Exchange

  constructor(outgoing: OutgoingRequest, target: Target, tools: SendingTools) {
    this.outgoing = outgoing
    this.tools = tools
    this.clock = tools.clock
    this.connections = tools.connections
    this.startedMs = tools.clock.monotonicMs()
    this.done = new Promise((resolve) => {
      this.settle = resolve
    })
    const { method, headers, body } = outgoing
    this.exchange = this.exchangeFor({ target, method, headers, body })
  }

  get connectTimeoutMs(): number {
    return this.outgoing.connectTimeoutMs
  }

  start(): void {
    const { timeoutMs } = this.outgoing
    this.cancelTimer = this.clock.after(timeoutMs, () =>
      this.finish(explainTimeout(this.exchange.place(), timeoutMs)),
    )
    this.exchange.start()
  }

  abort(): void {
    this.finish(abortedFailure)
  }

  ended(failure: Failure | null): void {
    const next = failure ? null : this.nextHop()
    if (next && 'hop' in next) {
      this.exchange = this.exchangeFor(next.hop)
      this.exchange.start()
    } else {
      this.finish(next ? next.failure : failure)
    }
  }

  private exchangeFor(hop: Hop): Exchange {
    const route = this.tools.routeTo(hop.target, this.outgoing.transport ?? defaultTransport)
    return new Exchange(hop, route, this)
  }

  private nextHop(): ReturnType<Redirects['next']> {
    if (!this.outgoing.transport?.followRedirects) return null
    const { hop, statusCode, responseHead } = this.exchange
    this.redirects ??= new Redirects()
    return this.redirects.next(hop, statusCode, responseHead)
  }

  private finish(failure: Failure | null): void {
    if (this.settled) return
    this.settled = true
    this.cancelTimer()
    this.exchange.callOff()
    this.exchange.timings.totalMs = this.clock.monotonicMs() - this.startedMs
    this.tools.settled(this)
    this.settle(this.attempt(failure))
  }

  /** Only where a body has to be decoded does it take another turn of the loop. */
  private attempt(failure: Failure | null): SentAttempt | Promise<SentAttempt> {
    const { exchange } = this
    const { body, facts } = exchange
    const attempt: SentAttempt = {
      statusCode: exchange.statusCode,
      errorCode: failure?.errorCode ?? null,
      errorMessage: failure?.errorMessage ?? null,
      timings: exchange.timings,
      requestHead: exchange.requestHead,
      responseHead: exchange.responseHead,
      responseBody: body.start(),
      responseBytes: body.bytes,
      responseTruncated: body.bytes > keptResponseBytes,
      httpVersion: exchange.httpVersion,
      remoteAddress: facts?.remoteAddress ?? null,
      tlsProtocol: facts?.tlsProtocol ?? null,
      certificate: facts?.certificate ?? null,
      note: this.note(),
    }
    return body.encoded && body.bytes > 0 ? withDecodedBody(attempt, body) : attempt
  }

  private note(): string | null {
    const { redirects, exchange } = this
    const { route, answeredEarly, requestHead } = exchange
    if (!redirects && !answeredEarly && route.proxy === null) return null
    return joinNotes([
      redirects?.note() ?? null,
      route.proxy !== null && requestHead !== ''
        ? `Sent through the proxy ${proxyWhere(route.proxy)}.`
        : null,
      answeredEarly ? 'The answer was complete before all of the body had been sent.' : null,
    ])
  }
}
