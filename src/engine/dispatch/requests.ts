/**
 * The requests themselves: starts what is claimed while there is room, in turn of the lanes, and hands over what comes of
 * it. A finished request starts the next one at once; nothing here writes.
 */
import { mostConcurrency } from '../../shared/limits.ts'
import type { Settings } from '../../shared/model.ts'
import type { Clock } from '../clock.ts'
import type { Sender } from '../deliver/sender.ts'
import type { EndpointMemory } from '../endpoint-memory.ts'
import type { Claimed } from '../store/claims.ts'
import type { Store } from '../store/store.ts'
import { addNote, type FinishedAttempt, type RunningAttempt, runAttempt } from './attempt.ts'
import { InFlight, type Running } from './in-flight.ts'
import type { Lane, Limits } from './lane.ts'
import type { Lanes } from './lanes.ts'
import type { Result } from './record.ts'
import { startNote } from './start-note.ts'

/**
 * Only requests that end sooner can use up what was claimed ahead before the next turn. What is claimed says that it is
 * being sent, and is marked as interrupted by a crash, so no more is than needed.
 */
const quickMs = 50
/** A request that takes longer gives its place among the connections to other endpoints. */
const slowMs = 1_000
/** How often that is looked at. */
const slowTickMs = 250

export interface RequestsOptions {
  store: Store
  clock: Clock
  /** Real time, which the receiver's clock has. */
  timers: Clock
  sender: Sender
  endpoints: EndpointMemory
  lanes: Lanes
  settings(): Settings
  userAgent(): string
  /** Whether any may start now. */
  mayStart(): boolean
  /** When the latest pause ended; null when there was none in this run. */
  resumedAt(): number | null
  ended(result: Result): void
  /** There is room for more than is claimed. */
  roomMade(): void
  /** A payload cannot be read. */
  failed(error: unknown): void
}

export interface Requests {
  readonly inFlight: InFlight
  startReady(): void
  /** Ends a request because a person called it off; what comes of it changes nothing. */
  cancel(seq: number): void
  abortAll(): void
  /** Calls off its timer. */
  stop(): void
}

export function createRequests(options: RequestsOptions): Requests {
  const { store, clock, timers, sender, endpoints, lanes } = options
  const inFlight = new InFlight()
  let cancelSlowTick: (() => void) | null = null

  /** What the others hold is counted only where it matters: a quick lane may have all that is free. */
  const limitsFor = ({ pace }: Lane, now: number): Limits => {
    const { concurrency } = options.settings()
    return pace === 'quick' ? { now, concurrency, notQuick: 0 } : inFlight.limits({ now, concurrency })
  }

  function startReady(): void {
    const { concurrency } = options.settings()
    const now = clock.now()
    const mayStart = (lane: Lane): boolean => lane.startable(limitsFor(lane, now)) > 0
    while (options.mayStart() && inFlight.counted < concurrency && inFlight.size < mostConcurrency) {
      const lane = lanes.next(mayStart)
      const claimed = lane?.ready.shift()
      if (!lane || !claimed) return
      try {
        start(lane, claimed)
      } catch (error) {
        lane.ready.unshift(claimed)
        return options.failed(error)
      }
    }
  }

  function start(lane: Lane, claimed: Claimed): void {
    const now = clock.now()
    const note = startNote(lane, claimed, { now, resumedAt: options.resumedAt() })
    const attempt = attemptOf(claimed)
    lane.started(now)
    const startedMs = clock.monotonicMs()
    const running: Running = {
      claimed,
      lane,
      attempt,
      startedMs,
      setAside: false,
      canceled: false,
      note,
      place: 0,
    }
    inFlight.add(running)
    watchSlow()
    void attempt.done.then((result) => end(running, result))
  }

  function attemptOf(claimed: Claimed): RunningAttempt {
    const settings = options.settings()
    const endpoint = endpoints.get(claimed.endpointSeq)
    return runAttempt(
      {
        claimed,
        data: store.claims.data(claimed),
        category: store.categories.name(claimed.categorySeq),
        endpoint,
        userAgent: options.userAgent(),
        timeoutMs: endpoint.options.requestTimeoutMs ?? settings.requestTimeoutMs,
        connectTimeoutMs: endpoint.options.connectTimeoutMs ?? settings.connectTimeoutMs,
      },
      { clock, timers, sender },
    )
  }

  function end(running: Running, finished: FinishedAttempt): void {
    const { lane, setAside, canceled, note } = running
    inFlight.remove(running)
    lane.inFlight -= 1
    if (setAside) lane.setAside -= 1
    else lane.pace = 'quick'
    if ((finished.records.at(-1)?.timings.totalMs ?? 0) < quickMs) lane.quickResults += 1
    const [first] = finished.records
    if (first && note !== null) addNote(first, note)
    options.ended({ ...finished, canceled })
    startReady()
  }

  /** While requests are on their way. */
  function watchSlow(): void {
    cancelSlowTick ??= clock.after(slowTickMs, () => {
      cancelSlowTick = null
      if (inFlight.setAside(clock.monotonicMs() - slowMs) > 0) {
        startReady()
        options.roomMade()
      }
      if (inFlight.counted > 0) watchSlow()
    })
  }

  return {
    inFlight,
    startReady,
    cancel(seq) {
      const running = inFlight.find(seq)
      if (!running) return
      running.canceled = true
      running.attempt.abort('cancel')
    },
    abortAll() {
      for (const { attempt } of inFlight) attempt.abort('shutdown')
    },
    stop() {
      cancelSlowTick?.()
    },
  }
}
