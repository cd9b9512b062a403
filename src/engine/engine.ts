/**
 * The dispatcher engine: plain Node, no window, no globals. Everything that it needs comes in through the door, so a
 * test runs it on a real file, a real receiver and a clock that the test moves.
 */
import type { FeedBatch } from '../shared/events.ts'
import type { Settings } from '../shared/model.ts'
import { userAgentOf } from '../shared/request.ts'
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
import { attemptEntry, failedForGood, pausedAsGone } from './log-entries.ts'
import { createFeed } from './feed.ts'
import type { FileLog } from './file-log.ts'
import { pass } from './gate.ts'
import { createJobs } from './jobs.ts'
import type { Log } from './log.ts'
import { createPulseMeter, pulseMs } from './pulse.ts'
import { createReceiver } from './receiver/receiver.ts'
import { createReplan, type Replan, setBackMeanwhile } from './replan.ts'
import { createRetention } from './retention.ts'
import { createSearches } from './search/searches.ts'
import { FileLost } from './store/faults.ts'
import { wholeQueue } from './store/pulse-buckets.ts'
import type { Store } from './store/store.ts'
import { createWaiters } from './waiters.ts'

export interface EngineParts {
  store: Store
  clock: Clock
  /** Real time, where `clock` is not: waiting people, retention and the receiver go by it. */
  timers?: Clock
  sender: Sender
  newId(): string
  /** From 0 to below 1, for jitter and placeholders. */
  random(): number
  log: Log
  /** The database file was removed or replaced: the engine is of no more use and has to be stopped. */
  fileLost?(message: string): void
  /** The log file; without it there is none to read. */
  fileLog?: FileLog
  version: string
}

export interface Engine {
  /** The gate: any name, any input. Never rejects; `stopping` from the end of the grace on. */
  invoke(name: unknown, input: unknown): Promise<Result<unknown>>
  subscribe(listener: (batch: FeedBatch) => void): () => void
  /** Whether requests are on their way, or what came of them is still to be written. */
  isBusy(): boolean
  settings(): Settings
  start(): void
  /** Ends sending within `graceMs` (ms), then closes receiver, sockets and store. The promise in flight is shared. */
  stop(graceMs?: number): Promise<void>
}

/** The pulse moves on by itself, and endpoints change with every request: once a second is enough to look at. */
const slowStateMs = 1_000
const defaultGraceMs = 10_000

const hasStopped: Result<never> = {
  ok: false,
  error: { code: 'stopping', message: 'The application is closing; nothing is done any more.' },
}

export function createEngine(parts: EngineParts): Engine {
  const context = createContext(parts)
  const { dispatcher, feed, waiters, receiver, jobs, holds, portWatch, replan, retention, searches, timers } =
    context
  let callOffSlowState = (): void => {}
  let stopping: Promise<void> | null = null
  /** Nobody is answered any more. */
  let closed = false

  let pulseWasEmpty = true
  const publishSlowState = (): void => {
    if (context.endpoints.takeChanged()) {
      feed.state('endpoints.changed', () => ({ endpoints: context.endpoints.summaries() }))
    }
    const pulse = context.pulse.read(timers.now())
    const empty = pulse.buckets.length === 0
    if (!empty || !pulseWasEmpty) feed.state('pulse.changed', () => ({ pulse }))
    pulseWasEmpty = empty
    callOffSlowState = timers.after(slowStateMs, publishSlowState)
  }

  return {
    invoke: (name, input) =>
      closed ? Promise.resolve(hasStopped) : pass({ name, input }, context, parts.log),
    subscribe: (listener) => feed.subscribe(listener),
    isBusy: () => dispatcher.isBusy(),
    settings: () => context.settings(),
    start() {
      parts.log({ level: 'info', message: 'The engine has started.', facts: { version: parts.version } })
      const recovery = parts.store.settings.recovery()
      if (recovery) {
        const message = `The database was damaged (${recovery.reason}). It was set aside as ${recovery.file}, and the queue began anew.`
        parts.log({ level: 'warn', message })
      }
      dispatcher.start()
      holds.goOn()
      for (const { seq, url, health } of context.endpoints.all()) {
        if (health.refusedSince !== null) portWatch.watch(seq, url)
      }
      const setBackMs = setBackMeanwhile(context.endpoints, parts.clock.now())
      if (setBackMs > 0) replan.setBack(setBackMs)
      retention.start()
      publishSlowState()
    },
    stop(graceMs = defaultGraceMs) {
      stopping ??= (async () => {
        callOffSlowState()
        jobs.close()
        retention.stop()
        portWatch.close()
        await dispatcher.stop(graceMs)
        closed = true
        waiters.close()
        searches.close()
        await receiver.stop()
        await parts.sender.close()
        feed.close()
        if (parts.store.isLost()) saveLostFile(parts)
        parts.store.close()
        parts.log({ level: 'info', message: 'The engine has stopped.' })
        await parts.fileLog?.close()
      })()
      return stopping
    },
  }
}

function createContext(
  parts: EngineParts,
): EngineContext & { portWatch: PortWatch; replan: Replan; timers: Clock } {
  const { store, clock, timers = clock, sender, newId, log, version } = parts
  const endpoints = createEndpointMemory(store, newId)
  const counters = createCounters(store)
  const startedAt = timers.now()
  const pulse = createPulseMeter(
    store.pulseBuckets.read(wholeQueue, { from: startedAt - pulseMs, until: startedAt }),
  )
  const feed = createFeed((seqs) => store.rows.bySeqs(seqs))
  const waiters = createWaiters(timers)
  let settings = store.settings.get()
  let wasFaulty = false
  const dispatcher = createDispatcher({
    store,
    clock,
    timers,
    sender,
    endpoints,
    settings: () => settings,
    userAgent: () => userAgentOf(settings, version),
    newId,
    random: parts.random,
    log,
    recount: () => counters.recount(),
    committed(changes) {
      if (changes.touched.length + changes.deleted.length === 0) return
      counters.apply(changes.moves)
      searches.touched(changes)
      feed.deliveries(changes)
      feed.state('counts.changed', () => ({ counts: counters.current() }))
      waiters.ask()
    },
    recorded({ claimed, records }) {
      const at = timers.now()
      for (const record of records) {
        pulse.add({ at, outcome: record.outcome, totalMs: record.timings.totalMs })
        if (settings.logLevel === 'debug')
          log(attemptEntry(claimed, record, endpoints.get(claimed.endpointSeq)))
      }
    },
    news({ paused, refused, failed }) {
      for (const one of failed) log(failedForGood(one, endpoints.get(one.claimed.endpointSeq)))
      for (const endpointSeq of new Set(paused)) {
        log(pausedAsGone(endpoints.get(endpointSeq)))
        holds.hold(endpointSeq)
      }
      for (const { endpointSeq, url } of refused) portWatch.watch(endpointSeq, url)
    },
    lost(error) {
      if (error instanceof FileLost) parts.fileLost?.(error.message)
      else store.suspect()
    },
    clockSetBack: (ms) => replan.setBack(ms),
    statusChanged(queue) {
      feed.state('queue.changed', () => ({ queue }))
      waiters.ask()
      // A fault has ended the jobs that go on by themselves.
      if (wasFaulty && queue.fault === null) {
        holds.goOn()
        replan.goOn()
      }
      wasFaulty = queue.fault !== null
    },
  })
  const searches = createSearches({ store, isBusy: () => dispatcher.isBusy() })
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
  const replan = createReplan({ store, clock, jobs })
  const holds = createEndpointHolds({ store, endpoints, jobs, now: () => clock.now() })
  const retention = createRetention({
    store,
    timers,
    counters,
    settings: () => settings,
    write: (work) => dispatcher.write(work),
    log,
  })
  const portWatch = createPortWatch({
    clock: timers,
    isListening,
    onListening: (endpointSeq) => void dispatcher.write(() => noteListening(endpointSeq)).catch(() => {}),
  })
  const noteListening = (endpointSeq: number): void => {
    const { health } = endpoints.get(endpointSeq)
    endpoints.change(endpointSeq, { health: { ...health, refusedSince: null } })
  }
  const receiver = createReceiver({
    clock: timers,
    onChange: () => feed.state('receiver.changed', () => ({ receiver: receiver.state() })),
  })
  const reloadSettings = (): void => {
    settings = store.settings.get()
    parts.fileLog?.setLevel(settings.logLevel)
  }
  reloadSettings()
  return {
    store,
    clock,
    dispatcher,
    endpoints,
    holds,
    jobs,
    retention,
    portWatch,
    replan,
    timers,
    counters,
    feed,
    pulse,
    receiver,
    searches,
    waiters,
    version,
    settings: () => settings,
    reloadSettings,
    newId,
    random: parts.random,
    readLog: (most) => parts.fileLog?.read(most) ?? [],
  }
}

/** Everything is still in the file that has no name any more; with the end of the engine it would be gone. */
function saveLostFile({ store, log }: EngineParts): void {
  try {
    log({ level: 'warn', message: `What the lost database held was written to ${store.writeBack()}.` })
  } catch (error) {
    log({ level: 'error', message: 'What the lost database held could not be written back.', error })
  }
}
