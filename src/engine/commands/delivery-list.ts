/**
 * The list of deliveries. Most filters are answered from indexes and tallies; one that is searched, and another order than
 * that of acceptance, from what a search has found (decisions 0024 and 0025).
 */
import type { CommandOutput, ParsedInput } from '../../shared/commands.ts'
import { isSearched, newestFirst, type Sort } from '../../shared/filter.ts'
import { mostSorted } from '../../shared/limits.ts'
import type { EngineContext, Handler } from '../context.ts'
import type { Search } from '../search/search.ts'

type Input = ParsedInput<'delivery.list'>
type Page = CommandOutput<'delivery.list'>

export const listDeliveries: Handler<'delivery.list'> = async (input, context) => {
  const { filter, sort = newestFirst } = input
  const byAcceptance = sort.by === 'accepted'
  if (isSearched(filter)) return searchedPage(input, sort, context)
  const isSortable = !byAcceptance && context.store.rows.total(filter) <= mostSorted
  if (isSortable) return searchedPage(input, sort, context)
  return quickPage(input, byAcceptance ? sort : newestFirst, context)
}

export const stopSearch: Handler<'search.stop'> = ({ filter }, { searches }) => {
  searches.setStopped(filter, true)
  return { stopped: true }
}

export const resumeSearch: Handler<'search.resume'> = ({ filter }, { searches }) => {
  searches.setStopped(filter, false)
  return { resumed: true }
}

function quickPage(input: Input, sort: Sort, { store }: EngineContext): Page {
  const newestSeq = store.rows.newestSeq()
  const { filter, offset, limit, upToSeq = newestSeq } = input
  const page = store.rows.page({ filter, upToSeq, offset, limit, oldestFirst: !sort.descending })
  return { ...page, newestSeq, sort, search: null }
}

async function searchedPage(input: Input, sort: Sort, context: EngineContext): Promise<Page> {
  const { filter, offset, limit, whole } = input
  const { store, searches } = context
  const search = whole ? await searches.whole(filter) : await searches.ask(filter, offset + limit)
  // Of what needs no search but for its order, everything is known before that.
  if (!search.isDone() && !isSearched(filter)) {
    return { ...quickPage(input, newestFirst, context), search: search.progress() }
  }
  const newestSeq = store.rows.newestSeq()
  const { upToSeq = newestSeq } = input
  const newer = countAfter(search.found(), upToSeq)
  const ordered = await inOrder(search, { sort, upToSeq, newer }, context)
  const seqs = ordered.seqs.slice(offset, offset + limit)
  const rows = new Map(store.rows.bySeqs(seqs).map((row) => [row.seq, row]))
  return {
    rows: seqs.flatMap((seq) => rows.get(seq) ?? []),
    total: ordered.seqs.length,
    newer,
    newestSeq,
    sort: ordered.sort,
    search: search.progress(),
  }
}

interface Order {
  sort: Sort
  upToSeq: number
  newer: number
}

/** What was found up to a seq, as it is asked for where that can be: newest first otherwise. */
async function inOrder(
  search: Search,
  { sort, upToSeq, newer }: Order,
  { searches }: EngineContext,
): Promise<{ sort: Sort; seqs: readonly number[] }> {
  const seqs = newer === 0 ? search.found() : search.found().slice(newer)
  if (sort.by === 'accepted') return { sort, seqs: sort.descending ? seqs : seqs.toReversed() }
  if (!search.isDone() || seqs.length > mostSorted) return { sort: newestFirst, seqs }
  return { sort, seqs: await searches.sorted(search, { sort, upToSeq }) }
}

/** How many of these, newest first, come after a seq. */
function countAfter(seqs: readonly number[], seq: number): number {
  let from = 0
  let to = seqs.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((seqs[middle] ?? 0) > seq) from = middle + 1
    else to = middle
  }
  return from
}
