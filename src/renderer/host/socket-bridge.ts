/**
 * The bridge of the browser host: commands and the feed over one WebSocket (`/api/feed`). It never leaves a caller
 * hanging: what was asked on a connection that is lost fails as `disconnected`.
 */
import type { ApiAddress, Bridge } from '../../shared/bridge.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/commands.ts'
import type { FeedBatch } from '../../shared/events.ts'
import type { Result } from '../../shared/result.ts'
import { keepSocket, type SocketOptions, unanswered } from './reconnecting-socket.ts'

/** Files go over requests of their own: `file-door.ts`. */
export interface SocketBridge extends Omit<Bridge, 'files'> {
  /** Ends the connection for good. */
  close(): void
}

interface Answer {
  id: number
  result: Result<unknown>
}

export interface SocketBridgeOptions extends SocketOptions {
  /** Of the host, for scripts. */
  address?: ApiAddress
  /** What the page was opened to show. */
  deliveryId?: string | null
}

export function createSocketBridge(options: SocketBridgeOptions): SocketBridge {
  const { address = null, deliveryId = null } = options
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  const feedListeners = new Set<(batch: FeedBatch) => void>()
  const connectionListeners = new Set<(connected: boolean) => void>()
  let lastId = 0

  const failWaiting = (): void => {
    for (const answer of waiting.values()) answer({ ok: false, error: unanswered })
    waiting.clear()
  }

  const socket = keepSocket(options, {
    onMessage: (text) => {
      const message = JSON.parse(text) as Answer | { batch: FeedBatch }
      if ('batch' in message) {
        for (const listener of feedListeners) listener(message.batch)
        return
      }
      waiting.get(message.id)?.(message.result)
      waiting.delete(message.id)
    },
    onConnection: (connected) => {
      if (!connected) failWaiting()
      for (const listener of connectionListeners) listener(connected)
    },
  })

  return {
    host: 'browser',
    async invoke<N extends CommandName>(name: N, input: CommandInput<N>) {
      const failure = await socket.ready()
      if (failure) return { ok: false, error: failure }
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
    onShow(listener) {
      if (deliveryId !== null) listener({ deliveryId })
      return () => {}
    },
    openFolder() {},
    localApi: () => Promise.resolve(address),
    close() {
      socket.close()
    },
  }
}
