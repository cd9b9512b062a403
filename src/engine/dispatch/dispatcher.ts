/**
 * The loop. One turn is one transaction: writes that people asked for, results that came in, and the claim of what is
 * next, so that one sync to disk serves all of them. Requests start only after the commit that claimed them; a
 * finished request starts the next one without waiting for its own commit. Results are kept until they are on disk.
 *
 * States: idle -> running -> stopping -> stopped. Only running claims. `stop()` answers with the promise in flight.
 */
import type { QueueStatus, Settings } from '../../shared/model.ts'
import type { Clock } from '../clock.ts'
import type { Sender } from '../deliver/sender.ts'
import type { EndpointMemory } from '../endpoint-memory.ts'
import type { Log } from '../log.ts'
import type { Changes } from '../store/changes.ts'
import type { ClaimedDelivery } from '../store/deliveries.ts'
import type { EventHead } from '../store/events.ts'
import type { Store } from '../store/store.ts'
import { type FinishedAttempt, type RunningAttempt, runAttempt } from './attempt.ts'
import { record } from './record.ts'
import { recover } from './recover.ts'
import { createTurnTimer } from './turn.ts'
import { createWriteQueue } from './write-queue.ts'

/** Covers a laptop that slept and a clock that was set: timers measure neither. */
const safetyTickMs = 15_000
/** After a failed commit (a full disk) the turn is tried again this often. */
const faultRetryMs = 1_000
/** Claimed ahead of the connections at most, so that a finished request finds the next one ready. */
const mostAhead = 600
/**
 * Only requests that end sooner can use up what was claimed ahead before the next turn. What is claimed says that it is
 * being sent, and is marked as interrupted by a crash, so no more is than needed.
 */
const quickMs = 50
/**
 * Payloads up to here are read with the claim, inside its transaction: a read of its own costs 10 us more, a fifth of
 * what a whole delivery may. Larger ones are read when their request starts, so that 600 of them are never held.
 */
const readAheadBytes = 64 * 1024
/** A lease outlasts its request by this much; only a run that died leaves one to expire. */
const leaseMarginMs = 60_000

export interface DispatcherOptions {
  store: Store
  clock: Clock
  sender: Sender
  endpoints: EndpointMemory
  settings(): Settings
  userAgent(): string
  newId(): string
  log: Log
  /** After every commit that changed something. */
  committed(changes: Changes): void
  recorded(finished: FinishedAttempt, now: number): void
  statusChanged(status: QueueStatus): void
}

export interface Dispatcher {
  /** Recovers what an earlier run left, then sends. */
  start(): void
  /** Within `graceMs` requests in flight may finish; then they are aborted and given back. */
  stop(graceMs: number): Promise<void>
  /** Runs `work` in the next turn's transaction; settles after the commit. Rejects with what `work` threw. */
  write<T>(work: () => T): Promise<T>
  setPaused(paused: boolean): Promise<void>
  /** Called by the write that takes a delivery's lease away: its request ends, or never begins. */
  abort(seq: number): void
  status(): QueueStatus
}

interface Ready {
  claimed: ClaimedDelivery
  event: EventHead
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { store, clock, sender, endpoints, log } = options
  const owner = options.newId()
  const inFlight = new Map<number, RunningAttempt>()
  const writes = createWriteQueue(store)
  let lifecycle: QueueStatus['lifecycle'] = 'idle'
  let paused = store.settings.paused()
  let fault: string | null = null
  /** Claimed, not started. */
  let ready: Ready[] = []
  let finished: FinishedAttempt[] = []
  let cancelDueTimer = (): void => {}
  let stopping: Promise<void> | null = null
  let emptied = (): void => {}

  const status = (): QueueStatus => ({ lifecycle, paused, fault })
  const setLifecycle = (next: QueueStatus['lifecycle']): void => {
    lifecycle = next
    options.statusChanged(status())
  }

  const timer = createTurnTimer(() => turn())

  function turn(): void {
    const results = finished
    const taken = writes.take()
    const now = clock.now()
    let claimed: Ready[] = []
    let dueAt: number | null = null
    finished = []
    try {
      store.transaction(() => {
        writes.run(taken)
        for (const result of results) recordResult(result, now)
        if (!claims()) giveReadyBack(now)
        claimed = claims() ? claim(now, results) : []
        dueAt = store.deliveries.nextDueAt()
      })
    } catch (error) {
      fail(error, results)
      writes.reject(taken, error)
      return
    }
    // Taken before anything else can fail: what was committed is always told.
    const changes = store.changes.take()
    if (fault) setFault(null)
    if (!claims()) ready = []
    ready.push(...claimed)
    startReady()
    writes.settle(taken)
    for (const result of results) options.recorded(result, now)
    options.committed(changes)
    armDueTimer(dueAt)
    if (inFlight.size === 0 && finished.length === 0) emptied()
  }

  const claims = (): boolean => lifecycle === 'running' && !paused

  function recordResult(result: FinishedAttempt, now: number): void {
    record(result, { store, owner, now, cooldownMs: options.settings().cooldownMs })
    const last = result.records.at(-1)
    if (!last) return
    endpoints.learn(result.claimed.endpointSeq, {
      outcome: last.outcome,
      at: now,
      zstdSupport: result.zstdSupport,
    })
  }

  /** Reads ahead by twice the quick results of the last turn: nothing while requests are slow, enough when they fly. */
  function claim(now: number, results: readonly FinishedAttempt[]): Ready[] {
    const { concurrency, requestTimeoutMs } = options.settings()
    const quick = results.filter(({ records }) => (records.at(-1)?.timings.totalMs ?? 0) < quickMs).length
    const ahead = Math.min(quick * 2, mostAhead)
    const limit = concurrency + ahead - inFlight.size - ready.length
    if (limit <= 0) return []
    const claimed = store.deliveries.claim({
      owner,
      now,
      leaseExpiresAt: now + requestTimeoutMs * 2 + leaseMarginMs,
      limit,
    })
    return claimed.map((delivery) => ({
      claimed: delivery,
      event: store.events.head(delivery.eventSeq, readAheadBytes),
    }))
  }

  function giveReadyBack(now: number): void {
    for (const { claimed } of ready) {
      store.deliveries.release(claimed.seq, { owner, dueAt: now, now, marks: '' })
    }
  }

  function startReady(): void {
    if (fault) return
    const { concurrency } = options.settings()
    while (claims() && inFlight.size < concurrency) {
      const next = ready.shift()
      if (!next) return
      try {
        start(next)
      } catch (error) {
        ready.unshift(next)
        return fail(error, [])
      }
    }
  }

  function start({ claimed, event }: Ready): void {
    const settings = options.settings()
    const running = runAttempt(
      {
        claimed,
        event,
        data: payloadOf(claimed, event),
        endpoint: endpoints.get(claimed.endpointSeq),
        userAgent: options.userAgent(),
        timeoutMs: settings.requestTimeoutMs,
        connectTimeoutMs: settings.connectTimeoutMs,
      },
      { clock, sender },
    )
    inFlight.set(claimed.seq, running)
    void running.done.then((result) => {
      inFlight.delete(claimed.seq)
      finished.push(result)
      startReady()
      if (!fault) timer.soon(finished.length)
    })
  }

  function payloadOf(claimed: ClaimedDelivery, event: EventHead): Buffer {
    const edited = claimed.edited ? store.deliveries.editedData(claimed.seq) : null
    return edited ?? event.data ?? store.events.get(claimed.eventSeq).data
  }

  /** The disk refuses. Nothing that came back is dropped: it is written when that works again; until then nothing is sent. */
  function fail(error: unknown, results: FinishedAttempt[]): void {
    store.changes.take()
    finished = [...results, ...finished]
    const message = error instanceof Error ? error.message : String(error)
    log({ level: 'error', message: `The queue cannot be read or written: ${message}`, error })
    setFault(message)
    timer.later(faultRetryMs)
  }

  function setFault(message: string | null): void {
    if (message === fault) return
    fault = message
    options.statusChanged(status())
  }

  function armDueTimer(nextDueAt: number | null): void {
    cancelDueTimer()
    if (!claims()) return
    // With every connection busy a finished request brings the next turn.
    const dueAt = inFlight.size < options.settings().concurrency ? nextDueAt : null
    const waitMs = dueAt === null ? safetyTickMs : Math.min(Math.max(dueAt - clock.now(), 0), safetyTickMs)
    cancelDueTimer = clock.after(waitMs, () => timer.now())
  }

  async function drainRequests(graceMs: number): Promise<void> {
    const empty = new Promise<void>((resolve) => {
      emptied = resolve
    })
    timer.now()
    await within(empty, graceMs)
    for (const running of inFlight.values()) running.abort('shutdown')
    if (inFlight.size > 0 || finished.length > 0) timer.now()
    // Aborting settles every request at once; where it does not end here the disk refuses, and waiting would not help.
    await within(empty, faultRetryMs)
  }

  async function within(promise: Promise<void>, ms: number): Promise<void> {
    let callOff = (): void => {}
    const over = new Promise<void>((resolve) => {
      callOff = clock.after(ms, resolve)
    })
    await Promise.race([promise, over])
    callOff()
  }

  function write<T>(work: () => T): Promise<T> {
    const written = writes.add(work)
    timer.now()
    return written
  }

  return {
    start() {
      if (lifecycle !== 'idle') return
      const interrupted = recover(store, clock.now())
      options.committed(store.changes.take())
      if (interrupted > 0)
        log({ level: 'warn', message: `${interrupted} deliveries were interrupted and are sent again.` })
      setLifecycle('running')
      timer.now()
    },
    stop(graceMs) {
      stopping ??= (async () => {
        cancelDueTimer()
        writes.close()
        setLifecycle('stopping')
        await drainRequests(graceMs)
        timer.clear()
        writes.reject(writes.take(), new Error('the application is closing'))
        setLifecycle('stopped')
      })()
      return stopping
    },
    write,
    async setPaused(next) {
      const before = paused
      try {
        await write(() => {
          store.settings.setPaused(next)
          paused = next
        })
      } catch (error) {
        paused = before
        throw error
      }
      options.statusChanged(status())
    },
    abort(seq) {
      ready = ready.filter(({ claimed }) => claimed.seq !== seq)
      inFlight.get(seq)?.abort('cancel')
    },
    status,
  }
}
