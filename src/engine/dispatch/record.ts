/**
 * Writes what came of attempts: the only writer of a delivery's result. Runs inside the turn's transaction. What a person
 * canceled meanwhile stays canceled: its attempt is shown, and changes nothing.
 */
import { type Plan, planNext } from '../../shared/retry.ts'
import type { AttemptOutcome } from '../../shared/model.ts'
import type { AttemptRecord } from '../store/attempts.ts'
import type { Claimed } from '../store/claims.ts'
import type { Finish, GiveBack } from '../store/deliveries.ts'
import type { Store } from '../store/store.ts'
import type { FinishedAttempt } from './attempt.ts'

export interface RecordContext {
  store: Store
  now: number
  cooldownMs: number
}

/** An attempt that has ended, and whether its delivery was canceled meanwhile. */
export interface Result extends FinishedAttempt {
  canceled: boolean
}

const marks: Record<AttemptOutcome, string> = { delivered: 'd', failed: 'f', interrupted: 'i' }

export function record(results: readonly Result[], context: RecordContext): void {
  const { store } = context
  const finishes = new Map<string, Finish>()
  const givenBack = new Map<string, GiveBack>()
  for (const result of results) {
    const { claimed, records } = result
    const last = records.at(-1)
    if (!last) continue
    const letters = records.map(({ outcome }) => marks[outcome]).join('')
    if (result.canceled) {
      if (!store.deliveries.noteAttempt(claimed.seq, letters)) continue
    } else if (last.outcome === 'interrupted') {
      group(givenBack, claimed, giveBackOf(claimed, letters, context))
    } else {
      group(finishes, claimed, finishOf(claimed, { last, letters }, context))
    }
    insertAttempts(result, store)
  }
  for (const finish of finishes.values()) store.deliveries.finish(finish)
  for (const giveBack of givenBack.values()) store.deliveries.giveBack(giveBack)
}

/** Those that end alike are written together: see `DeliveriesTable.finish`. */
function group<G extends { seqs: number[] }>(groups: Map<string, G>, claimed: Claimed, made: G): void {
  const key = Object.values({ ...made, seqs: '' }).join(' ')
  const same = groups.get(key)
  if (same) same.seqs.push(claimed.seq)
  else groups.set(key, made)
}

function insertAttempts({ claimed, records }: Result, store: Store): void {
  const { eventId, destination } = claimed
  const origin = { deliverySeq: claimed.seq, destinationSeq: destination.seq, eventId }
  for (const attempt of records) store.attempts.insert(origin, attempt)
}

function originOf({ seq, state, categorySeq, destination }: Claimed) {
  const { seq: destinationSeq, endpointSeq } = destination
  return { seqs: [seq], from: state, categorySeq, destinationSeq, endpointSeq }
}

/** Due again at once, not counted: after the next start it is the same attempt. */
function giveBackOf(claimed: Claimed, letters: string, { now }: RecordContext): GiveBack {
  return { ...originOf(claimed), dueAt: now, now, marks: letters }
}

function finishOf(
  claimed: Claimed,
  { last, letters }: { last: AttemptRecord; letters: string },
  context: RecordContext,
): Finish {
  const plan: Plan =
    last.outcome === 'delivered' ? { state: 'delivered' } : planFailed(claimed, last, context)
  if (plan.state === 'retrying' && plan.movedByServer) {
    last.note = `The server asked to wait ${Math.round(plan.waitMs / 1_000)} s (Retry-After), longer than planned.`
  }
  return {
    ...originOf(claimed),
    state: plan.state,
    dueAt: plan.state === 'retrying' ? plan.nextAttemptAt : null,
    now: context.now,
    lastStatusCode: last.statusCode,
    lastErrorCode: last.errorCode,
    marks: letters,
  }
}

function planFailed(claimed: Claimed, last: AttemptRecord, { cooldownMs, now }: RecordContext): Plan {
  return planNext(
    { statusCode: last.errorCode === null ? last.statusCode : null, retryAfter: retryAfterOf(last) },
    { policy: claimed.destination, cooldownMs, attemptNumber: claimed.attemptNumber, now },
  )
}

function retryAfterOf(attempt: AttemptRecord): string | undefined {
  return attempt.responseHeaders.find(([name]) => name.toLowerCase() === 'retry-after')?.[1]
}
