/**
 * One WebSocket that opens again whenever it closes, after growing waits, and knows why it is not open. It ends its
 * tries where the host says `unauthorized`, because every other one would bring the same answer.
 */
import type { Failure } from '../../shared/result.ts'

/** The part of a WebSocket that is used, so that a test can bring the one of Node. */
export interface Socket {
  readonly readyState: number
  send(text: string): void
  close(): void
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

export interface SocketOptions {
  /** A new connection, with the token in its subprotocols. */
  open: () => Socket
  /** Asks why a connection was not opened; null where that is not known. */
  diagnose?: () => Promise<Failure | null>
  /** Waits between tries, in milliseconds; the last one repeats. */
  waitsMs?: number[]
}

export interface SocketListener {
  onMessage: (text: string) => void
  /** Called when an open connection was found or lost, and when the first try fails. */
  onConnection: (connected: boolean) => void
}

export interface ReconnectingSocket {
  /** Waits for the try under way; answers with why there is no connection, or null when there is one. */
  ready: () => Promise<Failure | null>
  send: (text: string) => void
  /** Ends it for good. */
  close: () => void
}

export const disconnected: Failure = {
  code: 'disconnected',
  message:
    'The connection to Webhook Dispatcher is lost. Check that it still runs, and try again when it is back.',
}

/** Of what was asked before the connection was lost, nobody knows whether it was done. */
export const unanswered: Failure = {
  code: 'disconnected',
  message: 'The connection was lost before the answer came: it may have been done. Look when it is back.',
}

const defaultWaitsMs = [200, 500, 1_000, 2_000, 5_000]
const openState = 1

export function keepSocket(options: SocketOptions, listener: SocketListener): ReconnectingSocket {
  const { open, diagnose = async () => null, waitsMs = defaultWaitsMs } = options
  let socket: Socket
  /** Settles when the try under way has ended, either way. */
  let settled: Promise<void>
  let failure = disconnected
  let tries = 0
  /** Only a person's wish makes another try. */
  let halted = false
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const connect = (): void => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const current = open()
    let opened = false
    settled = promise
    socket = current
    halted = false
    current.addEventListener('open', () => {
      opened = true
      tries = 0
      resolve()
      listener.onConnection(true)
    })
    current.addEventListener('message', ({ data }) => listener.onMessage(String(data)))
    // An error is always followed by a close, which is where the work is done.
    current.addEventListener('error', () => {})
    current.addEventListener('close', () => {
      if (opened || tries === 0) listener.onConnection(false)
      void tryLater(opened).then(resolve)
    })
  }

  const tryLater = async (wasOpen: boolean): Promise<void> => {
    failure = (wasOpen ? null : await diagnose()) ?? disconnected
    halted = failure.code === 'unauthorized'
    if (ended || halted) return
    timer = setTimeout(connect, waitsMs[Math.min(tries, waitsMs.length - 1)])
    tries += 1
  }

  connect()
  return {
    ready: async () => {
      if (halted) connect()
      await settled
      return socket.readyState === openState ? null : failure
    },
    send: (text) => socket.send(text),
    close: () => {
      ended = true
      clearTimeout(timer)
      socket.close()
    },
  }
}
