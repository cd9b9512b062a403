/**
 * The host's end of the engine thread: starts it, sends it commands, passes on its feed, stops it.
 * The gate that checks commands stands inside the thread, so every host gives the same answers.
 */
import type { FeedBatch } from '../shared/events.ts'
import type { Result } from '../shared/result.ts'

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
}

/**
 * Rejects with a `Refusal` whose code says why the data folder cannot be used, and leaves the files as they are:
 * `data_folder_unwritable`, `data_folder_owned` (details: `pid`), `database_newer`, `database_damaged`, `database_foreign`.
 */
export async function startEngine(options: EngineOptions): Promise<EngineClient> {
  throw new Error(`not written yet: ${options.dataDir}`)
}
