/**
 * The open connections: who carries the next request over a route, and which wait idle for one. A request never waits
 * here for another; how many run at once is the dispatcher's. Owns every socket that the sender opened, until it closed.
 */
import { channel } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import type { Clock } from '../clock.ts'
import { Connection, type ConnectionTools } from './connection.ts'
import type { Route } from './route.ts'
import { createTlsContexts } from './tls-contexts.ts'

/**
 * An empty list stays for the next request over its route: to delete and set it with every request would make the hash
 * table anew all the time (see in-flight.ts). Replays with edited URLs must not pile up, though.
 */
const mostKeys = 1_000

export interface Connections {
  /** An idle connection over the route (the one used last: the least likely to be stale), else a new one. */
  take(route: Route): Connection
  open(route: Route): Connection
  /** Its request is complete; keeps it for the next one. */
  release(connection: Connection): void
  /** Closes the idle ones and settles when no socket is left, those of requests included. */
  close(): Promise<void>
}

export function createConnections({ clock, mostIdle }: { clock: Clock; mostIdle: number }): Connections {
  const idle = new Map<string, Connection[]>()
  /** Their answers are complete, their requests have not wholly left. */
  const finishing = new Set<Connection>()
  const carriers = new WeakMap<Socket, Connection>()
  const sockets = new Set<Socket>()
  let idleCount = 0
  let closed = false
  let emptied = (): void => {}

  const tools: ConnectionTools = {
    clock,
    contexts: createTlsContexts(),
    opened(connection, socket) {
      carriers.set(socket, connection)
      sockets.add(socket)
      socket.once('close', () => {
        sockets.delete(socket)
        if (sockets.size === 0) emptied()
      })
    },
    disconnected(connection) {
      finishing.delete(connection)
      const { key } = connection.route
      const same = idle.get(key)
      const index = same?.indexOf(connection) ?? -1
      if (!same || index < 0) return
      same.splice(index, 1)
      idleCount -= 1
      connection.destroy()
    },
  }

  const heads = channel('undici:client:sendHeaders')
  const headSent = (message: unknown): void => {
    const { socket, headers } = message as { socket: Socket; headers: string }
    carriers.get(socket)?.headSent(headers)
  }
  heads.subscribe(headSent)

  const keep = (connection: Connection): void => {
    if (closed || !connection.usable || idleCount >= mostIdle) return connection.destroy()
    const { key } = connection.route
    const same = idle.get(key)
    if (same) {
      same.push(connection)
    } else {
      if (idle.size >= mostKeys) dropEmpty(idle)
      idle.set(key, [connection])
    }
    idleCount += 1
  }

  return {
    take(route) {
      const connection = idle.get(route.key)?.pop()
      if (!connection) return this.open(route)
      idleCount -= 1
      // Closed in this very turn of the loop; the word of it has not come yet.
      if (connection.usable) return connection
      connection.destroy()
      return this.take(route)
    },
    open: (route) => new Connection(route, tools),
    release(connection) {
      if (!connection.sending) return keep(connection)
      finishing.add(connection)
      connection.whenSent(() => {
        if (finishing.delete(connection)) keep(connection)
      })
    },
    async close() {
      closed = true
      heads.unsubscribe(headSent)
      for (const same of idle.values()) for (const connection of same) connection.destroy()
      for (const connection of finishing) connection.destroy()
      idle.clear()
      finishing.clear()
      if (sockets.size === 0) return
      await new Promise<void>((resolve) => {
        emptied = resolve
      })
    },
  }
}

function dropEmpty(idle: Map<string, Connection[]>): void {
  for (const [key, connections] of idle) if (connections.length === 0) idle.delete(key)
}
