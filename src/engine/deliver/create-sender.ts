/**
 * The door to the network: one request in, everything that can be seen of it out. Keeps track of what is on its way,
 * so that `close()` leaves no socket, no timer and no request without an answer behind.
 */
import { mostConcurrency } from '../../shared/limits.ts'
import type { Clock } from '../clock.ts'
import { createConnections } from './connections.ts'
import { Exchange } from './exchange.ts'
import { InFlight } from './in-flight.ts'
import type { Sender } from './sender.ts'
import { createTargets } from './target.ts'

export interface SenderOptions {
  clock: Clock
  /** Idle connections that are kept for the next request, over all origins. By default as many as can be busy. */
  connections?: number
}

/** Timings: `firstByteMs` and `totalMs` count from the call of `send`, the other phases from the end of the one before. */
export function createSender({ clock, connections: mostIdle = mostConcurrency }: SenderOptions): Sender {
  const connections = createConnections({ clock, mostIdle })
  const targetOf = createTargets()
  const inFlight = new InFlight<Exchange>()
  const tools = { clock, connections, settled: (exchange: Exchange) => inFlight.remove(exchange) }
  let closing: Promise<void> | null = null

  return {
    send(request) {
      const exchange = new Exchange(request, targetOf(request.url), tools)
      if (closing) {
        exchange.abort()
      } else {
        inFlight.add(exchange)
        exchange.start()
      }
      return exchange
    },
    close() {
      closing ??= (() => {
        for (const exchange of inFlight.all()) exchange.abort()
        return connections.close()
      })()
      return closing
    },
  }
}
