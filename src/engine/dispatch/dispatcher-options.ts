/** What the loop works with, and whom it tells what came of its turns. */
import type { QueueStatus, Settings } from '../../shared/model.ts'
import type { Clock } from '../clock.ts'
import type { Sender } from '../deliver/sender.ts'
import type { EndpointMemory } from '../endpoint-memory.ts'
import type { Log } from '../log.ts'
import type { Changes } from '../store/changes.ts'
import type { Store } from '../store/store.ts'
import type { FinishedAttempt } from './attempt.ts'
import type { RecordNews } from './record.ts'

export interface DispatcherOptions {
  store: Store
  clock: Clock
  timers: Clock
  sender: Sender
  endpoints: EndpointMemory
  settings(): Settings
  userAgent(): string
  newId(): string
  /** From 0 to below 1. */
  random(): number
  log: Log
  /** Changes that were told to nobody have been lost with a transaction. */
  recount(): void
  /** After every commit that changed something. */
  committed(changes: Changes): void
  recorded(finished: FinishedAttempt): void
  /** After the commit. */
  news(news: RecordNews): void
  statusChanged(status: QueueStatus): void
  /** After the turn that has noticed it; nothing that waits is claimed ahead then. */
  clockSetBack(ms: number): void
  /** The database is of no more use; asked once a turn at most. */
  lost(error: unknown): void
}
