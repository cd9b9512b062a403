/**
 * The open connections: who carries the next request to an origin, and which wait idle for one. A request never waits
 * here for another; how many run at once is the dispatcher's. Owns every socket that the sender opened, until it closed.
 */
import { channel } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { buildConnector } from 'undici'
import type { Clock } from '../clock.ts'
import { Connection, type OpenSocket } from './connection.ts'
import { lookup } from './lookup.ts'

/**
 * Node tries the addresses of a name in turn and gives each but the last this long. Its default of 250 ms gives up
 * receivers behind a VPN or on another continent that would have answered.
 */
const addressAttemptMs = 1_000

export interface Connections {
  /** An idle connection to the origin (the one used last: the least likely to be stale), else a new one. */
  take(origin: string): Connection
  open(origin: string): Connection
  /** Its request is complete; keeps it for the next. */
  release(connection: Connection): void
  /** Closes the idle ones and settles when no socket is left, those of requests included. */
  close(): Promise<void>
}

export function createConnections({ clock, mostIdle }: { clock: Clock; mostIdle: number }): Connections {
  const idle = new Map<string, Connection[]>()
  const carriers = new WeakMap<object, Connection>()
  const sockets = new Set<Socket>()
  let idleCount = 0
  let closed = false
  let emptied = (): void => {}

  const openSocket = buildConnector({
    // Zero: no timer; each connection has its own, exact one.
    timeout: 0,
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: addressAttemptMs,
  }) as OpenSocket

  const tools = {
    clock,
    openSocket,
    opened(connection: Connection, socket: Socket): void {
      carriers.set(socket, connection)
      sockets.add(socket)
      socket.once('close', () => {
        sockets.delete(socket)
        if (sockets.size === 0) emptied()
      })
    },
    disconnected(connection: Connection): void {
      const same = idle.get(connection.origin)
      const index = same?.indexOf(connection) ?? -1
      if (!same || index < 0) return
      same.splice(index, 1)
      idleCount -= 1
      if (same.length === 0) idle.delete(connection.origin)
      connection.destroy()
    },
  }

  const heads = channel('undici:client:sendHeaders')
  const headSent = (message: unknown): void => {
    const { socket, headers } = message as { socket: Socket; headers: string }
    carriers.get(socket)?.headSent(headers)
  }
  heads.subscribe(headSent)

  return {
    take(origin) {
      const connection = idle.get(origin)?.pop()
      if (!connection) return this.open(origin)
      idleCount -= 1
      return connection
    },
    open(origin) {
      return new Connection(origin, tools)
    },
    release(connection) {
      if (closed || idleCount >= mostIdle) return connection.destroy()
      const same = idle.get(connection.origin)
      if (same) same.push(connection)
      else idle.set(connection.origin, [connection])
      idleCount += 1
    },
    async close() {
      closed = true
      heads.unsubscribe(headSent)
      for (const same of idle.values()) for (const connection of same) connection.destroy()
      idle.clear()
      if (sockets.size === 0) return
      await new Promise<void>((resolve) => {
        emptied = resolve
      })
    },
  }
}
