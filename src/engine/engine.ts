/**
 * The dispatcher engine: plain Node, no window, no globals. Everything that it needs comes in through the door, so a
 * test runs it on a real file, a real receiver and a clock that the test moves.
 */
import type { FeedBatch } from '../shared/events.ts'
import type { Result } from '../shared/result.ts'
import type { Clock } from './clock.ts'
import type { EngineContext } from './context.ts'
import { createCounters } from './counts.ts'
import { isListening } from './deliver/is-listening.ts'
import type { Sender } from './deliver/sender.ts'
import { createDispatcher } from './dispatch/dispatcher.ts'
import { createPortWatch, type PortWatch } from './dispatch/port-watch.ts'
import { createEndpointHolds } from './endpoint-holds.ts'
import { createEndpointMemory } from './endpoint-memory.ts'
import { createFeed } from './feed.ts'
import { pass } from './gate.ts'
import { createJobs } from './jobs.ts'
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
  /** From 0 to below 1, for jitter. */
  random(): number
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
  const { dispatcher, feed, waiters, receiver, jobs, holds, portWatch } = context
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
      holds.goOn()
      for (const { seq, url, health } of context.endpoints.all()) {
        if (health.refusedSince !== null) portWatch.watch(seq, url)
      }
      publishSlowState()
    },
    stop(graceMs = defaultGraceMs) {
      stopping ??= (async () => {
        callOffSlowState()
        jobs.close()
        portWatch.close()
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

function createContext(parts: EngineParts): EngineContext & { portWatch: PortWatch } {
  const { store, clock, sender, newId, log, version } = parts
  const endpoints = createEndpointMemory(store, newId)
  const counters = createCounters(store)
  const pulse = createPulseMeter()
  const feed = createFeed((seqs) => store.rows.bySeqs(seqs))
  const waiters = createWaiters(clock)
  let settings = store.settings.get()
  let wasFaulty = false
  const dispatcher = createDispatcher({
    store,
    clock,
    sender,
    endpoints,
    settings: () => settings,
    userAgent: () => settings.userAgent || `WebhookDispatcher/${version}`,
    newId,
    random: parts.random,
    log,
    recount: () => counters.recount(),
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
    news({ paused, refused }) {
      for (const endpointSeq of paused) holds.hold(endpointSeq)
      for (const { endpointSeq, url } of refused) portWatch.watch(endpointSeq, url)
    },
    statusChanged(queue) {
      feed.state('queue.changed', () => ({ queue }))
      waiters.ask()
      // A fault has ended the jobs of endpoints that are paused or were resumed.
      if (wasFaulty && queue.fault === null) holds.goOn()
      wasFaulty = queue.fault !== null
    },
  })
  const jobs = createJobs({
    now: () => clock.now(),
    newId,
    write: (work) => dispatcher.write(work),
    onChange() {
      feed.state('jobs.changed', () => ({ jobs: jobs.list() }))
      waiters.ask()
    },
    log,
  })
  const holds = createEndpointHolds({ store, endpoints, jobs, now: () => clock.now() })
  const portWatch = createPortWatch({
    clock,
    isListening,
    onListening: (endpointSeq) => void dispatcher.write(() => noteListening(endpointSeq)).catch(() => {}),
  })
  const noteListening = (endpointSeq: number): void => {
    const { health } = endpoints.get(endpointSeq)
    endpoints.change(endpointSeq, { health: { ...health, refusedSince: null } })
  }
  const receiver = createReceiver({
    clock,
    onChange: () => feed.state('receiver.changed', () => ({ receiver: receiver.state() })),
  })
  const reloadSettings = (): void => {
    settings = store.settings.get()
  }
  return {
    store,
    clock,
    dispatcher,
    endpoints,
    holds,
    jobs,
    portWatch,
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
