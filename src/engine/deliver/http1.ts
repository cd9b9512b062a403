/** HTTP/1.1 over a socket that stands: an undici client that is given the socket and no other. */
import type { Socket } from 'node:net'
import type { Dispatcher } from 'undici'
// By its own file: the whole of undici (fetch, WebSocket, caches) takes 80 ms of every start to load.
import Client from 'undici/lib/dispatcher/client.js'
import type { HeaderList } from '../../shared/model.ts'
import type { Carrier, CarriedRequest, Hop } from './carrier.ts'
import type { Proxy } from './proxy-address.ts'
import { completeRequestHead } from './request-head.ts'
import type { Target } from './target.ts'

export interface Http1Options {
  target: Target
  /** Set where the request itself goes to a proxy, which needs the whole URL in it (RFC 9112, section 3.2.2). */
  proxy: Proxy | null
  /** The socket is gone. */
  disconnected(): void
}

export class Http1 implements Carrier {
  private readonly client: Client
  private readonly socket: Socket
  private readonly target: Target
  private readonly proxy: Proxy | null
  private request: CarriedRequest | null = null
  private hop: Hop | null = null

  constructor(socket: Socket, { target, proxy, disconnected }: Http1Options) {
    this.socket = socket
    this.target = target
    this.proxy = proxy
    let given = false
    this.client = new Client(target.url.origin, {
      connect(_options, callback) {
        const error = given
          ? Object.assign(new Error('The connection is gone.'), { code: 'ECONNRESET' })
          : null
        given = true
        // Not at once: undici only looks for what to send after it has been called back.
        queueMicrotask(() => (error ? callback(error, null) : callback(null, socket)))
      },
      // undici's timers are coarse (300 ms fired after 948 ms); every request brings its own.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    this.client.on('disconnect', disconnected)
  }

  carry(request: CarriedRequest, hop: Hop): void {
    this.request = request
    this.hop = hop
    const { target, proxy } = this
    const headers = inTurn(hop.headers)
    const secret = secretFor(hop, proxy)
    if (secret !== null) headers.push(authorizationName, secret)
    const options: Dispatcher.DispatchOptions & { servername: string } = {
      path: proxy ? target.url.origin + hop.target.path : hop.target.path,
      method: hop.method,
      headers,
      body: hop.body.length > 0 ? hop.body : null,
      // Else undici takes the Host header for it, and gives up a connection when another request has another one.
      servername: target.hostname,
    }
    this.client.dispatch(options, request)
  }

  /** undici has announced a head without its last header; see request-head.ts. */
  headSent(announced: string): void {
    const { request, hop, proxy } = this
    if (!request || !hop) return
    const secret = secretFor(hop, proxy)
    const shown = secret === null ? announced : announced.replace(`${authorizationName}: ${secret}\r\n`, '')
    request.headSent(completeRequestHead(shown, hop), '1.1')
  }

  get sending(): boolean {
    return this.socket.writableLength > 0
  }

  /** undici closes a connection that has no request after some seconds, also while it still sends. */
  whenSent(callback: () => void): void {
    this.socket.write('', (error) => {
      if (!error) callback()
    })
  }

  destroy(): void {
    void this.client.destroy()
    // The client may not know its socket yet.
    this.socket.destroy()
  }
}

const authorizationName = 'Proxy-Authorization'

/** What goes to the proxy and is shown to nobody; a header of the person wins. */
function secretFor({ headers }: Hop, proxy: Proxy | null): string | null {
  if (!proxy?.authorization) return null
  const isSet = headers.some(([name]) => name.toLowerCase() === 'proxy-authorization')
  return isSet ? null : proxy.authorization
}

/** Names and values in turn, as undici takes them; a loop is several times faster than `flat()`. */
function inTurn(headers: HeaderList): string[] {
  const flat: string[] = []
  for (const [name, value] of headers) flat.push(name, value)
  return flat
}
