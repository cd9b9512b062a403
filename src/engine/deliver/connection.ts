/**
 * One connection to one origin: an undici client of its own with at most one socket, carrying one request at a time.
 * That makes plain which request a socket is opened for, so its phases, its own connect timeout and an abort while
 * connecting belong to that request; undici's pool tells none of it.
 */
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { type buildConnector, Client, type Dispatcher } from 'undici'
import type { AttemptTimings } from '../../shared/model.ts'
import type { Clock } from '../clock.ts'
import type { Phase } from './errors.ts'

/** What is known of a socket once it stands. */
export interface SocketFacts {
  /** `127.0.0.1:3000`, `[::1]:3000`. */
  remoteAddress: string | null
  tlsProtocol: string | null
}

/** A request as its connection sees it. */
export interface CarriedRequest extends Dispatcher.DispatchHandler {
  readonly connectTimeoutMs: number
  readonly timings: AttemptTimings
  phase: Phase
  /** True when a socket was opened for this request; false on one that was open already. */
  onNewSocket: boolean
  connectTimedOut(): void
  /** The head without what undici writes with the body; see request-head.ts. */
  headSent(announced: string, facts: SocketFacts): void
}

export interface ConnectionTools {
  clock: Clock
  openSocket: OpenSocket
  /** A socket came into being; it still has to connect. */
  opened(connection: Connection, socket: Socket): void
  /** The socket is gone. */
  disconnected(connection: Connection): void
}

/** undici's own connector, which answers with the socket though its type does not say so. */
export type OpenSocket = (options: buildConnector.Options, callback: buildConnector.Callback) => Socket

export class Connection {
  readonly origin: string
  private readonly tools: ConnectionTools
  private readonly client: Client
  private request: CarriedRequest | null = null
  private opening: Socket | null = null
  private facts: SocketFacts = { remoteAddress: null, tlsProtocol: null }
  private cancelConnectTimer = (): void => {}

  constructor(origin: string, tools: ConnectionTools) {
    this.origin = origin
    this.tools = tools
    this.client = new Client(origin, {
      connect: (options, callback) => this.connect(options, callback),
      // undici's timers are coarse (300 ms fired after 948 ms); every request brings its own.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    this.client.on('disconnect', () => tools.disconnected(this))
  }

  carry(request: CarriedRequest, options: Dispatcher.DispatchOptions): void {
    this.request = request
    this.client.dispatch(options, request)
  }

  headSent(announced: string): void {
    this.request?.headSent(announced, this.facts)
  }

  /** Ends what it carries without a word to it; the request has settled, or is being settled by the caller. */
  destroy(): void {
    this.cancelConnectTimer()
    void this.client.destroy()
    // The client does not know its socket yet.
    this.opening?.destroy()
  }

  private connect(options: buildConnector.Options, callback: buildConnector.Callback): void {
    const { request, tools } = this
    if (!request) return callback(new Error('No request needs this connection.'), null)
    request.onNewSocket = true
    request.phase = 'connecting'
    this.cancelConnectTimer = tools.clock.after(request.connectTimeoutMs, () => request.connectTimedOut())
    // Whom the certificate must name follows from the URL, as in curl; undici would take the Host header.
    const { servername: _fromHostHeader, ...target } = options
    const socket = tools.openSocket(target, (error, opened) => {
      this.cancelConnectTimer()
      this.opening = null
      if (error) return callback(error, null)
      request.phase = 'waiting'
      this.facts = factsOf(opened)
      callback(null, opened)
    })
    this.opening = socket
    measurePhases(socket, request, tools.clock)
    tools.opened(this, socket)
  }
}

function measurePhases(socket: Socket, request: CarriedRequest, clock: Clock): void {
  const { timings } = request
  let since = clock.monotonicMs()
  const lap = (): number => {
    const now = clock.monotonicMs()
    const ms = now - since
    since = now
    return ms
  }
  socket.once('lookup', () => {
    timings.dnsMs = lap()
  })
  socket.once('connect', () => {
    timings.connectMs = lap()
    if (socket instanceof TLSSocket) request.phase = 'securing'
  })
  // Before undici's own listener, which starts the request.
  socket.prependOnceListener('secureConnect', () => {
    timings.tlsMs = lap()
  })
}

function factsOf(socket: Socket): SocketFacts {
  const { remoteAddress, remotePort } = socket
  return {
    remoteAddress: remoteAddress
      ? `${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`
      : null,
    tlsProtocol: socket instanceof TLSSocket ? socket.getProtocol() : null,
  }
}
