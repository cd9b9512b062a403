/**
 * The loopback server: the window for a browser, and the door for the command line. Listens on 127.0.0.1 only; every
 * request passes `caller.ts` first.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { Refusal } from '../shared/result.ts'
import { bearerToken, type Callers, foreignCaller, subprotocolToken, wrongToken } from './caller.ts'
import { answerCommand, type AskedEngine, refuse } from './command-door.ts'
import { createFeedServer, feedPath, serveFeed } from './feed-door.ts'
import { windowFile } from './window-files.ts'

export interface ServerOptions {
  engine: AskedEngine
  /** The built window; without it only commands are served. */
  windowDir?: string
  /** Any free one by default. Refused with `port_in_use` where somebody else listens. */
  port?: number
}

export interface RunningServer {
  /** `http://127.0.0.1:<port>` */
  url: string
  /** 256 random bits. */
  token: string
  /** Ends every connection. */
  close(): Promise<void>
}

const commandPath = '/api/commands/'

export async function startServer({ engine, windowDir, port = 0 }: ServerOptions): Promise<RunningServer> {
  const callers: Callers = { port, token: randomBytes(32).toString('base64url') }
  const feed = createFeedServer()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pathname = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    const foreign = foreignCaller(request, callers)
    if (foreign) return refuse(response, foreign.status, foreign.failure)
    if (!pathname.startsWith('/api/')) return answerFile(request, response, pathname)
    const stranger = wrongToken(bearerToken(request), callers)
    if (stranger) return refuse(response, stranger.status, stranger.failure)
    if (pathname.startsWith(commandPath)) {
      return answerCommand(request, response, { engine, name: pathname.slice(commandPath.length) })
    }
    return refuse(response, 404, { code: 'not_found', message: `There is nothing at ${pathname}.` })
  }

  const answerFile = async (
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
  ): Promise<void> => {
    if (!windowDir || (request.method !== 'GET' && request.method !== 'HEAD')) {
      return refuse(response, 404, { code: 'not_found', message: `There is nothing at ${pathname}.` })
    }
    const sockets = [`ws://127.0.0.1:${callers.port}`, `ws://localhost:${callers.port}`]
    const file = await windowFile(windowDir, pathname, { connect: sockets })
    response.writeHead(file.status, file.headers)
    response.end(request.method === 'HEAD' ? undefined : file.body)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refused =
      request.url !== feedPath ||
      foreignCaller(request, callers) ||
      wrongToken(subprotocolToken(request), callers)
    if (refused) return rejectUpgrade(socket, refused === true ? 404 : refused.status)
    feed.handleUpgrade(request, socket, head, (opened) => serveFeed(opened, engine))
  })

  await listen(server, port)
  callers.port = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${callers.port}`,
    token: callers.token,
    async close() {
      for (const client of feed.clients) client.terminate()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function rejectUpgrade(socket: Duplex, status: number): void {
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE'
      const message = inUse
        ? `Port ${port} is in use. Choose another one with --port, or leave it out for any free port.`
        : `The server cannot listen on port ${port} (${error.message}).`
      reject(new Refusal(inUse ? 'port_in_use' : 'port_unusable', message, { field: 'port' }))
    })
    server.listen(port, '127.0.0.1', resolve)
  })
}
