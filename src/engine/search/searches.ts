/**
 * The searches that are under way or were lately asked for, one a filter. They work between the turns of the queue, and less
 * while it is busy; what nobody has asked for in a while is forgotten.
 */
import type { DeliveryFilter, Sort } from '../../shared/filter.ts'
import { Refusal } from '../../shared/result.ts'
import type { Changes } from '../store/changes.ts'
import type { Store } from '../store/store.ts'
import { createSearch, type Search } from './search.ts'
import { sortSeqs } from './sort-seqs.ts'

export interface Searches {
  /**
   * The search for a filter, once it has found so many, has looked at everything, or has had a moment for it. It begins with
   * the first question.
   */
  ask(filter: DeliveryFilter, count: number): Promise<Search>
  /** The same when everything was looked at; goes on with one that was stopped. */
  whole(filter: DeliveryFilter): Promise<Search>
  /** What a finished search has found up to a seq, in another order. */
  sorted(search: Search, order: { sort: Sort; upToSeq: number }): Promise<readonly number[]>
  setStopped(filter: DeliveryFilter, stopped: boolean): void
  /** After a commit: deliveries that were made, changed or deleted. */
  touched(changes: Pick<Changes, 'touched' | 'deleted'>): void
  /** Who waits is refused. */
  close(): void
}

export interface SearchesParts {
  store: Store
  /** The queue has something to do. */
  isBusy(): boolean
  now?: () => number
}

/** The thread is held up no longer than this at a time. */
const stepMs = 3
/** What a busy queue has for itself between two steps. */
const restMs = 6
/** What an answer waits for; it says what was found until then, and is asked for again. */
const enoughMs = 60
const mostSearches = 4
const forgottenAfterMs = 20_000

interface Kept {
  search: Search
  askedAt: number
  /** Questions that wait for it. */
  waiting: number
  /** What the database said in place of an answer; whoever asks again begins anew. */
  failure: unknown
  order: { key: string; seqs: readonly number[] } | null
}

export function createSearches({ store, isBusy, now = () => performance.now() }: SearchesParts): Searches {
  const kept = new Map<string, Kept>()
  const waiting = new Set<() => void>()
  let callOff: (() => void) | null = null
  let closed = false

  const keyOf = (filter: DeliveryFilter): string =>
    JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)))
  const ofFilter = (filter: DeliveryFilter): Kept => {
    const key = keyOf(filter)
    const one = kept.get(key) ?? {
      search: createSearch(filter, { read: store.search, newestSeq: store.rows.newestSeq(), now }),
      askedAt: 0,
      waiting: 0,
      failure: null,
      order: null,
    }
    one.askedAt = now()
    kept.delete(key)
    kept.set(key, one)
    for (const [oldest, { waiting: questions }] of kept) {
      if (kept.size <= mostSearches) break
      if (questions === 0) kept.delete(oldest)
    }
    goOn()
    return one
  }

  const step = (): void => {
    callOff = null
    // The one that was asked for last first, the others when it is done.
    const [key, open] = [...kept].reverse().find(([, { search }]) => search.isOpen()) ?? []
    try {
      open?.search.step(stepMs)
    } catch (error) {
      if (open) open.failure = error
      if (key !== undefined) kept.delete(key)
    }
    for (const look of waiting) look()
    goOn()
  }
  const goOn = (): void => {
    if (closed || callOff || ![...kept.values()].some(({ search }) => search.isOpen())) return
    if (isBusy()) {
      const timer = setTimeout(step, restMs)
      callOff = () => clearTimeout(timer)
    } else {
      const immediate = setImmediate(step)
      callOff = () => clearImmediate(immediate)
    }
  }
  const until = async (one: Kept, isEnough: () => boolean): Promise<Search> => {
    one.waiting += 1
    try {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (!closed && one.failure === null && !isEnough()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
    } finally {
      one.waiting -= 1
      one.askedAt = now()
    }
    if (closed) throw new Refusal('stopping', 'The application is closing; the search was ended.')
    if (one.failure !== null) throw one.failure
    return one.search
  }

  return {
    ask(filter, count) {
      const one = ofFilter(filter)
      const { search } = one
      const latest = now() + enoughMs
      const isEnough = (): boolean => search.isSettled() && search.found().length >= count
      return until(one, () => !search.isOpen() || isEnough() || now() >= latest)
    },
    whole(filter) {
      const one = ofFilter(filter)
      one.search.setStopped(false)
      goOn()
      return until(one, () => one.search.isDone())
    },
    async sorted(search, { sort, upToSeq }) {
      const one = [...kept.values()].find((each) => each.search === search)
      const key = `${sort.by} ${sort.descending} ${upToSeq} ${search.version()}`
      if (one?.order?.key === key) return one.order.seqs
      const seqs = await sortSeqs(
        search.found().filter((seq) => seq <= upToSeq),
        { sort, read: store.search },
      )
      if (one) one.order = { key, seqs }
      return seqs
    },
    setStopped(filter, stopped) {
      ofFilter(filter).search.setStopped(stopped)
      goOn()
      for (const look of waiting) look()
    },
    touched({ touched, deleted }) {
      if (kept.size === 0) return
      const seqs = [...touched, ...deleted.map(({ seq }) => seq)]
      for (const [key, { search, askedAt, waiting: questions }] of kept) {
        if (questions === 0 && now() - askedAt > forgottenAfterMs) kept.delete(key)
        else search.touch(seqs)
      }
      goOn()
    },
    close() {
      closed = true
      callOff?.()
      kept.clear()
      for (const look of waiting) look()
    },
  }
}
