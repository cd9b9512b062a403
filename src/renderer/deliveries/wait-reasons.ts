/** Why a delivery that waits is not sent now, in the window's words: see shared/waits.ts. */
import { type Wait, type WaitFacts, type Waiting, waitsOf } from '../../shared/waits.ts'
import { clockTime } from '../retry/times.ts'
import { rateText } from '../endpoints/option-facts.ts'
import { countdownText, splitUrl } from './format.ts'

export interface WaitReason {
  /** What a person can do about it: resume the queue, release it, look at its endpoint; `time` passes by itself. */
  about: 'fault' | 'queue' | 'held' | 'endpoint' | 'time'
  /** A sentence. */
  text: string
  /** The same in a few words, after "waits:". */
  short: string
}

export interface WaitContext extends WaitFacts {
  /** Requests that are on their way. */
  sending: number
}

type Delivery = Waiting & { attemptCount: number }

export function waitReasons(delivery: Delivery, context: WaitContext): WaitReason[] {
  const reasons = waitsOf(delivery, context).map((wait) => reasonOf(wait, { delivery, context }))
  if (delivery.state !== 'held' || delivery.heldBy === 'person') return reasons
  // A pause that holds it is the reason; it may be over already, and its deliveries are let go one after the other.
  const isKnown = (context.endpoint?.paused ?? null) !== null
  return reasons.map((reason) => ({
    ...reason,
    text: isKnown ? `Held: ${small(reason.text)}` : 'Held by a pause of its endpoint.',
  }))
}

interface About {
  delivery: Delivery
  context: WaitContext
}

function reasonOf(wait: Wait, { delivery, context }: About): WaitReason {
  const { endpoint, now } = context
  const name = endpoint?.name ?? ''
  switch (wait.code) {
    case 'held':
      return { about: 'held', text: 'Held by you until you release it.', short: 'held by you' }
    case 'queue_fault':
      return {
        about: 'fault',
        text: 'Nothing is sent while the queue cannot be written.',
        short: 'the queue cannot be written',
      }
    case 'closing':
      return {
        about: 'fault',
        text: 'The application is closing; it goes on at the next start.',
        short: 'the application is closing',
      }
    case 'queue_paused':
      return { about: 'queue', text: 'The queue is paused.', short: 'the queue is paused' }
    case 'endpoint_paused':
    case 'endpoint_gone':
      return { about: 'endpoint', text: pauseText(wait, context), short: 'its endpoint is paused' }
    case 'nothing_listens': {
      const text = `Nothing listens on ${splitUrl(endpoint?.url ?? '').host} since ${clockTime(wait.since, now)}. It goes out when something does.`
      return { about: 'endpoint', text, short: 'nothing listens there' }
    }
    case 'breaker_open': {
      const probe = wait.probeAt === null ? '' : `; the next probe ${probeText(wait.probeAt, now)}`
      const text = `The breaker of ${name} is open after ${wait.failuresInRow} failures in a row${probe}.`
      return { about: 'endpoint', text, short: 'the breaker of its endpoint is open' }
    }
    case 'scheduled':
    case 'next_attempt':
      return timeReason(wait, { delivery, context })
    case 'ordered': {
      const text = `${name} is sent to in order: older deliveries go first.`
      return { about: 'endpoint', text, short: 'for its turn' }
    }
    case 'rate_limited': {
      const text = `Due. ${name} gets ${rateText(wait.limit)}.`
      return { about: 'endpoint', text, short: 'for its turn' }
    }
    case 'turn':
      return { about: 'time', text: turnText(context.sending), short: 'for its turn' }
  }
}

function pauseText(
  { code, since }: Extract<Wait, { code: 'endpoint_paused' | 'endpoint_gone' }>,
  { endpoint, now }: WaitContext,
): string {
  const when = since === null ? '' : ` since ${clockTime(since, now)}`
  const why = code === 'endpoint_gone' ? ', because it answered 410 (Gone)' : ' by you'
  return `Its endpoint ${endpoint?.name ?? ''} is paused${when}${why}.`
}

/** `is due in 25 s`, `is due`. */
export function probeText(at: number, now: number): string {
  const countdown = countdownText(at, now)
  return countdown === 'due' ? 'is due' : `is due ${countdown}`
}

function timeReason(
  { code, at }: Extract<Wait, { code: 'scheduled' | 'next_attempt' }>,
  { delivery, context: { now } }: About,
): WaitReason {
  const countdown = countdownText(at, now)
  const text =
    code === 'scheduled'
      ? `Scheduled for ${clockTime(at, now)} (${countdown}).`
      : `Attempt ${delivery.attemptCount + 1} comes ${countdown}.`
  return { about: 'time', text, short: countdown }
}

function turnText(sending: number): string {
  if (sending === 0) return 'Due: it waits for its turn.'
  const others = sending === 1 ? 'another is sent' : `${sending} others are sent or come next`
  return `Due: it waits for its turn, while ${others}.`
}

const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
