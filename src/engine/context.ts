/** What a command's handler may use. */
import type { ParsedInput, CommandName, CommandOutput } from '../shared/commands.ts'
import type { LogLine } from '../shared/log.ts'
import type { Settings } from '../shared/model.ts'
import type { Clock } from './clock.ts'
import type { Counters } from './counts.ts'
import type { Dispatcher } from './dispatch/dispatcher.ts'
import type { EndpointHolds } from './endpoint-holds.ts'
import type { EndpointMemory } from './endpoint-memory.ts'
import type { Feed } from './feed.ts'
import type { Jobs } from './jobs.ts'
import type { PulseMeter } from './pulse.ts'
import type { Receiver } from './receiver/receiver.ts'
import type { Retention } from './retention.ts'
import type { Searches } from './search/searches.ts'
import type { Store } from './store/store.ts'
import type { Waiters } from './waiters.ts'

export interface EngineContext {
  readonly store: Store
  readonly clock: Clock
  readonly retention: Retention
  readonly dispatcher: Dispatcher
  readonly endpoints: EndpointMemory
  readonly holds: EndpointHolds
  readonly jobs: Jobs
  readonly counters: Counters
  readonly feed: Feed
  readonly pulse: PulseMeter
  readonly receiver: Receiver
  readonly searches: Searches
  readonly waiters: Waiters
  readonly version: string
  settings(): Settings
  /** After the settings on disk have changed, or have not in the end. */
  reloadSettings(): void
  newId(): string
  /** From 0 to below 1. */
  random(): number
  /** The latest lines of the log, oldest first. */
  readLog(most: number): LogLine[]
}

/** Throws a `Refusal` for what it does not do; anything else thrown is a defect. */
export type Handler<N extends CommandName> = (
  input: ParsedInput<N>,
  context: EngineContext,
) => CommandOutput<N> | Promise<CommandOutput<N>>

/** Every command has a handler: a missing one does not compile. */
export type Handlers = { [N in CommandName]: Handler<N> }
