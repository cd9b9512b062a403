/** Where the schedule of one delivery counts from. */
import type { DeliveryDetail } from '../../shared/model.ts'
import type { RetryOrigin } from '../retry/RetryEditor.tsx'

/**
 * As the engine counts it: from the end of the latest attempt, or where none was made from the time it is due. The next
 * one is where it is planned, which need not be where the schedule has it: a person or the receiver may have moved it.
 */
export function originOf(
  detail: Pick<DeliveryDetail, 'attemptCount' | 'attempts' | 'nextAttemptAt' | 'resumeAt' | 'updatedAt'>,
): RetryOrigin {
  const { attemptCount, attempts, nextAttemptAt, resumeAt, updatedAt } = detail
  const last = attempts.at(-1)
  const plannedAt = nextAttemptAt ?? resumeAt
  if (attemptCount === 0 || !last) return { attemptCount, at: plannedAt ?? updatedAt, plannedAt }
  return { attemptCount, at: last.startedAt + Math.trunc(last.timings.totalMs), plannedAt }
}
