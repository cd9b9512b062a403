/**
 * `serve`: the application without Electron. Engine -> server with the window -> published address -> browser; the end
 * goes the other way round: nobody new finds it, connections are answered and closed, then the engine stops.
 */
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import type { EngineClient } from '../../engine/client.ts'
import { publishAddress, withdrawAddress } from '../../server/address.ts'
import { folderToken } from '../../server/folder-token.ts'
import type { RunningServer } from '../../server/start-server.ts'
import { Refusal } from '../../shared/result.ts'
import { exitCodes } from '../exit-codes.ts'
import { portNumber } from '../options.ts'
import { openEngine } from '../queue.ts'
import type { OpenSession, Session } from '../session.ts'
import { onEndAsked } from '../signals.ts'

interface ServeOptions {
  port?: number
  /** False with `--no-open`. */
  open: boolean
}

/** Requests in flight may finish within it; the server's own end and the closing of files come on top. */
const engineGraceMs = 5_000
/** From the signal to the end, whatever hangs. */
const longestEndMs = 9_500

const examples = `
Examples:
  $ webhook-dispatcher serve
  $ webhook-dispatcher serve --port 8600 --no-open

The address holds the token that lets the browser in; whoever has it can use the queue. Ctrl C ends it in order, a
second one at once.`

export function serveCommand(open: OpenSession): Command {
  return new Command('serve')
    .description('run the application and show its window in the browser')
    .option('--port <port>', 'instead of any free one', portNumber)
    .option('--no-open', 'open no browser')
    .addHelpText('after', examples)
    .action((options: ServeOptions) => serve(open(), options))
}

async function serve(session: Session, { port, open }: ServeOptions): Promise<void> {
  const { windowAddress } = await loadServer()
  const engine = await openEngine(session, { dispatching: true })
  const server = await startServing(session, { engine, port })
  const asked = Promise.withResolvers<null>()
  const stopListening = onEndAsked(() => {
    setTimeout(() => process.exit(exitCodes.error), longestEndMs).unref()
    asked.resolve(null)
  })
  const { url, token, pid } = server
  session.output.give({ url, token, pid }, () => windowAddress(server))
  session.output.hint(`The queue is kept in ${session.dataDir}. Ctrl C ends the application.`)
  if (open) void openBrowser(windowAddress(server), session)

  const lost = await Promise.race([asked.promise, engine.closed.then(engineLost)])
  await withdrawAddress(session.dataDir).catch(() => {}) // Left behind it only costs the next reader a moment.
  await server.close()
  await engine.stop({ graceMs: engineGraceMs })
  stopListening()
  if (lost) throw lost
}

/** No other command needs it. */
function loadServer() {
  return import('../../server/start-server.ts')
}

interface Serving {
  engine: EngineClient
  port: number | undefined
}

async function startServing({ home, dataDir }: Session, { engine, port }: Serving): Promise<RunningServer> {
  let server: RunningServer | undefined
  try {
    const windowDir = fileURLToPath(new URL('../renderer', home))
    const { startServer } = await loadServer()
    const token = await folderToken(dataDir)
    server = await startServer({
      engine,
      windowDir,
      dataDir,
      token,
      ...(port === undefined ? {} : { port }),
    })
    await publishAddress(dataDir, { ...server, host: 'browser' })
    return server
  } catch (error) {
    await server?.close()
    await engine.stop({ graceMs: 0 })
    throw error
  }
}

function engineLost(reason: Error | null): Refusal {
  // What was foreseen says itself what to do.
  const message = reason
    ? `The engine has ended: ${reason.message}`
    : 'The engine has ended. Start again; the queue is kept.'
  return new Refusal('engine_unavailable', message)
}

/** A machine without a browser is no reason to fail: the address is printed. */
async function openBrowser(address: string, { output }: Session): Promise<void> {
  try {
    const { default: open } = await import('open')
    await open(address)
  } catch {
    output.hint('No browser could be opened; open the address above in one.')
  }
}
