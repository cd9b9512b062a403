/**
 * HTTP/2 over a TLS connection that negotiated it. One request at a time, as over HTTP/1.1: a stream that hangs or a
 * connection that breaks costs one request, and an abort closes what it aborts. Node's own HTTP/2, not undici's, which
 * fails the request in flight on a graceful GOAWAY that lets it finish, and joins headers of one name.
 */
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2'
import type { Socket } from 'node:net'
import type { Clock } from '../clock.ts'
import type { Carrier, CarriedRequest, Hop } from './carrier.ts'
import { codeOf } from './error-facts.ts'
import { Http2Loss } from './http2-failures.ts'
import { http2Headers, http2RequestHead, http2ResponseHead } from './http2-heads.ts'
import type { Target } from './target.ts'

/** Half of what common servers and balancers give an idle connection (60 s); they say goodbye, but NATs do not. */
const idleMs = 30_000

/** Node's own limit is 128, and says nothing of why it closes the stream. The size is limited to 64 KiB besides. */
const mostResponseHeaders = 1_024

/** MB. With Node's 10 an answer that comes while a larger body is still queued has its stream reset by this side. */
const sessionMemory = 64

export interface Http2Options {
  target: Target
  clock: Clock
  /** No further request can be carried. */
  disconnected(): void
}

export class Http2 implements Carrier {
  private readonly session: ClientHttp2Session
  private readonly socket: Socket
  private readonly target: Target
  private readonly clock: Clock
  private readonly disconnected: () => void
  private stream: ClientHttp2Stream | null = null
  /** Why the session ended. */
  private lost: Error | null = null
  private cancelIdleTimer = (): void => {}

  constructor(socket: Socket, { target, clock, disconnected }: Http2Options) {
    this.socket = socket
    this.target = target
    this.clock = clock
    this.disconnected = disconnected
    this.session = connect(target.url.origin, {
      createConnection: () => socket,
      maxHeaderListPairs: mostResponseHeaders,
      maxSessionMemory: sessionMemory,
      settings: { enablePush: false },
    })
    this.session.on('error', (error) => {
      this.lost ??= error
    })
    this.session.on('goaway', (code) => {
      if (code !== constants.NGHTTP2_NO_ERROR) this.lost ??= new Http2Loss('connection', reasonOf(code))
      disconnected()
    })
    this.session.once('close', () => {
      this.cancelIdleTimer()
      disconnected()
    })
  }

  carry(request: CarriedRequest, hop: Hop): void {
    this.cancelIdleTimer()
    const { session } = this
    if (session.closed || session.destroyed) return request.onError(this.lost ?? connectionLost())
    const headers = http2Headers(hop, this.target)
    const stream = session.request(headers, { endStream: hop.body.length === 0 })
    this.stream = stream
    request.headSent(http2RequestHead(headers), '2')
    this.listen(stream, request)
    if (hop.body.length > 0) stream.end(hop.body)
  }

  get sending(): boolean {
    return this.stream !== null && !this.stream.writableFinished && !this.stream.destroyed
  }

  whenSent(callback: () => void): void {
    if (this.sending) this.stream?.once('close', callback)
    else callback()
  }

  destroy(): void {
    this.cancelIdleTimer()
    // Tells the server that nobody waits for the answer any more.
    this.stream?.close(constants.NGHTTP2_CANCEL)
    this.session.destroy()
    this.socket.destroy()
  }

  private listen(stream: ClientHttp2Stream, request: CarriedRequest): void {
    let answered = false
    let ended = false
    let error: Error | null = null
    // 1xx before the answer.
    stream.on('headers', () => request.onResponseStarted())
    stream.once('response', (headers, _flags, raw) => {
      answered = true
      request.onResponseStarted()
      request.answered(Number(headers[':status']), http2ResponseHead(Number(headers[':status']), raw))
    })
    stream.on('data', (chunk: Buffer) => request.onData(chunk))
    stream.once('end', () => {
      // A reset ends the stream too, and then it has a reason.
      if (!answered || stream.rstCode !== constants.NGHTTP2_NO_ERROR || stream.aborted) return
      ended = true
      this.startIdleTimer()
      request.onComplete()
    })
    stream.on('error', (thrown: Error) => {
      error = thrown
    })
    stream.once('close', () => {
      if (!ended) request.onError(this.whyClosed(stream, error))
    })
  }

  private startIdleTimer(): void {
    this.cancelIdleTimer()
    this.cancelIdleTimer = this.clock.after(idleMs, () => {
      this.disconnected()
      this.destroy()
    })
  }

  /** Node tells a stream of the end of its connection as of a reset; the reason is with the connection. */
  private whyClosed({ rstCode }: ClientHttp2Stream, error: Error | null): Error {
    if (this.lost) return this.lost
    if (error && !streamCodes.has(codeOf(error))) return error
    const canceled = rstCode === constants.NGHTTP2_NO_ERROR || rstCode === constants.NGHTTP2_CANCEL
    return canceled && this.socket.destroyed ? connectionLost() : new Http2Loss('stream', reasonOf(rstCode))
  }
}

/** They say only that there is a code. */
const streamCodes = new Set(['ERR_HTTP2_STREAM_ERROR', 'ERR_HTTP2_STREAM_CANCEL'])

function connectionLost(): Error {
  return Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' })
}

/** RFC 9113, section 7, by number. */
const reasons = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
]

function reasonOf(code: number): string {
  return reasons[code] ?? `code ${code}`
}
