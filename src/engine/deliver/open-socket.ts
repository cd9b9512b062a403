/** Opens the way to a target: TCP or a unix socket, through a proxy where the route has one, then TLS where it is https. */
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { verificationError } from './certificate.ts'
import { ExplainedError, type Phase } from './failure.ts'
import { lookup } from './lookup.ts'
import type { Proxy } from './proxy-address.ts'
import type { Route } from './route.ts'
import type { Target } from './target.ts'
import type { TlsContexts } from './tls-contexts.ts'
import { openTunnel } from './tunnel.ts'

/**
 * Node tries the addresses of a name in turn and gives each but the last this long. Its default of 250 ms gives up
 * receivers behind a VPN or on another continent that would have answered.
 */
const addressAttemptMs = 1_000
/** As undici's own connector has it. */
const keepAliveProbeMs = 60_000
/** Room for the path in the system's address of a socket, with the zero at its end. */
const socketPathBytes = process.platform === 'linux' ? 108 : 104

export interface OpeningSteps {
  /** A socket came into being. To call the opening off, destroy it. */
  made(socket: Socket): void
  /** What is waited for from now on. */
  enter(phase: Phase): void
  /** That part of the opening is done. */
  timed(part: 'dnsMs' | 'connectMs' | 'tlsMs'): void
  /** The handshake is complete; whether the certificate is trusted is another matter. */
  secured(socket: TLSSocket): void
}

export interface Opening {
  route: Route
  /** Of the route; read. */
  proxy: Proxy | null
  contexts: TlsContexts
  steps: OpeningSteps
}

/** Rejects with the error of the socket, or with an `ExplainedError`. */
export async function openSocket(opening: Opening): Promise<Socket> {
  const { route, proxy, steps } = opening
  if (!proxy)
    return route.target.secure ? secure(opening, null) : plain(addressOf(route.target), steps, 'connectMs')
  const socket = await reachProxy(opening, proxy)
  if (!route.target.secure) {
    steps.timed('connectMs')
    return socket
  }
  await openTunnel(socket, route.target, proxy)
  steps.timed('connectMs')
  return secure(opening, socket)
}

async function reachProxy({ route, contexts, steps }: Opening, proxy: Proxy): Promise<Socket> {
  const { hostname, port } = proxy
  const socket = await plain({ host: hostname, port }, steps, null)
  steps.enter('tunneling')
  if (!proxy.secure) return socket
  // A proxy is the machine's, not the endpoint's: neither the endpoint's authorities nor its leniency are for it.
  const tls = { caFile: null, certFile: null, keyFile: null }
  const { systemCertificates } = route
  const secured = connectTls({
    ...tlsTarget(hostname),
    socket,
    secureContext: contexts({ tls, systemCertificates }),
    rejectUnauthorized: false,
  })
  steps.made(secured)
  await standing(secured, 'secureConnect')
  if (!secured.authorized) throw verificationError(secured)
  return secured
}

type Address = { path: string } | { host: string; port: number }

function addressOf({ socketPath, hostname, port }: Target): Address {
  if (socketPath === null) return { host: hostname, port }
  // Node before 22 cuts longer paths without a word and connects to another socket.
  const bytes = Buffer.byteLength(socketPath)
  if (bytes >= socketPathBytes) {
    const message = `The path of the socket has ${bytes} bytes; this system takes ${socketPathBytes - 1}. Move the socket, or link to its folder.`
    throw new ExplainedError('failed', message)
  }
  return { path: socketPath }
}

async function plain(address: Address, steps: OpeningSteps, timed: 'connectMs' | null): Promise<Socket> {
  const socket = connect({ ...socketOptions, ...address })
  prepare(socket, steps)
  await standing(socket, 'connect')
  if (timed) steps.timed(timed)
  return socket
}

/** Over `tunnel`, or over a TCP connection of its own. */
async function secure({ route, contexts, steps }: Opening, tunnel: Socket | null): Promise<Socket> {
  const { target, transport, systemCertificates } = route
  const socket = connectTls({
    ...socketOptions,
    ...tlsTarget(target.hostname),
    ...(tunnel ? { socket: tunnel } : { port: target.port }),
    secureContext: contexts({ tls: transport.tls, systemCertificates }),
    ALPNProtocols: transport.http2 ? ['h2', 'http/1.1'] : ['http/1.1'],
    // Verified below all the same: Node would destroy the socket before its certificate can be shown.
    rejectUnauthorized: false,
  })
  if (tunnel) {
    steps.made(socket)
    steps.enter('securing')
  } else {
    prepare(socket, steps)
    socket.once('connect', () => {
      steps.timed('connectMs')
      steps.enter('securing')
    })
  }
  await standing(socket, 'secureConnect')
  steps.timed('tlsMs')
  steps.secured(socket)
  if (transport.tls.verify && !socket.authorized) throw verificationError(socket)
  return socket
}

const socketOptions = {
  lookup,
  autoSelectFamily: true,
  autoSelectFamilyAttemptTimeout: addressAttemptMs,
  noDelay: true,
  keepAlive: true,
  keepAliveInitialDelay: keepAliveProbeMs,
}

/**
 * Whom the certificate must name follows from the URL, as in curl, not from a Host header. No session is resumed: each
 * connection verifies the certificate anew and shows the whole of it.
 */
function tlsTarget(hostname: string): { host: string; servername?: string } {
  return isIP(hostname) ? { host: hostname } : { host: hostname, servername: hostname.replace(/\.$/, '') }
}

function prepare(socket: Socket, steps: OpeningSteps): void {
  steps.made(socket)
  socket.once('lookup', () => steps.timed('dnsMs'))
}

function standing(socket: Socket | TLSSocket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve())
    socket.once('error', reject)
    // Destroyed without an error: called off, or closed by the other side.
    socket.once('close', () =>
      reject(Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' })),
    )
  })
}
