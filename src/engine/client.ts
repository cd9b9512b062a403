/**
 * The host's end of the engine thread: starts it, sends it commands, passes on its feed, stops it.
 * The gate that checks commands stands inside the thread, so every host gives the same answers.
 */
import { Worker } from 'node:worker_threads'
import type { FeedBatch } from '../shared/events.ts'
import { Refusal, type Result } from '../shared/result.ts'
import type { FromThread, ThreadData, ToThread } from './messages.ts'

export interface EngineClient {
  /** Any name and input, as they came in from outside: the engine's gate checks both. Never rejects. */
  invoke(name: unknown, input: unknown): Promise<Result<unknown>>
  /** Calls back with every batch from now on, in order. Answers with the way to stop. */
  subscribe(listener: (batch: FeedBatch) => void): () => void
  /** Ends within `graceMs` (10 s by default) and a little: see the engine's `stop`. The promise in flight is shared. */
  stop(options?: { graceMs?: number }): Promise<void>
  /** Settles when the thread has ended, asked or not; with the reason where it ended by an error. */
  readonly closed: Promise<Error | null>
}

export interface EngineOptions {
  /** The built thread: `out/main/engine.js`. */
  threadFile: URL
  dataDir: string
  /** The application's version, for the User-Agent and the window. */
  version: string
  /** Whether it sends what is due (default). Without, it only stores, lists and changes: for commands that look. */
  dispatching?: boolean
  /** Passes over every wait: a retry schedule of days runs in seconds. */
  virtual?: boolean
  /** Says defects alone on standard error, no warnings. */
  quiet?: boolean
}

/**
 * What is short-lived is collected every few megabytes. By default a thread lets some hundred of them gather, and an import
 * of a large file took half as much again.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 24 }
const defaultGraceMs = 10_000
/** After the grace: closing sockets and folding in the write-ahead log. Then the thread is ended by force. */
const closingMs = 5_000

/**
 * Rejects with a `Refusal` whose code says why the data folder cannot be used, and leaves the files as they are:
 * `data_folder_unwritable`, `data_folder_owned` (details: `pid`), `database_newer`, `database_damaged`,
 * `database_foreign`; `engine_unavailable` for what was not foreseen.
 */
export async function startEngine(options: EngineOptions): Promise<EngineClient> {
  const { threadFile, dataDir, version, dispatching = true, virtual = false, quiet = false } = options
  const workerData: ThreadData = { dataDir, version, dispatching, virtual, quiet }
  const worker = new Worker(threadFile, { workerData, resourceLimits })
  const closed = whenClosed(worker)
  await whenReady(worker, closed)
  return connect(worker, closed)
}

function whenClosed(worker: Worker): Promise<Error | null> {
  return new Promise((resolve) => {
    let reason: Error | null = null
    worker.once('error', (error) => {
      reason = error instanceof Error ? error : new Error(String(error))
    })
    worker.once('exit', () => resolve(reason))
  })
}

async function whenReady(worker: Worker, closed: Promise<Error | null>): Promise<void> {
  const first = await Promise.race([
    closed.then((error): FromThread => {
      const message = `The queue could not be opened: ${error?.message ?? 'its thread ended at once'}.`
      return { kind: 'refused', failure: { code: 'engine_unavailable', message } }
    }),
    new Promise<FromThread>((resolve) => worker.once('message', resolve)),
  ])
  if (first.kind !== 'refused') return
  await closed
  throw new Refusal(first.failure.code, first.failure.message, first.failure.details)
}

function connect(worker: Worker, closed: Promise<Error | null>): EngineClient {
  const listeners = new Set<(batch: FeedBatch) => void>()
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  let lastId = 0
  let gone = false
  let stopping: Promise<void> | null = null

  const post = (message: ToThread): void => worker.postMessage(message)

  worker.on('message', (message: FromThread) => {
    if (message.kind === 'batch') for (const listener of listeners) listener(message.batch)
    if (message.kind !== 'result') return
    waiting.get(message.id)?.(message.result)
    waiting.delete(message.id)
  })
  void closed.then(() => {
    gone = true
    for (const answer of waiting.values()) answer(engineGone)
    waiting.clear()
  })

  return {
    invoke(name, input) {
      if (gone) return Promise.resolve(engineGone)
      return new Promise((resolve) => {
        lastId += 1
        waiting.set(lastId, resolve)
        try {
          post({ kind: 'invoke', id: lastId, name, input })
        } catch {
          // A function or a symbol: nothing that a transport of ours can have carried.
          waiting.delete(lastId)
          resolve({
            ok: false,
            error: { code: 'invalid_input', message: 'The input cannot be sent to the engine.' },
          })
        }
      })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop({ graceMs = defaultGraceMs } = {}) {
      stopping ??= (async () => {
        if (!gone) post({ kind: 'stop', graceMs })
        const force = setTimeout(() => void worker.terminate(), graceMs + closingMs)
        await closed
        clearTimeout(force)
      })()
      return stopping
    },
    closed,
  }
}

const engineGone: Result<never> = {
  ok: false,
  error: {
    code: 'engine_unavailable',
    message: 'The engine has ended. Start the application again; the queue is kept.',
  },
}
