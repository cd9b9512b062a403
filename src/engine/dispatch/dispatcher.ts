/**
 * The loop. One turn is one transaction: writes that people asked for, results that came in, and the claim of what is
 * next, so that one commit serves all of them. Requests start only after the commit that claimed them; a finished
 * request starts the next one without waiting for its own commit. Results are kept until they are committed.
 *
 * States: idle -> running -> stopping -> stopped. Only running claims. `stop()` answers with the promise in flight.
 */
import type { QueueStatus, Settings } from '../../shared/model.ts'
import { mostConcurrency } from '../../shared/limits.ts'
import type { Clock } from '../clock.ts'
import type { Sender } from '../deliver/sender.ts'
import type { EndpointMemory } from '../endpoint-memory.ts'
import type { Log } from '../log.ts'
import type { Changes } from '../store/changes.ts'
import type { Claimed } from '../store/claims.ts'
import type { Store } from '../store/store.ts'
import { type FinishedAttempt, runAttempt } from './attempt.ts'
import { claimDue, leased, mostAhead, tellClaimed } from './claim.ts'
import { InFlight, type Running } from './in-flight.ts'
import type { Lane, Limits } from './lane.ts'
import { type Claim, Lanes } from './lanes.ts'
import { record, type Result } from './record.ts'
import { recover } from './recover.ts'
import { createTurnTimer } from './turn.ts'
import { createWriteQueue } from './write-queue.ts'

/** Covers a laptop that slept and a clock that was set: timers measure neither. */
const safetyTickMs = 15_000
/** After a failed commit (a full disk) the turn is tried again this often. */
const faultRetryMs = 1_000
/**
 * Only requests that end sooner can use up what was claimed ahead before the next turn. What is claimed says that it is
 * being sent, and is marked as interrupted by a crash, so no more is than needed.
 */
const quickMs = 50
/** A request that takes longer gives its place among the connections to other endpoints. */
const slowMs = 1_000
/** How often that is looked at. */
const slowTickMs = 250

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
  /** Runs `work` in the next turn's transaction; settles when that is on disk. Rejects with what `work` threw. */
  write<T>(work: () => T): Promise<T>
  setPaused(paused: boolean): Promise<void>
  /** Called by the write that calls a delivery off: its request ends, or never begins. */
  abort(seq: number): void
  status(): QueueStatus
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { store, clock, sender, endpoints, log } = options
  const owner = options.newId()
  const lanes = new Lanes()
  const inFlight = new InFlight()
  const writes = createWriteQueue(store)
  let lifecycle: QueueStatus['lifecycle'] = 'idle'
  let paused = store.settings.paused()
  let fault: string | null = null
  let finished: Result[] = []
  /** What the lanes know of due times was learned in a transaction that was rolled back. */
  let stale = false
  let cancelDueTimer = (): void => {}
  let cancelSlowTick: (() => void) | null = null
  let stopping: Promise<void> | null = null
  let emptied = (): void => {}

  const status = (): QueueStatus => ({ lifecycle, paused, fault })
  const setLifecycle = (next: QueueStatus['lifecycle']): void => {
    lifecycle = next
    options.statusChanged(status())
  }
  const claims = (): boolean => lifecycle === 'running' && !paused
  const timer = createTurnTimer(() => turn())

  function turn(): void {
    const results = finished
    const taken = writes.take()
    const now = clock.now()
    let claimed: Claim[] = []
    finished = []
    try {
      store.transaction(() => {
        writes.run(taken)
        recordResults(results, now)
        if (stale) lanes.reload(store.claims)
        lanes.note(store.changes.takeDue())
        if (!claims()) dropReady(now)
        else claimed = claim()
        for (const claim of claimed) tellClaimed(claim.claimed, store.changes)
        store.leases.put(owner, leased({ lanes, inFlight, claimed }), now)
      })
    } catch (error) {
      fail(error, results)
      writes.reject(taken, error)
      return
    }
    // Taken before anything else can fail: what was committed is always told.
    const changes = store.changes.take()
    if (fault) setFault(null)
    stale = false
    for (const claim of claimed) lanes.take(claim)
    startReady()
    acknowledge(taken)
    for (const result of results) options.recorded(result, now)
    options.committed(changes)
    armDueTimer()
    if (inFlight.size === 0 && finished.length === 0) emptied()
  }

  function recordResults(results: readonly Result[], now: number): void {
    record(results, { store, now, cooldownMs: options.settings().cooldownMs })
    for (const { claimed, records, zstdSupport } of results) {
      const last = records.at(-1)
      if (last) endpoints.learn(claimed.endpointSeq, { outcome: last.outcome, at: now, zstdSupport })
    }
  }

  /** Asks the clock anew: what this turn has written may be due a little later than its beginning. */
  const claim = (): Claim[] => {
    const { concurrency } = options.settings()
    return claimDue({ store, lanes, inFlight, concurrency }, clock.now())
  }

  function dropReady(now: number): void {
    for (const { seq, state } of lanes.dropReady(now)) store.changes.moved([seq], 'sending', state)
  }

  /** Whoever asked for a write is answered when it is on disk; requests go on meanwhile. */
  function acknowledge(taken: ReturnType<typeof writes.take>): void {
    store.onDisk().then(
      () => writes.settle(taken),
      (error: unknown) => {
        writes.reject(taken, error)
        fail(error, [])
      },
    )
  }

  function startReady(): void {
    if (fault) return
    const { concurrency } = options.settings()
    const mayStart = (lane: Lane): boolean => lane.startable(limitsFor(lane, concurrency)) > 0
    while (claims() && inFlight.counted < concurrency && inFlight.size < mostConcurrency) {
      const lane = lanes.next(mayStart)
      const claimed = lane?.ready.shift()
      if (!lane || !claimed) return
      try {
        start(lane, claimed)
      } catch (error) {
        lane.ready.unshift(claimed)
        return fail(error, [])
      }
    }
  }

  /** What the others hold is counted only where it matters: a quick lane may have all that is free. */
  const limitsFor = ({ pace }: Lane, concurrency: number): Limits =>
    pace === 'quick' ? { concurrency, notQuick: 0 } : inFlight.limits(concurrency)

  function start(lane: Lane, claimed: Claimed): void {
    const settings = options.settings()
    const attempt = runAttempt(
      {
        claimed,
        data: store.claims.data(claimed),
        category: store.categories.name(claimed.categorySeq),
        endpoint: endpoints.get(claimed.endpointSeq),
        userAgent: options.userAgent(),
        timeoutMs: settings.requestTimeoutMs,
        connectTimeoutMs: settings.connectTimeoutMs,
      },
      { clock, sender },
    )
    const startedMs = clock.monotonicMs()
    const running: Running = { claimed, lane, attempt, startedMs, setAside: false, canceled: false, place: 0 }
    inFlight.add(running)
    lane.inFlight += 1
    watchSlow()
    void attempt.done.then((result) => end(running, result))
  }

  function end(running: Running, { claimed, records, zstdSupport }: FinishedAttempt): void {
    const { lane, setAside, canceled } = running
    inFlight.remove(running)
    lane.inFlight -= 1
    if (setAside) lane.setAside -= 1
    else lane.pace = 'quick'
    if ((records.at(-1)?.timings.totalMs ?? 0) < quickMs) lane.quickResults += 1
    finished.push({ claimed, records, zstdSupport, canceled })
    startReady()
    if (!fault) timer.soon(finished.length)
  }

  /** While requests are on their way. */
  function watchSlow(): void {
    cancelSlowTick ??= clock.after(slowTickMs, () => {
      cancelSlowTick = null
      if (inFlight.setAside(clock.monotonicMs() - slowMs) > 0) {
        startReady()
        timer.now()
      }
      if (inFlight.counted > 0) watchSlow()
    })
  }

  /** The disk refuses. Nothing that came back is dropped: it is written when that works again; until then nothing is sent. */
  function fail(error: unknown, results: Result[]): void {
    finished = [...results, ...finished]
    dropReady(clock.now())
    stale = true
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

  function armDueTimer(): void {
    cancelDueTimer()
    if (!claims()) return
    const { concurrency } = options.settings()
    // With every connection busy a finished request brings the next turn.
    const limits = inFlight.limits(concurrency)
    const isOpen = (lane: Lane): boolean => lane.claimable(limits, mostAhead) > 0
    const dueAt = inFlight.counted < concurrency ? lanes.nextDueAt(isOpen) : null
    const waitMs = dueAt === null ? safetyTickMs : Math.min(Math.max(dueAt - clock.now(), 0), safetyTickMs)
    cancelDueTimer = clock.after(waitMs, () => timer.now())
  }

  async function drainRequests(graceMs: number): Promise<void> {
    const empty = new Promise<void>((resolve) => {
      emptied = resolve
    })
    timer.now()
    await within(empty, graceMs)
    for (const { attempt } of inFlight) attempt.abort('shutdown')
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
      store.changes.takeDue()
      lanes.reload(store.claims)
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
        cancelSlowTick?.()
        timer.clear()
        writes.reject(writes.take(), new Error('the application is closing'))
        await store.onDisk().catch(() => {})
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
      lanes.drop(seq)
      const running = inFlight.find(seq)
      if (!running) return
      running.canceled = true
      running.attempt.abort('cancel')
    },
    status,
  }
}
