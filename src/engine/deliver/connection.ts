/**
 * One connection over one route, carrying one request at a time: its own socket, opened for the request that it carries
 * first. That makes plain which request a socket is opened for, so its phases, its own connect timeout and an abort
 * while connecting belong to that request; a pool tells none of it.
 */
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Clock } from '../clock.ts'
import { certificateOf } from './certificate.ts'
import type { Carrier, CarriedRequest, ConnectionFacts, Hop } from './carrier.ts'
import { codeOf } from './error-facts.ts'
import type { Phase } from './failure.ts'
import { Http1 } from './http1.ts'
import { Http2 } from './http2.ts'
import { openSocket, type OpeningSteps } from './open-socket.ts'
import { type Proxy, readProxy } from './proxy-address.ts'
import type { Route } from './route.ts'
import type { TlsContexts } from './tls-contexts.ts'

export interface ConnectionTools {
  clock: Clock
  contexts: TlsContexts
  /** A socket came into being; it still has to connect. */
  opened(connection: Connection, socket: Socket): void
  /** It carries nothing any more. */
  disconnected(connection: Connection): void
}

export class Connection {
  readonly route: Route
  private readonly tools: ConnectionTools
  private readonly sockets: Socket[] = []
  private carrier: Carrier | null = null
  private http1: Http1 | null = null
  private facts: ConnectionFacts | null = null
  private firstError: Error | null = null
  private ended = false
  private cancelConnectTimer = (): void => {}

  constructor(route: Route, tools: ConnectionTools) {
    this.route = route
    this.tools = tools
  }

  /** False when no further request can go over it. */
  get usable(): boolean {
    return !this.ended && this.carrier !== null && this.sockets.at(-1)?.destroyed === false
  }

  /** The last answer was complete before all of its request had left. */
  get sending(): boolean {
    return this.carrier?.sending ?? false
  }

  whenSent(callback: () => void): void {
    this.carrier?.whenSent(callback)
  }

  carry(request: CarriedRequest, hop: Hop): void {
    if (!this.carrier) return void this.open(request, hop)
    request.facts = this.facts
    this.carrier.carry(request, hop)
  }

  /** undici tells of a closed connection; a TLS alert that the server sent before says why. */
  reasonOf(error: unknown): unknown {
    return codeOf(error) === 'UND_ERR_SOCKET' ? (this.firstError ?? error) : error
  }

  /** Told of every head that undici sends over its socket. */
  headSent(announced: string): void {
    this.http1?.headSent(announced)
  }

  /** Ends what it carries without a word to it; the request has settled, or is being settled by the caller. */
  destroy(): void {
    this.ended = true
    this.cancelConnectTimer()
    this.carrier?.destroy()
    this.destroySockets()
  }

  private async open(request: CarriedRequest, hop: Hop): Promise<void> {
    request.onNewSocket = true
    request.facts = null
    request.phase = 'connecting'
    const { clock, contexts } = this.tools
    this.cancelConnectTimer = clock.after(request.connectTimeoutMs, () => request.connectTimedOut())
    try {
      const proxy = this.route.proxy === null ? null : readProxy(this.route.proxy)
      const socket = await openSocket({ route: this.route, proxy, contexts, steps: this.stepsFor(request) })
      this.cancelConnectTimer()
      if (this.ended) return
      request.phase = 'waiting'
      this.carrier = this.carrierOver(socket, proxy)
      this.facts = request.facts ?? factsOf(socket, this.route)
      this.carry(request, hop)
    } catch (error) {
      if (this.ended) return
      this.destroy()
      request.onError(error)
    }
  }

  private carrierOver(socket: Socket, proxy: Proxy | null): Carrier {
    const { target } = this.route
    const disconnected = (): void => {
      if (this.ended) return
      this.ended = true
      this.tools.disconnected(this)
    }
    if (socket instanceof TLSSocket && socket.alpnProtocol === 'h2') {
      return new Http2(socket, { target, clock: this.tools.clock, disconnected })
    }
    this.http1 = new Http1(socket, { target, proxy: target.secure ? null : proxy, disconnected })
    return this.http1
  }

  private stepsFor(request: CarriedRequest): OpeningSteps {
    const { clock } = this.tools
    let since = clock.monotonicMs()
    return {
      made: (socket) => {
        socket.on('error', (error) => {
          this.firstError ??= error
        })
        socket.once('close', () => this.destroySockets())
        this.sockets.push(socket)
        this.tools.opened(this, socket)
        if (this.ended) socket.destroy()
      },
      enter: (phase: Phase) => {
        request.phase = phase
      },
      timed: (part) => {
        const now = clock.monotonicMs()
        request.timings[part] = now - since
        since = now
      },
      secured: (socket) => {
        request.facts = factsOf(socket, this.route)
      },
    }
  }

  /**
   * The outermost first, because it still writes to those in it: destroying a socket and then the TLS around it in one
   * turn of the loop crashes Node (20 and 24) with a segmentation fault.
   */
  private destroySockets(): void {
    for (let index = this.sockets.length - 1; index >= 0; index -= 1) this.sockets[index]?.destroy()
  }
}

function factsOf(socket: Socket, { target }: Route): ConnectionFacts {
  const { remoteAddress, remotePort } = socket
  const address = remoteAddress?.includes(':') ? `[${remoteAddress}]` : remoteAddress
  const secured = socket instanceof TLSSocket ? socket : null
  return {
    remoteAddress: target.socketPath === null ? (address ? `${address}:${remotePort}` : null) : target.where,
    tlsProtocol: secured?.getProtocol() ?? null,
    certificate: secured && target.secure ? certificateOf(secured) : null,
  }
}
