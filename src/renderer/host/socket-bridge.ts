/**
 * The bridge of the browser host: commands and the feed over one WebSocket (`/api/feed`). It connects again by itself,
 * with growing waits, and never leaves a caller hanging: what was asked on a lost connection fails as `disconnected`.
 */
import type { Bridge } from '../../shared/bridge.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/commands.ts'
import type { FeedBatch } from '../../shared/events.ts'
import type { Failure, Result } from '../../shared/result.ts'

/** The part of a WebSocket that is used, so that a test can bring the one of Node. */
export interface Socket {
  readonly readyState: number
  send(text: string): void
  close(): void
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

export interface SocketBridgeOptions {
  /** A new connection, with the token in its subprotocols. */
  open: () => Socket
  /** Asks why a connection was not opened; null where that is not known. After `unauthorized` it is not tried again. */
  diagnose?: () => Promise<Failure | null>
  /** Waits between tries, in milliseconds; the last one repeats. */
  waitsMs?: number[]
}

export interface SocketBridge extends Bridge {
  /** Ends the connection for good. */
  close(): void
}

const defaultWaitsMs = [200, 500, 1_000, 2_000, 5_000]

interface Answer {
  id: number
  result: Result<unknown>
}

export function createSocketBridge(options: SocketBridgeOptions): SocketBridge {
  const { open, diagnose = async () => null, waitsMs = defaultWaitsMs } = options
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  const feedListeners = new Set<(batch: FeedBatch) => void>()
  const connectionListeners = new Set<(connected: boolean) => void>()
  let lastId = 0
  let tries = 0
  let socket: Socket
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  /** Settles when the try under way has ended, either way. */
  let settled: Promise<void>
  /** Why the latest try failed. */
  let failure = disconnected
  /** Trying again would bring the same refusal: only a person's wish makes another try. */
  let halted = false

  const connect = (): void => {
    const current = open()
    socket = current
    const { promise, resolve } = Promise.withResolvers<void>()
    settled = promise
    halted = false
    let opened = false
    current.addEventListener('open', () => {
      opened = true
      tries = 0
      resolve()
      for (const listener of connectionListeners) listener(true)
    })
    current.addEventListener('message', ({ data }) => receive(String(data)))
    // An error is always followed by a close, which is where the work is done.
    current.addEventListener('error', () => {})
    current.addEventListener('close', () => {
      for (const answer of waiting.values()) answer({ ok: false, error: disconnected })
      waiting.clear()
      if (opened || tries === 0) for (const listener of connectionListeners) listener(false)
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

  const receive = (text: string): void => {
    const message = JSON.parse(text) as Answer | { batch: FeedBatch }
    if ('batch' in message) {
      for (const listener of feedListeners) listener(message.batch)
      return
    }
    waiting.get(message.id)?.(message.result)
    waiting.delete(message.id)
  }

  connect()

  return {
    host: 'browser',
    async invoke<N extends CommandName>(name: N, input: CommandInput<N>) {
      if (halted) connect()
      await settled
      if (socket.readyState !== 1) return { ok: false, error: failure }
      lastId += 1
      const id = lastId
      const { promise, resolve } = Promise.withResolvers<Result<unknown>>()
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, name, input }))
      // The engine's gate answers with what the contract says for this name.
      return (await promise) as Result<CommandOutput<N>>
    },
    subscribe(listener) {
      feedListeners.add(listener)
      return () => feedListeners.delete(listener)
    },
    onConnection(listener) {
      connectionListeners.add(listener)
      return () => connectionListeners.delete(listener)
    },
    onMenu() {
      return () => {}
    },
    close() {
      ended = true
      clearTimeout(timer)
      socket.close()
    },
  }
}

const disconnected: Failure = {
  code: 'disconnected',
  message:
    'The connection to Webhook Dispatcher is lost. It is tried again by itself; check that it still runs.',
}
