/**
 * Opens the queue for this host: the engine in its thread, and beside it the loopback server by which the command
 * line finds the running application. What cannot be served is logged; the window works without it.
 */
import { type EngineClient, type EngineOptions, startEngine } from '../engine/client.ts'
import type { Log } from '../engine/log.ts'
import { publishAddress, withdrawAddress } from '../server/address.ts'
import { folderToken } from '../server/folder-token.ts'
import { type RunningServer, startServer } from '../server/start-server.ts'

export interface OpenQueueOptions extends EngineOptions {
  log: Log
}

/** An engine whose end, asked or not, also ends the server. Rejects as `startEngine` does. */
export async function openQueue(options: OpenQueueOptions): Promise<EngineClient> {
  const { dataDir, log } = options
  const engine = await startEngine(options)
  const server = await serve(engine, options)
  const unserved = engine.closed.then(async () => {
    await withdraw(dataDir, log)
    await server?.close()
  })
  return {
    ...engine,
    // Nobody new finds the way, then whoever waits for an answer gets one, then the connections end.
    stop: async (how) => {
      await withdraw(dataDir, log)
      await engine.stop(how)
      await unserved
    },
  }
}

async function serve(
  engine: EngineClient,
  { dataDir, log }: OpenQueueOptions,
): Promise<RunningServer | undefined> {
  let server: RunningServer | undefined
  try {
    server = await startServer({ engine, dataDir, token: await folderToken(dataDir) })
    await publishAddress(dataDir, { ...server, host: 'electron' })
  } catch (error) {
    log({ level: 'warn', message: 'The command line will not find this application.', error })
  }
  return server
}

async function withdraw(dataDir: string, log: Log): Promise<void> {
  try {
    await withdrawAddress(dataDir)
  } catch (error) {
    log({ level: 'warn', message: 'The address of this application stays published.', error })
  }
}
