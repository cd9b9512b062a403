/** What the log says of deliveries: ids and results. The path of a URL may be a secret of its receiver, so only its host. */
import { unixTarget } from '../shared/checks.ts'
import type { LogEntry } from './log.ts'
import { placeOf } from './place.ts'
import type { AttemptRecord } from './store/attempts.ts'
import type { Claimed } from './store/claims.ts'
import type { EndpointRecord } from './store/endpoints.ts'

export function failedForGood(
  { claimed, last }: { claimed: Claimed; last: AttemptRecord },
  endpoint: Named,
): LogEntry {
  const attempts = `${last.number} ${last.number === 1 ? 'attempt' : 'attempts'}`
  return {
    level: 'info',
    message: `A delivery failed for good after ${attempts}: ${last.errorCode ?? last.statusCode}.`,
    facts: { ...endpointFact(endpoint), ...factsOf(claimed, last) },
  }
}

export function pausedAsGone({ id, url, ...named }: EndpointRecord): LogEntry {
  return {
    level: 'warn',
    message: 'An endpoint answered 410 (Gone) and was paused. What waits for it is held.',
    facts: { ...endpointFact(named), endpointId: id, host: hostOf(url) },
  }
}

export function attemptEntry(claimed: Claimed, attempt: AttemptRecord, endpoint: Named): LogEntry {
  const ms = Math.round(attempt.timings.totalMs)
  return {
    level: 'debug',
    message: `Attempt ${attempt.number}: ${attempt.errorCode ?? attempt.statusCode ?? attempt.outcome} in ${ms} ms.`,
    facts: { ...endpointFact(endpoint), ...factsOf(claimed, attempt) },
  }
}

type Named = Pick<EndpointRecord, 'name' | 'saved'>

/** One that nobody saved has no name but its URL. */
function endpointFact({ name, saved }: Named): { endpoint?: string } {
  return saved ? { endpoint: name } : {}
}

function factsOf(claimed: Claimed, attempt: AttemptRecord): NonNullable<LogEntry['facts']> {
  return {
    deliveryId: claimed.id,
    eventId: claimed.eventId,
    host: hostOf(claimed.destination.url),
    attempt: attempt.number,
    status: attempt.statusCode,
    errorCode: attempt.errorCode,
  }
}

function hostOf(url: string): string {
  return unixTarget(url) ? placeOf(url).place : new URL(url).host
}
