/**
 * Claims what is due: for every lane as much as it may start, and a little ahead where requests fly, so that a finished
 * request finds the next one ready. Inside the turn's transaction; the lanes are told after its commit.
 */
import type { ChangeLog } from '../store/changes.ts'
import type { Claimed } from '../store/claims.ts'
import { waitingStates } from '../store/delivery-heads.ts'
import type { Store } from '../store/store.ts'
import type { InFlight } from './in-flight.ts'
import type { Lane } from './lane.ts'
import type { Claim, Lanes } from './lanes.ts'

/** Claimed ahead of the connections at most, over all lanes. */
export const mostAhead = 600
/**
 * Payloads up to here are read with the claim: a read of its own costs 10 us more, a third of what a whole delivery may.
 * Larger ones are read when their request starts, so that a thousand of them are never held.
 */
const readAheadBytes = 16 * 1024

export interface ClaimContext {
  store: Store
  lanes: Lanes
  inFlight: InFlight
  concurrency: number
  now: number
}

export function claimDue(context: ClaimContext): Claim[] {
  const { lanes, inFlight, concurrency, now } = context
  const due = lanes.due(now)
  const limits = inFlight.limits(context)
  let room = concurrency + mostAhead - inFlight.counted - lanes.readyCount
  let notQuickLeft = due.filter(({ pace }) => pace !== 'quick').length
  const claims: Claim[] = []
  // What one lane does not need of its share is the others'.
  for (const [index, lane] of due.entries()) {
    const isQuick = lane.pace === 'quick'
    const share = isQuick ? Math.ceil(room / (due.length - index)) : Math.ceil(limits.notQuick / notQuickLeft)
    if (!isQuick) notQuickLeft -= 1
    const limit = Math.min(lane.claimable(limits, mostAhead), share, room)
    if (limit <= 0) continue
    const claim = lane.endpoint.options.ordered
      ? claimFirst(lane, context)
      : claimLane(lane, { ...context, limit })
    room -= claim.claimed.length
    if (!isQuick) limits.notQuick -= claim.claimed.length
    claims.push(claim)
  }
  return claims
}

function claimLane(lane: Lane, { store, inFlight, now, limit }: ClaimContext & { limit: number }): Claim {
  const { seq: endpointSeq } = lane.endpoint
  if (lane.fresh && lane.fresh.dueAt <= now) return { lane, claimed: [lane.fresh], nextDueAt: null }
  const except = lane.ready.map(({ seq }) => seq)
  if (lane.inFlight > 0)
    for (const { claimed, lane: of } of inFlight) if (of === lane) except.push(claimed.seq)
  const claimed = store.claims.due({ endpointSeq, now, limit, except, mostDataBytes: readAheadBytes })
  const nextDueAt = claimed.length === limit ? now : store.claims.nextDueAt(endpointSeq, now)
  return { lane, claimed, nextDueAt }
}

/** Of an ordered endpoint only the first that waits, whether it is due or the others wait for it. */
function claimFirst(lane: Lane, { store, inFlight, now }: ClaimContext): Claim {
  const { seq: endpointSeq } = lane.endpoint
  // One that was canceled may still be ending; nothing overtakes it.
  for (const { lane: of } of inFlight) if (of === lane) return { lane, claimed: [], nextDueAt: now }
  const orderedFrom = store.claims.firstSeq(endpointSeq, lane.orderedFrom)
  if (orderedFrom === null) return { lane, claimed: [], nextDueAt: null }
  const first = store.claims.first(endpointSeq, { fromSeq: orderedFrom, now })
  // A scheduled one that was accepted before it may come first.
  if (!first || first.dueAt > now)
    return { lane, claimed: [], nextDueAt: store.claims.nextDueAt(endpointSeq, now), orderedFrom }
  return { lane, claimed: [store.claims.one(first.seq, readAheadBytes)], nextDueAt: now, orderedFrom }
}

/** What is on its way once the turn is committed: what was before and what it claims. */
export function leased(parts: { lanes: Lanes; inFlight: InFlight; claimed: readonly Claim[] }): number[] {
  const seqs: number[] = []
  for (const { claimed, canceled } of parts.inFlight) if (!canceled) seqs.push(claimed.seq)
  for (const { seq } of parts.lanes.ready()) seqs.push(seq)
  for (const { claimed } of parts.claimed) for (const { seq } of claimed) seqs.push(seq)
  return seqs
}

/** The rows do not change, but what people see of them does. */
export function tellClaimed(claimed: readonly Claimed[], changes: ChangeLog): void {
  for (const state of waitingStates) {
    const seqs = claimed.filter((one) => one.state === state).map(({ seq }) => seq)
    if (seqs.length > 0) changes.moved(seqs, state, 'sending')
  }
}
