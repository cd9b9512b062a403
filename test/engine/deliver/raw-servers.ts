/** Servers below HTTP: for answers that no HTTP server gives, and for connections that come to nothing. */
import { createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { Worker } from 'node:worker_threads'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import { keepPort } from '../../support/kept-port.ts'
import { certificate } from '../../support/receiver.ts'

export interface RawServer {
  readonly port: number
  readonly host: string
  /** Connections, in order; also those that have ended. */
  readonly sockets: Socket[]
  /** When that many connections have been made. */
  connected(count: number): Promise<void>
  /** When none of them is open. */
  allClosed(): Promise<void>
}

/** Calls back for every connection; errors of it are none of the test's. */
export async function rawServer(
  onConnection: (socket: Socket) => void,
  host: '127.0.0.1' | '::1' = '127.0.0.1',
): Promise<RawServer> {
  const sockets: Socket[] = []
  const watchers = new Set<() => void>()
  const changed = (): void => {
    for (const watcher of watchers) watcher()
  }
  const until = (reached: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watcher = (): void => {
        if (reached()) resolve()
      }
      watchers.add(watcher)
      watcher()
    })
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.once('close', changed)
    // A socket that is not read from does not see its end.
    socket.resume()
    onConnection(socket)
    changed()
  })
  await listening(server, host)
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    host: `${host === '::1' ? '[::1]' : host}:${port}`,
    sockets,
    connected: (count) => until(() => sockets.length >= count),
    allClosed: () => until(() => sockets.every((socket) => socket.destroyed)),
  }
}

/** The same over TLS, with the trusted certificate; `protocols` are negotiated by ALPN. */
export async function rawTlsServer(
  onConnection: (socket: TLSSocket) => void,
  protocols: string[] = [],
): Promise<RawServer> {
  const context = createSecureContext(certificate('trusted'))
  return rawServer((socket) => {
    socket.pause()
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext: context,
      ...(protocols.length > 0 && { ALPNProtocols: protocols }),
    })
    secured.on('error', () => {})
    secured.once('secure', () => {
      secured.resume()
      onConnection(secured)
    })
  })
}

/** Answers every request head that comes in with these bytes, once the `\r\n\r\n` is there. */
export function answering(
  answer: string,
  then: (socket: Socket) => void = () => {},
): (socket: Socket) => void {
  return (socket) => {
    let head = ''
    socket.on('data', (data) => {
      head += data.toString('latin1')
      if (!head.includes('\r\n\r\n')) return
      head = ''
      socket.write(answer, 'latin1', () => then(socket))
    })
  }
}

/** A port on which nothing listens. */
export async function closedPort(host = '127.0.0.1'): Promise<number> {
  const server = createServer()
  await listening(server, host)
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  onTestFinished(await keepPort(port, host))
  return port
}

/**
 * A port that listens and never accepts: its queue is full, so that the kernel drops further SYNs and connecting hangs.
 * The listening thread sleeps until the test has finished.
 */
export async function deafPort(): Promise<number> {
  const asleep = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
     const server = require('node:net').createServer()
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port)
       setImmediate(() => { Atomics.wait(workerData, 0, 0); process.exit() })
     })`,
    { eval: true, workerData: asleep },
  )
  const port = await new Promise<number>((resolve) => {
    thread.once('message', resolve)
  })
  // More than any kernel queues for a backlog of one.
  const fillers = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}))
  await new Promise((resolve) => fillers[0]?.once('connect', resolve))
  onTestFinished(async () => {
    for (const filler of fillers) filler.destroy()
    Atomics.store(asleep, 0, 1)
    Atomics.notify(asleep, 0)
    await thread.terminate()
  })
  return port
}

async function listening(server: Server, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, resolve)
  })
}
