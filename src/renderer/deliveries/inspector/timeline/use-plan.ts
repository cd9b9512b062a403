/** The attempts to come if each one fails at once. */
import { useMemo } from 'react'
import { type DeliveryDetail, isFinal } from '../../../../shared/model.ts'
import { type PlannedAttempt, previewAttempts } from '../../../../shared/retry.ts'
import { useLive } from '../../../live/store.ts'

/** Attempts that are counted through to find the end; a longer plan says "later". */
const mostCounted = 10_000
/** Of a plan without an end. */
export const mostPlannedShown = 4

/** For one that is queued or on its way the next one counts from now. */
export function usePlan(detail: DeliveryDetail): PlannedAttempt[] {
  const cooldownMs = useLive((live) => live.settings.cooldownMs)
  const { attemptCount, maxAttempts, nextAttemptAt, retrySchedule, state, updatedAt } = detail
  return useMemo(() => {
    if (isFinal(state)) return []
    return previewAttempts({
      policy: { retrySchedule, maxAttempts },
      cooldownMs,
      firstNumber: attemptCount + 1,
      firstAt: nextAttemptAt ?? updatedAt,
      limit: maxAttempts === 0 ? mostPlannedShown : mostCounted,
    })
  }, [attemptCount, maxAttempts, nextAttemptAt, retrySchedule, state, updatedAt, cooldownMs])
}
