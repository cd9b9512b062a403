/** How an endpoint is, as one word for its mark and a sentence for its pane: whether anything is sent there, and why not. */
import type { EndpointSummary } from '../../shared/endpoint.ts'
import { clockTime } from '../retry/times.ts'
import { countText, splitUrl } from '../deliveries/format.ts'
import { probeText } from '../deliveries/wait-reasons.ts'

/** In the order in which one hides the next. */
export type Condition = 'paused' | 'gone' | 'refused' | 'broken' | 'failing' | 'unused' | 'healthy'

export function conditionOf({ paused, health, lastOutcome }: EndpointSummary): Condition {
  if (paused !== null) return paused === 'gone' ? 'gone' : 'paused'
  if (health.refusedSince !== null) return 'refused'
  if (health.openedAt !== null) return 'broken'
  if (health.failuresInRow > 0) return 'failing'
  if (lastOutcome === null) return 'unused'
  // Nobody counts from before a pause, but what came last is no less true.
  return lastOutcome === 'failed' ? 'failing' : 'healthy'
}

export const conditionColors: Readonly<Record<Condition, string>> = {
  paused: 'text-warn',
  gone: 'text-bad',
  refused: 'text-warn',
  broken: 'text-bad',
  failing: 'text-bad',
  unused: 'text-muted',
  healthy: 'text-good',
}

/** A few words: `Paused`, `Breaker open`, `Failing, 3 in a row`. */
export function conditionText(endpoint: EndpointSummary): string {
  const { failuresInRow } = endpoint.health
  switch (conditionOf(endpoint)) {
    case 'paused':
      return 'Paused'
    case 'gone':
      return 'Paused: 410 Gone'
    case 'refused':
      return 'Nothing listens'
    case 'broken':
      return 'Breaker open'
    case 'failing':
      return failuresInRow <= 1 ? 'Failed last' : `Failing, ${countText(failuresInRow)} in a row`
    case 'unused':
      return 'Not used yet'
    case 'healthy':
      return 'Healthy'
  }
}

/** What that means, and how it goes on. */
export function conditionSentence(endpoint: EndpointSummary, now: number): string {
  const { health, pausedAt, url } = endpoint
  const since = (at: number | null): string => (at === null ? '' : ` since ${clockTime(at, now)}`)
  switch (conditionOf(endpoint)) {
    case 'paused':
      return `Paused by you${since(pausedAt)}. What waits for it is held until you resume it.`
    case 'gone':
      return `It answered 410 (Gone) and is paused${since(pausedAt)}. What waits for it is held, not lost: correct its URL, or resume it if it is back.`
    case 'refused':
      return `Nothing listens on ${splitUrl(url).host}${since(health.refusedSince)}. Its deliveries wait without using up attempts, and go out in order when something does.`
    case 'broken':
      return `The breaker is open${since(health.openedAt)}, after ${countText(health.failuresInRow)} failures in a row. Nothing is sent but one delivery as a probe: ${health.probeAt === null ? 'the next one is due' : `the next one ${probeText(health.probeAt, now)}`}. The first success closes it.`
    case 'failing':
      return health.failuresInRow <= 1
        ? 'The latest attempt failed.'
        : `The latest ${countText(health.failuresInRow)} attempts failed.`
    case 'unused':
      return 'Nothing was sent there yet.'
    case 'healthy':
      return 'The latest attempt was delivered.'
  }
}
