/**
 * The WebSocket of a window, `/api/feed`: `{ id, name, input }` in, `{ id, result }` and `{ batch }` out. A window that
 * does not keep up is disconnected; it connects again and takes a new snapshot, which costs less than a long backlog.
 */
import { type WebSocket, WebSocketServer } from 'ws'
import { type AskedEngine, largestRequestBytes } from './command-door.ts'

export const feedPath = '/api/feed'
export const feedProtocol = 'webhook-dispatcher'

/** Two of the largest answers. Beyond it the window is not reading. */
const largestBacklogBytes = 128 * 1024 * 1024

/** Close codes: https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const unsupportedData = 1003
const tryAgainLater = 1013

export function createFeedServer(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    maxPayload: largestRequestBytes,
    handleProtocols: (offered) => (offered.has(feedProtocol) ? feedProtocol : false),
  })
}

export function serveFeed(socket: WebSocket, engine: AskedEngine): void {
  const send = (message: unknown): void => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > largestBacklogBytes) socket.close(tryAgainLater, 'too slow')
    else socket.send(JSON.stringify(message))
  }
  const unsubscribe = engine.subscribe((batch) => send({ batch }))
  socket.on('close', unsubscribe)
  // What is wrong with a frame (too large, not UTF-8) ends the connection; `close` follows.
  socket.on('error', () => {})
  // With ws's default `binaryType` a message is one Buffer.
  socket.on('message', (bytes: Buffer, isBinary) => {
    const message = isBinary ? null : readMessage(bytes.toString('utf8'))
    if (!message) return socket.close(unsupportedData, 'not a command')
    void engine.invoke(message.name, message.input).then((result) => send({ id: message.id, result }))
  })
}

interface CommandMessage {
  id: number
  name: unknown
  input: unknown
}

function readMessage(text: string): CommandMessage | null {
  try {
    const message: unknown = JSON.parse(text)
    if (typeof message !== 'object' || message === null) return null
    const { id, name, input } = message as Record<string, unknown>
    return typeof id === 'number' ? { id, name, input } : null
  } catch {
    return null
  }
}
