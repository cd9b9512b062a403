/**
 * What a delivery waits for: what keeps it back first, then its own time. Decided here once; every host says it in its own
 * words.
 */
import type { EndpointSummary, RateLimit } from './endpoint.ts'
import { type DeliveryRow, isFinal, type QueueStatus } from './model.ts'

export type Wait =
  /** Held by a person. */
  | { code: 'held' }
  /** The disk refuses; the message says why. */
  | { code: 'queue_fault'; message: string }
  | { code: 'closing' }
  | { code: 'queue_paused' }
  /** By a person, or because it answered 410; `since` is null where it is not known. */
  | { code: 'endpoint_paused' | 'endpoint_gone'; since: number | null }
  | { code: 'nothing_listens'; since: number }
  /** `probeAt` is null while a probe is due or on its way. */
  | { code: 'breaker_open'; failuresInRow: number; probeAt: number | null }
  | { code: 'scheduled' | 'next_attempt'; at: number }
  /** Its endpoint is sent to in order; how many are before it, where that is known. */
  | { code: 'ordered'; ahead: number | null }
  /** Due, and nothing is closed: the limit of its endpoint, or the requests of others. */
  | { code: 'rate_limited'; limit: RateLimit }
  | { code: 'turn' }

export type WaitCode = Wait['code']

export interface WaitFacts {
  queue: QueueStatus
  /** Null while it is not known; the options only where they are. */
  endpoint: (EndpointSummary & { options?: { ordered: boolean; rateLimit: RateLimit | null } }) | null
  /** Of an ordered endpoint: how many that were accepted before are not settled. Not given where nobody has counted. */
  ahead?: number
  now: number
}

export type Waiting = Pick<DeliveryRow, 'state' | 'heldBy' | 'nextAttemptAt'>

/** Nothing for what is on its way or final. */
export function waitsOf(delivery: Waiting, facts: WaitFacts): Wait[] {
  const { state, heldBy } = delivery
  if (isFinal(state) || state === 'sending') return []
  const paused = pauseOf(facts.endpoint)
  if (state === 'held') {
    if (heldBy === 'person') return [{ code: 'held' }, ...paused]
    return paused.length > 0 ? paused : [{ code: 'endpoint_paused', since: null }]
  }
  const closed = [...queueOf(facts.queue), ...paused, ...(paused.length > 0 ? [] : healthOf(facts.endpoint))]
  const waits = [...closed, ...timeOf(delivery, facts.now), ...aheadOf(facts)]
  return waits.length > 0 ? waits : [turnOf(facts)]
}

function queueOf({ fault, lifecycle, paused }: QueueStatus): Wait[] {
  if (fault !== null) return [{ code: 'queue_fault', message: fault }]
  if (lifecycle === 'stopping' || lifecycle === 'stopped') return [{ code: 'closing' }]
  return paused ? [{ code: 'queue_paused' }] : []
}

function pauseOf(endpoint: WaitFacts['endpoint']): Wait[] {
  if (!endpoint || endpoint.paused === null) return []
  const code = endpoint.paused === 'gone' ? 'endpoint_gone' : 'endpoint_paused'
  return [{ code, since: endpoint.pausedAt }]
}

function healthOf(endpoint: WaitFacts['endpoint']): Wait[] {
  if (!endpoint) return []
  const { refusedSince, openedAt, failuresInRow, probeAt } = endpoint.health
  if (refusedSince !== null) return [{ code: 'nothing_listens', since: refusedSince }]
  return openedAt === null ? [] : [{ code: 'breaker_open', failuresInRow, probeAt }]
}

function timeOf({ state, nextAttemptAt }: Waiting, now: number): Wait[] {
  if (nextAttemptAt === null || nextAttemptAt <= now) return []
  return [{ code: state === 'scheduled' ? 'scheduled' : 'next_attempt', at: nextAttemptAt }]
}

function aheadOf({ ahead = 0 }: WaitFacts): Wait[] {
  return ahead > 0 ? [{ code: 'ordered', ahead }] : []
}

function turnOf({ endpoint, ahead }: WaitFacts): Wait {
  if (endpoint?.options?.ordered && ahead === undefined) return { code: 'ordered', ahead: null }
  const limit = endpoint?.options?.rateLimit ?? null
  return limit ? { code: 'rate_limited', limit } : { code: 'turn' }
}
