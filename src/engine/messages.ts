/** What travels between a host and the engine's thread. */
import type { FeedBatch } from '../shared/events.ts'
import type { Failure, Result } from '../shared/result.ts'

export interface ThreadData {
  dataDir: string
  version: string
  dispatching: boolean
  /** Waits are passed over: see virtual-clock.ts. */
  virtual: boolean
  /** Standard error gets defects alone, no warnings: whoever asked is told in an answer. */
  quiet: boolean
}

export type ToThread =
  | { kind: 'invoke'; id: number; name: unknown; input: unknown }
  | { kind: 'stop'; graceMs: number }

export type FromThread =
  | { kind: 'ready' }
  | { kind: 'refused'; failure: Failure }
  | { kind: 'result'; id: number; result: Result<unknown> }
  | { kind: 'batch'; batch: FeedBatch }
