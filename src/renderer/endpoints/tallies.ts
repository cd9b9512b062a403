/** Counts of an endpoint as its line sums them up. */
import type { Counts } from '../../shared/model.ts'

/** What is not final. */
export function waitingCount({ scheduled, queued, sending, retrying, held }: Counts): number {
  return scheduled + queued + sending + retrying + held
}

export function failedCount({ failed }: Counts): number {
  return failed
}

export function totalCount(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
