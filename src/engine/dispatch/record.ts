/**
 * Writes what came of an attempt: the only writer of a delivery's result. Runs inside the turn's transaction; every
 * result is written on condition that the lease is still ours, so a canceled delivery stays canceled.
 */
import { type Plan, planNext } from '../../shared/retry.ts'
import type { AttemptOutcome } from '../../shared/model.ts'
import { headerOf } from '../deliver/request-head.ts'
import type { AttemptRecord } from '../store/attempts.ts'
import type { ClaimedDelivery } from '../store/deliveries.ts'
import type { Store } from '../store/store.ts'
import type { FinishedAttempt } from './attempt.ts'

export interface RecordContext {
  store: Store
  owner: string
  now: number
  cooldownMs: number
}

const marks: Record<AttemptOutcome, string> = { delivered: 'd', failed: 'f', interrupted: 'i' }

export function record(finished: FinishedAttempt, context: RecordContext): void {
  const { claimed, records } = finished
  const last = records.at(-1)
  if (!last) return
  const letters = records.map(({ outcome }) => marks[outcome]).join('')
  const kept =
    last.outcome === 'interrupted'
      ? giveBack(claimed.seq, letters, context)
      : writeResult(finished, { last, letters }, context)
  if (!kept && !context.store.deliveries.exists(claimed.seq)) return
  for (const attempt of records) context.store.attempts.insert(claimed.seq, attempt)
}

/** Due again at once, not counted: after the next start it is the same attempt. */
function giveBack(seq: number, letters: string, { store, owner, now }: RecordContext): boolean {
  return store.deliveries.release(seq, { owner, dueAt: now, now, marks: letters })
}

function writeResult(
  { claimed }: FinishedAttempt,
  { last, letters }: { last: AttemptRecord; letters: string },
  context: RecordContext,
): boolean {
  const plan: Plan =
    last.outcome === 'delivered' ? { state: 'delivered' } : planFailed(claimed, last, context)
  if (plan.state === 'retrying' && plan.movedByServer) {
    last.note = `The server asked to wait ${Math.round(plan.waitMs / 1_000)} s (Retry-After), longer than planned.`
  }
  return context.store.deliveries.finish({
    seq: claimed.seq,
    owner: context.owner,
    state: plan.state,
    nextAttemptAt: plan.state === 'retrying' ? plan.nextAttemptAt : null,
    now: context.now,
    lastStatusCode: last.statusCode,
    lastErrorCode: last.errorCode,
    lastTotalMs: last.timings.totalMs,
    marks: letters,
  })
}

function planFailed(claimed: ClaimedDelivery, last: AttemptRecord, { cooldownMs, now }: RecordContext): Plan {
  return planNext(
    { statusCode: last.errorCode === null ? last.statusCode : null, retryAfter: retryAfterOf(last) },
    {
      policy: {
        retrySchedule: JSON.parse(claimed.retrySchedule) as string[],
        maxAttempts: claimed.maxAttempts,
      },
      cooldownMs,
      attemptNumber: claimed.attemptCount,
      now,
    },
  )
}

function retryAfterOf(attempt: AttemptRecord): string | undefined {
  return headerOf(attempt.responseHead, 'retry-after')
}
