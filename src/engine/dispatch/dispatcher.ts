/**
 * The loop. One turn is one transaction: writes that people asked for, results that came in, and the claim of what is
 * next, so that one commit serves all of them. Requests start only after the commit that claimed them; a finished
 * request starts the next one without waiting for its own commit. Results are kept until they are committed.
 *
 * States: idle -> running -> stopping -> stopped. Only running claims. `stop()` answers with the promise in flight.
 */
import type { QueueStatus } from '../../shared/model.ts'
import { faultOf } from '../store/faults.ts'
import { claimDue, leased, mostAhead, tellClaimed } from './claim.ts'
import { createClockWatch } from './clock-watch.ts'
import type { DispatcherOptions } from './dispatcher-options.ts'
import type { Lane } from './lane.ts'
import { type Claim, Lanes } from './lanes.ts'
import { record, type RecordNews, type Result } from './record.ts'
import { recover } from './recover.ts'
import { createRequests } from './requests.ts'
import { createTurnTimer } from './turn.ts'
import { within } from './within.ts'
import { createWriteQueue, storageFailed, type Write } from './write-queue.ts'

/** Covers a laptop that slept and a clock that was set: timers measure neither. */
const safetyTickMs = 15_000
/** After a failed commit (a full disk) the turn is tried again this often. */
const faultRetryMs = 1_000

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
  /** Whether requests are on their way, or what came of them is still to be written. */
  isBusy(): boolean
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { store, clock, endpoints, log } = options
  const owner = options.newId()
  const lanes = new Lanes(endpoints)
  const writes = createWriteQueue(store, endpoints)
  let lifecycle: QueueStatus['lifecycle'] = 'idle'
  let paused = store.settings.paused()
  let resumedAt: number | null = null
  let fault: string | null = null
  /** The fault is one that no later turn heals. */
  let isLost = false
  let finished: Result[] = []
  /** What memory knows was learned in a transaction that was rolled back. */
  let stale = false
  let cancelDueTimer = (): void => {}
  let stopping: Promise<void> | null = null
  let emptied = (): void => {}

  const timer = createTurnTimer(() => turn())
  const claims = (): boolean => lifecycle === 'running' && !paused && fault === null
  const requests = createRequests({
    ...options,
    lanes,
    mayStart: claims,
    resumedAt: () => resumedAt,
    ended(result) {
      finished.push(result)
      if (!fault) timer.soon(finished.length)
    },
    roomMade: () => timer.now(),
    failed: fail,
  })
  const { inFlight } = requests
  const clockJump = createClockWatch(clock)
  /** Not told yet. */
  let setBackMs = 0

  const status = (): QueueStatus => ({ lifecycle, paused, fault })
  const setLifecycle = (next: QueueStatus['lifecycle']): void => {
    lifecycle = next
    options.statusChanged(status())
  }

  /** Answers with the number of results that it recorded. */
  function turn(): number {
    const taken = writes.take()
    const now = clock.now()
    const jump = clockJump()
    lanes.leap(jump.forwardMs)
    setBackMs += jump.backMs
    let claimed: Claim[] = []
    let news: RecordNews = { paused: [], refused: [], failed: [] }
    try {
      store.check()
      if (stale) refresh()
      store.transaction(() => {
        writes.run(taken)
        news = recordResults(finished, now)
        claimed = claim()
      })
    } catch (error) {
      writes.reject(taken, fail(error))
      return 0
    }
    // Taken before anything else can fail: what was committed is always told.
    const changes = store.changes.take()
    const results = finished
    finished = []
    for (const one of claimed) lanes.take(one)
    requests.startReady()
    acknowledge(taken)
    for (const result of results) options.recorded(result)
    options.committed(changes)
    options.news(news)
    armDueTimer()
    if (setBackMs > 0) options.clockSetBack(setBackMs)
    setBackMs = 0
    if (inFlight.size === 0 && finished.length === 0) emptied()
    return results.length
  }

  function recordResults(results: readonly Result[], now: number): RecordNews {
    const { cooldownMs } = options.settings()
    const news = record(results, { store, endpoints, now, cooldownMs, random: options.random })
    for (const { claimed, records, zstdSupport, canceled, waits = false } of results) {
      const last = records.at(-1)
      if (!last || canceled) continue
      const attempt = { deliveryId: claimed.id, number: last.number }
      endpoints.learn(claimed.endpointSeq, {
        outcome: last.outcome,
        attempt,
        at: now,
        zstdSupport,
        isOfHealth: !waits,
      })
    }
    return news
  }

  /** Asks the clock anew: what this turn has written may be due a little later than its beginning. */
  function claim(): Claim[] {
    const now = clock.now()
    lanes.note(store.changes.takeDue())
    dropReady(
      now,
      claims() && setBackMs === 0 ? (lane) => lane.opensAt(now) > now || lane.isOutOfOrder() : () => true,
    )
    const { concurrency } = options.settings()
    const claimed = claims() ? claimDue({ store, lanes, inFlight, concurrency, now }) : []
    for (const one of claimed) tellClaimed(one.claimed, store.changes)
    store.leases.put(owner, leased({ lanes, inFlight, claimed }), now)
    return claimed
  }

  function dropReady(now: number, isChosen: (lane: Lane) => boolean): void {
    for (const { seq, state } of lanes.dropReady(now, isChosen)) store.changes.moved([seq], 'sending', state)
  }

  function refresh(): void {
    endpoints.reload()
    lanes.reload(store.claims)
    const isOnItsWay = new Set(
      [...inFlight, ...finished].flatMap((one) => (one.canceled ? [] : one.claimed.seq)),
    )
    const givenBack = store.leases.current().filter((seq) => !isOnItsWay.has(seq))
    store.leases.assume([...isOnItsWay])
    for (const seq of givenBack) {
      const delivery = store.deliveries.bySeq(seq)
      if (delivery) store.changes.moved([seq], delivery.state, delivery.state)
    }
    options.recount()
    stale = false
  }

  /** Whoever asked for a write is answered when it is on disk; requests go on meanwhile. */
  function acknowledge(taken: Write[]): void {
    store.onDisk().then(
      () => {
        writes.settle(taken)
        // Unless another turn has failed meanwhile.
        if (fault === null || stale || isLost) return
        setFault(null)
        timer.now()
      },
      (error: unknown) => {
        writes.reject(taken, fail(error), { isCommitted: true })
      },
    )
  }

  /**
   * The disk refuses. Nothing that came back is dropped: it is written when that works again; until then nothing is sent.
   * Answers with what people are told.
   */
  function fail(error: unknown): string {
    lanes.dropReady(clock.now())
    stale = true
    const { message, isFinal } = faultOf(error, store.dataDir)
    if (message !== fault) log({ level: 'error', message, error })
    isLost ||= isFinal
    setFault(message)
    if (isFinal) options.lost(error)
    else timer.later(faultRetryMs)
    return message
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
    const now = clock.now()
    const limits = inFlight.limits({ now, concurrency })
    // With every connection busy a finished request brings the next turn.
    const isFree = inFlight.counted < concurrency
    const at = isFree ? lanes.nextClaimAt(now, (lane) => lane.claimable(limits, mostAhead) > 0) : Infinity
    const longestMs = clock.isSteady ? Infinity : safetyTickMs
    const waitMs = Math.min(Math.max(at - now, 0), longestMs)
    if (waitMs < Infinity) cancelDueTimer = clock.after(waitMs, () => timer.now())
  }

  async function drainRequests(graceMs: number): Promise<void> {
    const empty = new Promise<void>((resolve) => {
      emptied = resolve
    })
    timer.now()
    await within(empty, graceMs, clock)
    requests.abortAll()
    if (inFlight.size > 0 || finished.length > 0) timer.now()
    // Aborting settles every request at once; where it does not end here the disk refuses, and waiting would not help.
    await within(empty, faultRetryMs, clock)
  }

  function write<T>(work: () => T): Promise<T> {
    if (fault !== null) return Promise.reject(storageFailed(fault, { isCommitted: false }))
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
        requests.stop()
        timer.clear()
        writes.reject(writes.take(), 'The application is closing.')
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
          if (paused && !next) resumedAt = clock.now()
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
      requests.cancel(seq)
      // Ended, and recorded by this very turn.
      for (const result of finished) if (result.claimed.seq === seq) result.canceled = true
    },
    status,
    isBusy: () => inFlight.size > 0 || finished.length > 0 || lanes.readyCount > 0,
  }
}
