/**
 * Changes by hand to deliveries that are named, or that a filter finds. Each delivery is judged alone: what cannot be done
 * is refused, the rest is done. Named ones are answered for one by one; a filter becomes a job.
 */
import type { BulkAnswer, DeliveryFilter } from '../../shared/commands.ts'
import { isSearched } from '../../shared/filter.ts'
import type { Job, JobKind, SeqSpan } from '../../shared/job.ts'
import type { EngineContext } from '../context.ts'
import { stepSize } from '../jobs.ts'
import type { DeliveryHead } from '../store/delivery-heads.ts'

export interface Objection {
  code: string
  message: string
}

export interface Change {
  kind: JobKind
  /** Why it cannot be done; null when it can. */
  objection(delivery: DeliveryHead): Objection | null
  /** Inside a transaction. */
  apply(delivery: DeliveryHead): void
  /** Where the replays are that it has made so far. */
  replays?(): SeqSpan | null
}

export interface Selection {
  ids?: string[] | undefined
  filter?: DeliveryFilter | undefined
}

export async function changeSelected(
  { ids, filter }: Selection,
  change: Change,
  context: EngineContext,
): Promise<BulkAnswer> {
  if (filter) return { changed: [], refused: [], job: await startJob(filter, change, context) }
  return context.dispatcher.write(() => changeEach(ids ?? [], change, context))
}

function changeEach(ids: string[], change: Change, context: EngineContext): BulkAnswer {
  const answer: BulkAnswer = { changed: [], refused: [], job: null }
  for (const id of new Set(ids)) {
    const delivery = context.store.deliveries.head(id)
    const objection = delivery
      ? change.objection(delivery)
      : { code: 'delivery_unknown', message: `There is no delivery ${id}.` }
    if (delivery && !objection) {
      change.apply(delivery)
      answer.changed.push(id)
    } else if (objection) answer.refused.push({ id, ...objection })
  }
  return answer
}

export interface FilterWalk {
  total: number
  /** Seqs in order of acceptance, at most `limit`; fewer only at the end. */
  next(limit: number): number[]
  /** Of those seqs the ones that the filter still finds: what was found may have changed since. */
  still(seqs: readonly number[]): ReadonlySet<number>
}

/** Goes through these, in their order. */
export function walkSeqs(all: readonly number[]): FilterWalk {
  let place = 0
  return {
    total: all.length,
    next(limit) {
      const seqs = all.slice(place, place + limit)
      place += seqs.length
      return seqs
    },
    still: (seqs) => new Set(seqs),
  }
}

/**
 * Goes through what the filter finds in order of acceptance, up to what is there now. Where it has to be searched, the
 * search ends first: how many there are is known before anything is done.
 */
export async function walkFilter(
  filter: DeliveryFilter,
  { store, searches }: EngineContext,
): Promise<FilterWalk> {
  const upToSeq = store.rows.newestSeq()
  if (isSearched(filter)) {
    const found = (await searches.whole(filter)).found().toReversed()
    const still: FilterWalk['still'] = (seqs) =>
      new Set(store.search.among(filter, [...seqs]).map(({ seq }) => seq))
    return { ...walkSeqs(found), still }
  }
  let afterSeq = 0
  return {
    total: store.rows.total(filter),
    next(limit) {
      const seqs = store.rows.seqs(filter, { afterSeq, upToSeq, limit })
      afterSeq = seqs.at(-1) ?? upToSeq
      return seqs
    },
    still: (seqs) => new Set(seqs),
  }
}

export async function startJob(filter: DeliveryFilter, change: Change, context: EngineContext): Promise<Job> {
  const { store, jobs } = context
  const walk = await walkFilter(filter, context)
  return jobs.start({
    kind: change.kind,
    total: walk.total,
    step() {
      const seqs = walk.next(stepSize)
      const found = walk.still(seqs)
      let refused = 0
      for (const seq of seqs) {
        const delivery = found.has(seq) ? store.deliveries.bySeq(seq) : null
        if (delivery && !change.objection(delivery)) change.apply(delivery)
        else refused += 1
      }
      return {
        done: seqs.length,
        refused,
        finished: seqs.length < stepSize,
        replays: change.replays?.() ?? null,
      }
    },
  })
}
