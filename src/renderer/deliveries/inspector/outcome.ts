/** How an attempt ended, in words and colour: one rule for the timeline, the attempt picker and the tabs. */
import type { Attempt } from '../../../shared/model.ts'
import { errorText, reasonText } from '../status-text.ts'

/** `503 Service Unavailable`, `refused`, `interrupted`. */
export function outcomeText(attempt: Attempt): string {
  if (attempt.statusCode !== null) return `${attempt.statusCode} ${reasonText(attempt.statusCode)}`.trim()
  if (attempt.errorCode !== null) return errorText(attempt.errorCode)
  return attempt.outcome
}

/** `503`, `refused`: where there is no room for the reason. */
export function answerText(attempt: Attempt): string {
  return attempt.statusCode === null ? outcomeText(attempt) : String(attempt.statusCode)
}

export const outcomeColors = { delivered: 'text-good', failed: 'text-bad', interrupted: 'text-warn' } as const

/** No connection came about. */
export function sentNothing({
  outcome,
  requestHeaders,
}: Pick<Attempt, 'outcome' | 'requestHeaders'>): boolean {
  return outcome === 'failed' && requestHeaders.length === 0
}
