/**
 * The engine's thread: all SQLite and all sending happen here, so that nothing of it makes a window stutter.
 * The thread ends by itself after a stop; killing it from outside is the host's last resort.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type Failure, Refusal } from '../shared/result.ts'
import { systemClock } from './clock.ts'
import { proxyChoice } from './deliver/proxy.ts'
import type { Sender } from './deliver/sender.ts'
import { createEngine, type Engine } from './engine.ts'
import { createFileLog } from './file-log.ts'
import { type Log, logToStderr } from './log.ts'
import type { FromThread, ThreadData, ToThread } from './messages.ts'
import { newId } from './new-id.ts'
import { openEngine } from './open-engine.ts'
import { sayWhy } from './store/faults.ts'
import { openStore, type Store } from './store/store.ts'
import { takeUsualPriority } from './thread-priority.ts'
import { createVirtualClock } from './virtual-clock.ts'

const port = parentPort
if (!port) throw new Error('The engine thread runs in a worker thread only.')

takeUsualPriority()

const post = (message: FromThread): void => port.postMessage(message)

async function open({ dataDir, version, dispatching, virtual, quiet }: ThreadData): Promise<Engine> {
  const makeSender = dispatching ? (await import('./deliver/create-sender.ts')).createSender : sendsNothing
  const proxyOf = proxyChooser()
  const create = (store: Store): Engine => {
    // Whoever only looks leaves the log alone.
    const fileLog = dispatching ? createFileLog(dataDir) : undefined
    const log: Log = (entry) => {
      if (!quiet || entry.level === 'error') logToStderr(entry)
      fileLog?.log(entry)
    }
    const virtualClock = virtual ? createVirtualClock() : null
    const engine = createEngine({
      store,
      clock: virtualClock ?? systemClock,
      timers: systemClock,
      sender: makeSender({
        clock: systemClock,
        proxyFor: (url) => proxyOf(engine.settings().proxy)(url),
        systemCertificates: () => engine.settings().systemCertificates,
      }),
      newId,
      random: Math.random,
      log,
      ...(fileLog ? { fileLog } : {}),
      fileLost(message) {
        // The host is told why its engine has ended.
        void engine.stop(0).finally(() => {
          throw new Error(message)
        })
      },
      version,
    })
    virtualClock?.watch(() => engine.isBusy())
    return engine
  }
  return openEngine({ open: () => openStore(dataDir), create, dispatching })
}

/** An engine that only stores and looks never sends: HTTP, half of what there is to load, stays where it is. */
function sendsNothing(): Sender {
  return {
    send() {
      throw new Error('This engine was not started to send.')
    },
    async close() {},
  }
}

/** What the environment says is read once; the setting may change. */
function proxyChooser(): (setting: string) => (url: URL) => string | null {
  let chosen = { setting: '', choice: proxyChoice({ setting: '', env: process.env }) }
  return (setting) => {
    if (chosen.setting !== setting) {
      chosen = { setting, choice: proxyChoice({ setting, env: process.env }) }
    }
    return chosen.choice
  }
}

function failureOf(error: unknown, dataDir: string): Failure {
  if (error instanceof Refusal) return error.toFailure()
  return { code: 'engine_unavailable', message: `The queue could not be opened. ${sayWhy(error, dataDir)}` }
}

function listen(engine: Engine): void {
  engine.subscribe((batch) => post({ kind: 'batch', batch }))
  port?.on('message', (message: ToThread) => {
    if (message.kind === 'stop') {
      void engine.stop(message.graceMs).finally(() => port.close())
      return
    }
    const { id, name, input } = message
    void engine.invoke(name, input).then((result) => post({ kind: 'result', id, result }))
  })
  post({ kind: 'ready' })
}

const data = workerData as ThreadData
try {
  listen(await open(data))
} catch (error) {
  post({ kind: 'refused', failure: failureOf(error, data.dataDir) })
  port.close()
}
