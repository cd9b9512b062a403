/**
 * The door to the network: one request in, everything that can be seen of it out. Keeps track of what is on its way,
 * so that `close()` leaves no socket, no timer and no request without an answer behind.
 */
import { mostConcurrency } from '../../shared/limits.ts'
import type { Clock } from '../clock.ts'
import { createConnections } from './connections.ts'
import { InFlight } from './in-flight.ts'
import { createRoutes, type RouteOptions } from './route.ts'
import type { Sender } from './sender.ts'
import { Sending, type SendingTools } from './sending.ts'
import { createTargets } from './target.ts'

export interface SenderOptions extends RouteOptions {
  clock: Clock
  /** Idle connections that are kept for the next request, over all origins. By default as many as can be busy. */
  connections?: number
}

/** Timings: `firstByteMs` and `totalMs` count from the call of `send`, the other phases from the end of the one before. */
export function createSender(options: SenderOptions): Sender {
  const { clock, connections: mostIdle = mostConcurrency } = options
  const connections = createConnections({ clock, mostIdle })
  const targetOf = createTargets()
  const inFlight = new InFlight<Sending>()
  const tools: SendingTools = {
    clock,
    connections,
    routeTo: createRoutes(options),
    settled: (sending) => inFlight.remove(sending),
  }
  let closing: Promise<void> | null = null

  return {
    send(request) {
      const sending = new Sending(request, targetOf(request.url), tools)
      if (closing) {
        sending.abort()
      } else {
        inFlight.add(sending)
        sending.start()
      }
      return sending
    },
    close() {
      closing ??= (() => {
        for (const sending of inFlight.all()) sending.abort()
        return connections.close()
      })()
      return closing
    },
  }
}
