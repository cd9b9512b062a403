/**
 * The dispatcher engine: plain Node, no window, no globals. Everything that it needs comes in through the door, so a
 * test runs it on a real file, a real receiver and a clock that the test moves.
 */
import type { FeedBatch } from '../shared/events.ts'
import type { Result } from '../shared/result.ts'
import type { Clock } from './clock.ts'
import type { EngineContext } from './context.ts'
import { createCounters } from './counts.ts'
import type { Sender } from './deliver/sender.ts'
import { createDispatcher } from './dispatch/dispatcher.ts'
import { createEndpointMemory } from './endpoint-memory.ts'
import { createFeed } from './feed.ts'
import { pass } from './gate.ts'
import type { Log } from './log.ts'
import { createPulseMeter } from './pulse.ts'
import { createReceiver } from './receiver/receiver.ts'
import type { Store } from './store/store.ts'
import { createWaiters } from './waiters.ts'

export interface EngineParts {
  store: Store
  clock: Clock
  sender: Sender
  newId(): string
  log: Log
  version: string
}

export interface Engine {
  /** The gate: any name, any input. Never rejects. */
  invoke(name: unknown, input: unknown): Promise<Result<unknown>>
  subscribe(listener: (batch: FeedBatch) => void): () => void
  start(): void
  /** Ends sending within `graceMs` (ms), then closes receiver, sockets and store. The promise in flight is shared. */
  stop(graceMs?: number): Promise<void>
}

/** The pulse moves on by itself, and endpoints change with every request: once a second is enough to look at. */
const slowStateMs = 1_000
const defaultGraceMs = 10_000

export function createEngine(parts: EngineParts): Engine {
  const context = createContext(parts)
  const { dispatcher, feed, waiters, receiver } = context
  let callOffSlowState = (): void => {}
  let stopping: Promise<void> | null = null

  let pulseWasEmpty = true
  const publishSlowState = (): void => {
    if (context.endpoints.takeChanged()) {
      feed.state('endpoints.changed', () => ({ endpoints: context.endpoints.summaries() }))
    }
    const pulse = context.pulse.read(parts.clock.now())
    const empty = pulse.buckets.length === 0
    if (!empty || !pulseWasEmpty) feed.state('pulse.changed', () => ({ pulse }))
    pulseWasEmpty = empty
    callOffSlowState = parts.clock.after(slowStateMs, publishSlowState)
  }

  return {
    invoke: (name, input) => pass({ name, input }, context, parts.log),
    subscribe: (listener) => feed.subscribe(listener),
    start() {
      dispatcher.start()
      publishSlowState()
    },
    stop(graceMs = defaultGraceMs) {
      stopping ??= (async () => {
        callOffSlowState()
        await dispatcher.stop(graceMs)
        waiters.close()
        await receiver.stop()
        await parts.sender.close()
        feed.close()
        parts.store.close()
      })()
      return stopping
    },
  }
}

function createContext(parts: EngineParts): EngineContext {
  const { store, clock, sender, newId, log, version } = parts
  const endpoints = createEndpointMemory(store, newId)
  const counters = createCounters(store)
  const pulse = createPulseMeter()
  const feed = createFeed((seqs) => store.rows.bySeqs(seqs))
  const waiters = createWaiters(clock)
  let settings = store.settings.get()
  const dispatcher = createDispatcher({
    store,
    clock,
    sender,
    endpoints,
    settings: () => settings,
    userAgent: () => settings.userAgent || `WebhookDispatcher/${version}`,
    newId,
    log,
    committed(changes) {
      if (changes.touched.length + changes.deleted.length === 0) return
      counters.apply(changes.moves)
      feed.deliveries(changes)
      feed.state('counts.changed', () => ({ counts: counters.current() }))
      waiters.ask()
    },
    recorded({ records }, now) {
      for (const { outcome, timings } of records) pulse.add({ at: now, outcome, totalMs: timings.totalMs })
    },
    statusChanged(queue) {
      feed.state('queue.changed', () => ({ queue }))
      waiters.ask()
    },
  })
  const receiver = createReceiver({
    clock,
    onChange: () => feed.state('receiver.changed', () => ({ receiver: receiver.state() })),
  })
  const reloadSettings = (): typeof settings => {
    settings = store.settings.get()
    return settings
  }
  return {
    store,
    clock,
    dispatcher,
    endpoints,
    counters,
    feed,
    pulse,
    receiver,
    waiters,
    version,
    settings: () => settings,
    reloadSettings,
    newId,
  }
}
