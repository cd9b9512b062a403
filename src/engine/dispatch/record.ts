/**
 * Writes what came of attempts: the only writer of a delivery's result. Runs inside the turn's transaction. What a person
 * canceled meanwhile stays canceled: its attempt is shown, as the latest one.
 */
import { type Plan, planNext } from '../../shared/retry.ts'
import type { AttemptOutcome } from '../../shared/model.ts'
import { headerOf } from '../deliver/request-head.ts'
import type { EndpointMemory } from '../endpoint-memory.ts'
import { isLocal } from '../place.ts'
import type { AttemptRecord } from '../store/attempts.ts'
import type { Claimed } from '../store/claims.ts'
import type { Finish, GiveBack } from '../store/delivery-results.ts'
import type { Store } from '../store/store.ts'
import { addNote, type FinishedAttempt } from './attempt.ts'

export interface RecordContext {
  store: Store
  endpoints: EndpointMemory
  now: number
  cooldownMs: number
  /** From 0 to below 1. */
  random(): number
}

/** An attempt that has ended, and whether its delivery was canceled meanwhile. */
export interface Result extends FinishedAttempt {
  canceled: boolean
  /** It found nobody to take it, and waits until somebody does: that says nothing of how well they are. */
  waits?: boolean
}

/** What the loop has to do after the commit. */
export interface RecordNews {
  /** Paused endpoints, of which something waits that did not before. */
  paused: number[]
  /** Endpoints whose deliveries wait until somebody listens where this URL leads. */
  refused: { endpointSeq: number; url: string }[]
  /** Deliveries that have failed for good. */
  failed: { claimed: Claimed; last: AttemptRecord }[]
}

const marks: Record<AttemptOutcome, string> = { delivered: 'd', failed: 'f', interrupted: 'i' }

export function record(results: readonly Result[], context: RecordContext): RecordNews {
  const { store } = context
  const finishes = new Map<string, Finish>()
  const givenBack = new Map<string, GiveBack>()
  const news: RecordNews = { paused: [], refused: [], failed: [] }
  /** In a row, by endpoint: what these results add is learned after them all. */
  const failures = new Map<number, number>()
  for (const result of results) {
    const { claimed, records, canceled } = result
    const last = records.at(-1)
    if (!last) continue
    const letters = records.map(({ outcome }) => marks[outcome]).join('')
    if (canceled) {
      const { statusCode, errorCode } = last
      if (!store.deliveries.noteAttempt(claimed.seq, { marks: letters, statusCode, errorCode })) continue
    } else if (last.outcome === 'interrupted') {
      group(givenBack, claimed, giveBackOf(claimed, letters, { dueAt: context.now, now: context.now }))
    } else if (waitsForListener(claimed, last, context)) {
      addNote(last, 'Not counted: nothing listens there, so it is held until something does.')
      // It was due when it was claimed, whatever the clock says since.
      const dueAt = Math.min(claimed.dueAt, context.now)
      group(givenBack, claimed, giveBackOf(claimed, letters, { dueAt, now: context.now }))
      result.waits = true
      noteRefused(claimed, context, news)
      // Paused while it was on its way: held like the others.
      if (context.endpoints.get(claimed.endpointSeq).paused !== null) news.paused.push(claimed.endpointSeq)
    } else {
      const finish = finishOf(claimed, { last, letters }, context)
      group(finishes, claimed, finish)
      noteBreaker(claimed, last, { failures, endpoints: context.endpoints })
      if (finish.state === 'failed') news.failed.push({ claimed, last })
      if (last.statusCode === 410 && last.errorCode === null) noteGone(claimed, context, news)
    }
    insertAttempts(result, store)
  }
  for (const finish of finishes.values()) store.deliveries.finish(finish)
  for (const giveBack of givenBack.values()) store.deliveries.giveBack(giveBack)
  return news
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
  for (const attempt of records) {
    store.attempts.insert(origin, attempt)
    store.pulseBuckets.add(claimed.endpointSeq, attempt)
  }
}

function originOf({ seq, state, categorySeq, destination }: Claimed) {
  const { seq: destinationSeq, endpointSeq } = destination
  return { seqs: [seq], from: state, categorySeq, destinationSeq, endpointSeq }
}

/** Not counted: the next request has the same number. */
function giveBackOf(claimed: Claimed, letters: string, times: { dueAt: number; now: number }): GiveBack {
  return { ...originOf(claimed), ...times, marks: letters }
}

function waitsForListener(claimed: Claimed, last: AttemptRecord, { endpoints }: RecordContext): boolean {
  if (last.errorCode !== 'refused') return false
  return endpoints.get(claimed.endpointSeq).options.holdWhileRefused && isLocal(claimed.destination.url)
}

function noteRefused(
  { endpointSeq, destination }: Claimed,
  { endpoints, now }: RecordContext,
  news: RecordNews,
): void {
  const { health, paused } = endpoints.get(endpointSeq)
  // It waits again, and a pause holds what waits.
  if (paused !== null && !news.paused.includes(endpointSeq)) news.paused.push(endpointSeq)
  if (health.refusedSince !== null) return
  endpoints.change(endpointSeq, { health: { ...health, refusedSince: now } })
  news.refused.push({ endpointSeq, url: destination.url })
}

/** The failure that opens the breaker of its endpoint says so. */
function noteBreaker(
  { endpointSeq }: Claimed,
  last: AttemptRecord,
  { failures, endpoints }: { failures: Map<number, number>; endpoints: EndpointMemory },
): void {
  const { health, options } = endpoints.get(endpointSeq)
  const count = last.outcome === 'delivered' ? 0 : (failures.get(endpointSeq) ?? health.failuresInRow) + 1
  failures.set(endpointSeq, count)
  if (options.breaker === null || health.openedAt !== null || count !== options.breaker.failures) return
  addNote(last, `The failure number ${count} in a row: the breaker of its endpoint opened.`)
}

/** RFC 9110, section 15.5.11, and Standard Webhooks: the receiver wants no more of them. */
function noteGone({ endpointSeq }: Claimed, { endpoints, now }: RecordContext, news: RecordNews): void {
  if (endpoints.get(endpointSeq).paused !== null) return
  endpoints.setPaused(endpointSeq, 'gone', now)
  news.paused.push(endpointSeq)
}

function finishOf(
  claimed: Claimed,
  { last, letters }: { last: AttemptRecord; letters: string },
  context: RecordContext,
): Finish {
  const plan: Plan =
    last.outcome === 'delivered' ? { state: 'delivered' } : planFailed(claimed, last, context)
  if (plan.state === 'retrying' && plan.waitMs > plan.plannedWaitMs) {
    const { now } = context
    last.postponed = { since: now, from: now + plan.plannedWaitMs, to: plan.nextAttemptAt }
  }
  const isPaused = context.endpoints.get(claimed.endpointSeq).paused !== null
  return {
    ...originOf(claimed),
    state: plan.state === 'retrying' && isPaused ? 'held' : plan.state,
    dueAt: plan.state === 'retrying' ? plan.nextAttemptAt : null,
    now: context.now,
    lastStatusCode: last.statusCode,
    lastErrorCode: last.errorCode,
    marks: letters,
  }
}

function planFailed(claimed: Claimed, last: AttemptRecord, context: RecordContext): Plan {
  const { cooldownMs, now, endpoints, random } = context
  const percent = endpoints.get(claimed.endpointSeq).options.jitterPercent
  return planNext(
    { statusCode: last.errorCode === null ? last.statusCode : null, retryAfter: retryAfterOf(last) },
    {
      policy: claimed.destination,
      cooldownMs,
      attemptNumber: claimed.attemptNumber,
      now,
      ...(percent === 0 ? {} : { jitter: { percent, random: random() } }),
    },
  )
}

function retryAfterOf(attempt: AttemptRecord): string | undefined {
  return headerOf(attempt.responseHead, 'retry-after')
}
