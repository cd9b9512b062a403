/** Servers of HTTP/2 that do to streams and connections what a well-behaved one does not. */
import {
  createSecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { certificate } from '../../support/receiver.ts'

export interface Http2Server {
  /** `https://127.0.0.1:<port>/` */
  readonly url: string
  /** Connections, in order; also those that have ended. */
  readonly sessions: ServerHttp2Session[]
  /** When that many streams have been opened. */
  opened(count: number): Promise<ServerHttp2Stream>
  allClosed(): Promise<void>
}

export interface Http2Handlers {
  stream?(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, raw: string[]): void
  session?(session: ServerHttp2Session): void
}

export async function http2Server({
  stream: onStream,
  session: onSession,
}: Http2Handlers): Promise<Http2Server> {
  const sessions: ServerHttp2Session[] = []
  const sockets = new Set<Socket>()
  const streams: ServerHttp2Stream[] = []
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
  const server = createSecureServer(certificate('trusted'))
  server.on('secureConnection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      changed()
    })
  })
  server.on('sessionError', () => {})
  server.on('session', (session) => {
    sessions.push(session)
    session.on('error', () => {})
    onSession?.(session)
  })
  server.on(
    'stream',
    (stream: ServerHttp2Stream, ...rest: [headers: IncomingHttpHeaders, flags: number, raw: string[]]) => {
      const [headers, , raw] = rest
      streams.push(stream)
      stream.on('error', () => {})
      onStream?.(stream, headers, raw)
      changed()
    },
  )
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sessions,
    async opened(count) {
      await until(() => streams.length >= count)
      return streams[count - 1] as ServerHttp2Stream
    },
    allClosed: () => until(() => sockets.size === 0),
  }
}

/** When the peer canceled the stream, with the code that it gave. */
export function streamClosed(stream: ServerHttp2Stream): Promise<number> {
  return new Promise((resolve) => {
    if (stream.closed) resolve(stream.rstCode)
    else stream.once('close', () => resolve(stream.rstCode))
  })
}
