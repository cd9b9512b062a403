/** Why an attempt starts when it does, where that is not because it is due: a sentence for people, kept with the attempt. */
import type { RateLimit } from '../../shared/endpoint.ts'
import type { Claimed } from '../store/claims.ts'
import type { Lane } from './lane.ts'

/** Less is no delay that anybody asks about. */
const shortestDelayMs = 1_000

interface Start {
  now: number
  /** When the queue's latest pause ended in this run; null when there was none. */
  resumedAt: number | null
}

/** Null where there is nothing to say. */
export function startNote(lane: Lane, claimed: Claimed, { now, resumedAt }: Start): string | null {
  const { health, options } = lane.endpoint
  if (health.openedAt !== null && options.breaker !== null)
    return `Sent as a probe: the breaker was open after ${health.failuresInRow} failures in a row.`
  const lateMs = now - claimed.dueAt
  if (lateMs < shortestDelayMs) return null
  const late = `Sent ${delayText(lateMs)} after it was due`
  // A first attempt that waited for the queue is what a pause is for, and there may be a hundred thousand of them.
  if (resumedAt !== null && claimed.dueAt < resumedAt && claimed.attemptNumber > 1)
    return `${late}: the queue was paused.`
  return options.rateLimit ? `${late}: its endpoint gets ${rateText(options.rateLimit)}.` : null
}

function rateText({ count, perMs }: RateLimit): string {
  return `at most ${count} per ${perMs === 1_000 ? 'second' : 'minute'}`
}

/** `12 s`, `5 min`, `3 h` */
function delayText(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
