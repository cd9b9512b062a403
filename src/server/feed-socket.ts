/**
 * `/api/feed`: commands and the feed over one WebSocket. Up: `{ id, name, input }`; down: `{ id, result }` and
 * `{ batch }`. Every batch reaches every socket in order or the socket is dropped: whoever comes back takes a new
 * snapshot, so a window that does not read costs bounded memory and never sees a gap that it cannot notice.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { FeedBatch } from '../shared/events.ts'
import type { Result } from '../shared/result.ts'
import { largestMessageBytes } from './read-json.ts'
import { socketProtocol } from './visitors.ts'

/** Close codes: RFC 6455, section 7.4.1; 4400 is ours, for JSON that is no command. */
const goingAway = 1001
const notText = 1003
const notACommand = 4400
/** Seconds of the fullest feed (20 batches a second of 300 rows). */
const mostUnreadBytes = 16 * 1024 * 1024

export interface FeedSockets {
  /** Only for requests that have passed the gate. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void
  send(batch: FeedBatch): void
  /** Says goodbye to all. */
  close(): void
  terminate(): void
}

export interface FeedSocketsOptions {
  invoke(name: unknown, input: unknown): Promise<Result<unknown>>
  /** Feed bytes that a socket may leave unread before it is dropped; 16 MiB. */
  unreadLimitBytes?: number
}

interface Command {
  id: string | number
  name: unknown
  input: unknown
}

export function createFeedSockets(options: FeedSocketsOptions): FeedSockets {
  const { invoke, unreadLimitBytes = mostUnreadBytes } = options
  const unread = new Map<WebSocket, number>()
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: largestMessageBytes,
    perMessageDeflate: false,
    // The other offer holds the token, and is never echoed.
    handleProtocols: (offered) => (offered.has(socketProtocol) ? socketProtocol : false),
  })

  const receive = (socket: WebSocket, data: RawData): void => {
    const command = asCommand(data)
    if (!command) {
      socket.close(notACommand, 'Expected {"id","name","input"}.')
      return
    }
    const { id, name, input } = command
    void invoke(name, input).then((result) => socket.send(JSON.stringify({ id, result }), ignore))
  }

  return {
    accept(request, socket, head) {
      server.handleUpgrade(request, socket, head, (opened) => {
        unread.set(opened, 0)
        opened.on('message', (data, isBinary) => {
          if (isBinary) opened.close(notText, 'Expected text.')
          else receive(opened, data)
        })
        // Broken frames and oversized messages: the library closes with the right code, and reports it here.
        opened.on('error', ignore)
        opened.once('close', () => unread.delete(opened))
      })
    },
    send(batch) {
      if (unread.size === 0) return
      const text = JSON.stringify({ batch })
      for (const [socket, bytes] of unread) {
        if (bytes > unreadLimitBytes) {
          socket.terminate()
          continue
        }
        unread.set(socket, bytes + text.length)
        socket.send(text, () => {
          const before = unread.get(socket)
          if (before !== undefined) unread.set(socket, before - text.length)
        })
      }
    },
    close() {
      for (const socket of unread.keys()) socket.close(goingAway, 'The application is closing.')
    },
    terminate() {
      for (const socket of unread.keys()) socket.terminate()
    },
  }
}

/** A socket that closed meanwhile needs no answer. */
const ignore = (): void => {}

function asCommand(data: RawData): Command | null {
  try {
    const message: unknown = JSON.parse((data as Buffer).toString('utf8'))
    if (typeof message !== 'object' || message === null) return null
    const { id, name, input } = message as Partial<Command>
    return typeof id === 'number' || typeof id === 'string' ? { id, name, input } : null
  } catch {
    return null
  }
}
