/**
 * The breaker of an endpoint, as a pure function of what happened: so many failures in a row open it, then one delivery
 * at a time probes, and the first success closes it. Off unless the endpoint's options say otherwise; failures in a row
 * are counted all the same, because people want to see them.
 */
import {
  type AttemptReference,
  type BreakerPolicy,
  type EndpointHealth,
  type EndpointOptions,
  goodHealth,
} from '../shared/endpoint.ts'
import type { AttemptOutcome } from '../shared/model.ts'

/** More would only fill the screen. */
const mostFailuresNamed = 20

export interface HealthNews {
  outcome: AttemptOutcome
  attempt: AttemptReference
  breaker: BreakerPolicy | null
  now: number
}

/** The same object where nothing changes, as with one success after the other. */
export function nextHealth(health: EndpointHealth, news: HealthNews): EndpointHealth {
  const { outcome, attempt, breaker, now } = news
  if (outcome === 'interrupted') return health
  if (outcome === 'delivered') return health.failuresInRow === 0 && isGood(health) ? health : goodHealth
  const failuresInRow = health.failuresInRow + 1
  const failures = [...health.failures, attempt].slice(-mostFailuresNamed)
  const opens = breaker !== null && failuresInRow >= breaker.failures
  return {
    ...health,
    failuresInRow,
    failures,
    openedAt: opens ? (health.openedAt ?? now) : null,
    probeAt: opens ? now + breaker.probeAfterMs : null,
  }
}

function isGood({ openedAt, refusedSince }: EndpointHealth): boolean {
  return openedAt === null && refusedSince === null
}

/** What is left of it under other options: what is switched off keeps nothing closed. */
export function healthUnder(
  health: EndpointHealth,
  { breaker, holdWhileRefused }: Pick<EndpointOptions, 'breaker' | 'holdWhileRefused'>,
): EndpointHealth {
  return {
    ...health,
    ...(breaker ? {} : { openedAt: null, probeAt: null }),
    ...(holdWhileRefused ? {} : { refusedSince: null }),
  }
}
