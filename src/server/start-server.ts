/**
 * The loopback server: the window for a browser, the command line's door to the running application, and the local API. It
 * listens on 127.0.0.1 alone: files of the window, `POST /api/commands/<name>`, `/api/transfers`, the WebSocket `/api/feed` and
 * what `local-api.ts` has, each behind `visitors.ts`. It closes within a bound, and whoever still waits for an answer then gets
 * one.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { type Clock, systemClock } from '../engine/clock.ts'
import type { Address } from './address.ts'
import { createFeedSockets } from './feed-socket.ts'
import { listen } from './listen.ts'
import { createLocalApi } from './local-api.ts'
import { type AskedEngine, createPending } from './pending.ts'
import { createRateLimit } from './rate-limit.ts'
import { notFound, refuseUpgrade } from './responses.ts'
import { createRoutes, feedPath, pathOf } from './routes.ts'
import { openTransfers } from './transfers.ts'
import { createVisitors } from './visitors.ts'

export interface ServerOptions {
  engine: AskedEngine
  /** The built window, `out/renderer`; without it there are commands and the feed only. */
  windowDir?: string
  /** The engine's; without it no files are taken and given. */
  dataDir?: string
  /** 0, the default, takes a free one. */
  port?: number
  /** 43 characters base64url; 32 new random bytes by default. */
  token?: string
  /** Of heartbeats and of the rate limit. */
  clock?: Clock
}

export interface RunningServer extends Address {
  /** Ends within two seconds, whoever is connected. The promise in flight is shared. */
  close(): Promise<void>
}

/**
 * For heads of requests, which come from this machine. Bodies have limits of their own where they are read, since a file
 * takes its time; answers may take hours (`queue.drain`) and have none.
 */
const timeouts = { headersTimeout: 10_000, requestTimeout: 0 }
/** For answers under way, and once more for connections to say goodbye. */
const closeGraceMs = 1_000
/** Of requests with the token; a script in a loop sends one after the other and stays below it. */
const mostPerSecond = 200

/** Refuses with `port_in_use` or `port_unusable`. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { engine, windowDir, dataDir, port: wantedPort = 0, clock = systemClock } = options
  const { token = randomBytes(32).toString('base64url') } = options
  const transfers = dataDir === undefined ? null : await openTransfers(dataDir)
  const server = createServer(timeouts)
  const port = await listen(server, wantedPort)
  const visitors = createVisitors(port, token)
  const pending = createPending(engine)
  const sockets = createFeedSockets({ invoke: pending.invoke })
  const localApi = createLocalApi({ pending, clock })
  const rateLimit = createRateLimit(mostPerSecond, clock)
  const unsubscribe = engine.subscribe((batch) => {
    sockets.send(batch)
    localApi.follow(batch)
  })
  const connect = [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`]

  server.on(
    'request',
    createRoutes({ visitors, pending, localApi, rateLimit, windowDir, connect, transfers }),
  )
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const isFeed = pathOf(request) === feedPath
    const refusal = visitors.foreign(request) ?? (isFeed ? visitors.unauthorizedSocket(request) : notFound)
    if (refusal) refuseUpgrade(socket, refusal)
    else sockets.accept(request, socket, head)
  })

  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
    unsubscribe()
    await within(pending.idle(), closeGraceMs)
    pending.end()
    // The answers go out in microtasks; a socket that has begun to close would drop them.
    await setImmediate()
    sockets.close()
    localApi.close()
    await within(closed, closeGraceMs)
    sockets.terminate()
    localApi.terminate()
    server.closeAllConnections()
    await closed
    await transfers?.idle()
  }

  let closing: Promise<void> | null = null
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    pid: process.pid,
    close() {
      closing ??= close()
      return closing
    },
  }
}

/** Where a person opens the window. The token is in the fragment, which browsers never send. */
export function windowAddress({ url, token }: Pick<Address, 'url' | 'token'>): string {
  return `${url}/#token=${token}`
}

async function within(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([promise, over])
  clearTimeout(timer)
}
