/**
 * Why a delivery that waits is not sent now, derived from the live state: what keeps it back first, then its own time.
 * Empty for what is on its way or final.
 */
import { type EndpointSummary, type RateLimit } from '../../shared/endpoint.ts'
import { type DeliveryRow, isFinal, type QueueStatus } from '../../shared/model.ts'
import { clockTime } from '../retry/times.ts'
import { countdownText, splitUrl } from './format.ts'

export interface WaitReason {
  /** What a person can do about it: resume the queue, release it, look at its endpoint; `time` passes by itself. */
  about: 'fault' | 'queue' | 'held' | 'endpoint' | 'time'
  /** A sentence. */
  text: string
  /** The same in a few words, after "waits:". */
  short: string
}

export interface WaitContext {
  queue: QueueStatus
  /** Null while it is not known; the options only where they are. */
  endpoint: (EndpointSummary & { options?: { ordered: boolean; rateLimit: RateLimit | null } }) | null
  /** Requests that are on their way. */
  sending: number
  now: number
}

type Waiting = Pick<DeliveryRow, 'state' | 'heldBy' | 'nextAttemptAt' | 'attemptCount'>

export function waitReasons(delivery: Waiting, context: WaitContext): WaitReason[] {
  const { state } = delivery
  if (isFinal(state) || state === 'sending') return []
  if (state === 'held') return heldReasons(delivery, context)
  const closed = [queueReason(context.queue), endpointReason(context)].filter((reason) => reason !== null)
  const time = timeReason(delivery, context.now)
  if (time) return [...closed, time]
  return closed.length > 0 ? closed : [turnReason(context)]
}

function heldReasons({ heldBy }: Waiting, context: WaitContext): WaitReason[] {
  const paused = pausedReason(context)
  if (heldBy === 'person') {
    const held: WaitReason = {
      about: 'held',
      text: 'Held by you until you release it.',
      short: 'held by you',
    }
    return paused ? [held, paused] : [held]
  }
  return [
    paused
      ? { ...paused, text: `Held: ${paused.text.charAt(0).toLowerCase()}${paused.text.slice(1)}` }
      : {
          about: 'endpoint',
          text: 'Held by a pause of its endpoint.',
          short: 'held by a pause of its endpoint',
        },
  ]
}

function queueReason({ fault, paused, lifecycle }: QueueStatus): WaitReason | null {
  if (fault !== null) {
    const text = 'Nothing is sent while the queue cannot be written.'
    return { about: 'fault', text, short: 'the queue cannot be written' }
  }
  if (lifecycle === 'stopping' || lifecycle === 'stopped') {
    const text = 'The application is closing; it goes on at the next start.'
    return { about: 'fault', text, short: 'the application is closing' }
  }
  return paused ? { about: 'queue', text: 'The queue is paused.', short: 'the queue is paused' } : null
}

function pausedReason({ endpoint, now }: WaitContext): WaitReason | null {
  if (!endpoint || endpoint.paused === null) return null
  const { name, paused, pausedAt } = endpoint
  const since = pausedAt === null ? '' : ` since ${clockTime(pausedAt, now)}`
  const why = paused === 'gone' ? ', because it answered 410 (Gone)' : ' by you'
  return {
    about: 'endpoint',
    text: `Its endpoint ${name} is paused${since}${why}.`,
    short: 'its endpoint is paused',
  }
}

/** What its endpoint has against it, beyond the times of its own schedule. */
function endpointReason(context: WaitContext): WaitReason | null {
  const paused = pausedReason(context)
  const { endpoint, now } = context
  if (paused || !endpoint) return paused
  const { health, name, url } = endpoint
  if (health.refusedSince !== null) {
    const place = splitUrl(url).host
    const text = `Nothing listens on ${place} since ${clockTime(health.refusedSince, now)}. It goes out when something does.`
    return { about: 'endpoint', text, short: 'nothing listens there' }
  }
  if (health.openedAt === null) return null
  const probe = health.probeAt === null ? '' : `; the next probe ${probeText(health.probeAt, now)}`
  const text = `The breaker of ${name} is open after ${health.failuresInRow} failures in a row${probe}.`
  return { about: 'endpoint', text, short: 'the breaker of its endpoint is open' }
}

/** `is due in 25 s`, `is due`. */
export function probeText(at: number, now: number): string {
  const countdown = countdownText(at, now)
  return countdown === 'due' ? 'is due' : `is due ${countdown}`
}

function timeReason({ state, nextAttemptAt, attemptCount }: Waiting, now: number): WaitReason | null {
  if (nextAttemptAt === null || nextAttemptAt <= now) return null
  const countdown = countdownText(nextAttemptAt, now)
  const text =
    state === 'scheduled'
      ? `Scheduled for ${clockTime(nextAttemptAt, now)} (${countdown}).`
      : `Attempt ${attemptCount + 1} comes ${countdown}.`
  return { about: 'time', text, short: countdown }
}

/** Due, and nothing is closed: others go first. */
function turnReason({ endpoint, sending }: WaitContext): WaitReason {
  const { name = '', options } = endpoint ?? {}
  const short = 'for its turn'
  if (options?.ordered) {
    return { about: 'endpoint', text: `${name} is sent to in order: older deliveries go first.`, short }
  }
  if (options?.rateLimit) {
    const { count, perMs } = options.rateLimit
    const rate = `${count} per ${perMs === 1_000 ? 'second' : 'minute'}`
    return { about: 'endpoint', text: `Due. ${name} gets at most ${rate}.`, short }
  }
  const others =
    sending > 0
      ? `, while ${sending} ${sending === 1 ? 'request is on its way' : 'requests are on their way'}`
      : ''
  return { about: 'time', text: `Due: it waits for its turn${others}.`, short }
}
