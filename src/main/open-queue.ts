/**
 * Opens the queue for this host: the engine in its thread, and beside it the loopback server by which the command
 * line finds the running application. What cannot be served is logged; the window works without it.
 */
import { type EngineClient, type EngineOptions, startEngine } from '../engine/client.ts'
import type { Log } from '../engine/log.ts'
import { publishAddress, withdrawAddress } from '../server/address.ts'
import { startServer } from '../server/start-server.ts'

export interface OpenQueueOptions extends EngineOptions {
  log: Log
}

/** An engine whose end also ends the server. Rejects as `startEngine` does. */
export async function openQueue(options: OpenQueueOptions): Promise<EngineClient> {
  const engine = await startEngine(options)
  const close = await serve(engine, options)
  void engine.closed.then(close)
  return {
    ...engine,
    stop: async (how) => {
      await close()
      await engine.stop(how)
    },
  }
}
