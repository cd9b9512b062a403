/**
 * One search: which deliveries a filter finds that no index answers. It looks at spans of seqs from the newest back, in
 * steps of a few milliseconds, and looks again at what has changed since. Invariant: of what was looked at, `found` holds
 * exactly what the filter finds, but for the seqs that wait in `changed`.
 */
import { type DeliveryFilter, looksInNames, searchedTexts, type SearchProgress } from '../../shared/filter.ts'
import type { Candidate, DeliverySearch } from '../store/delivery-search.ts'
import { contains } from './contains.ts'

/** Rows that are looked at before a step looks at the clock; grows and shrinks with what they cost. */
const firstSpan = 1_000
const mostSpan = 100_000
/** A question to the database takes about so long. */
const questionMs = 2
/** Changed deliveries that are looked at again at a time. */
const mostChanged = 500

export interface Search {
  readonly filter: DeliveryFilter
  /** Seqs, newest first. */
  found(): readonly number[]
  /** Grows when something joins or leaves what was found. */
  version(): number
  /** Everything was looked at, what has changed too. */
  isDone(): boolean
  /** What has changed is looked at; older ones may be left. */
  isSettled(): boolean
  /** Whether a step has something to do. */
  isOpen(): boolean
  progress(): SearchProgress
  setStopped(stopped: boolean): void
  /** Deliveries that were made, changed or deleted. */
  touch(seqs: readonly number[]): void
  /** Works for about so long. */
  step(ms: number): void
}

export interface SearchParts {
  read: DeliverySearch
  newestSeq: number
  /** Milliseconds, from any beginning. */
  now(): number
}

export function createSearch(filter: DeliveryFilter, { read, newestSeq, now }: SearchParts): Search {
  let found: number[] = []
  let version = 0
  /** Everything after this seq was looked at. */
  let position = newestSeq
  let span = firstSpan
  let isStopped = false
  let isLookingAgain = false
  const changed = new Set<number>()
  const isHit = textTest(filter, read)

  function* hitsAmong(candidates: readonly Candidate[]): Generator<undefined, number[]> {
    const hits: number[] = []
    for (const candidate of candidates) {
      if (yield* isHit(candidate)) hits.push(candidate.seq)
    }
    return hits
  }

  function* lookBack(): Generator<undefined> {
    const askedAt = now()
    const afterSeq = Math.max(0, position - span)
    const candidates = read.inSpan(filter, { afterSeq, upToSeq: position })
    // From here on what changes in the span is looked at again.
    position = afterSeq
    const tookMs = now() - askedAt
    if (tookMs > questionMs * 2) span = Math.max(100, Math.floor(span / 2))
    else if (tookMs < questionMs / 2) span = Math.min(mostSpan, span * 2)
    // Where each has to be read, the first hits are to be seen before the last are read.
    for (let from = 0; from < candidates.length; from += mostChanged) {
      const hits = yield* hitsAmong(candidates.slice(from, from + mostChanged))
      if (hits.length === 0) continue
      for (const seq of hits) found.push(seq)
      version += 1
    }
  }

  function* lookAgain(): Generator<undefined> {
    isLookingAgain = true
    const seqs = [...changed].slice(0, mostChanged)
    for (const seq of seqs) changed.delete(seq)
    const known = seqs.filter((seq) => seq > position)
    const hits = yield* hitsAmong(read.among(filter, known))
    take(known, hits)
    isLookingAgain = false
  }

  /** `hits` are those of `seqs` that belong to what was found. */
  const take = (seqs: readonly number[], hits: readonly number[]): void => {
    const isLookedAt = new Set(seqs)
    const isToStay = new Set(hits)
    const stays = (seq: number): boolean => !isLookedAt.has(seq) || isToStay.delete(seq)
    const kept = found.filter(stays)
    const joined = [...isToStay].sort((a, b) => b - a)
    if (kept.length === found.length && joined.length === 0) return
    found = merge(joined, kept)
    version += 1
  }

  function* work(): Generator<undefined> {
    for (;;) {
      if (changed.size > 0) yield* lookAgain()
      else if (position > 0 && !isStopped) yield* lookBack()
      else return
      yield
    }
  }
  let working: Generator<undefined> | null = null

  const isOpen = (): boolean => working !== null || changed.size > 0 || (position > 0 && !isStopped)
  const isSettled = (): boolean => changed.size === 0 && !isLookingAgain
  const isDone = (): boolean => working === null && isSettled() && position === 0
  return {
    filter,
    found: () => found,
    version: () => version,
    isDone,
    isSettled,
    isOpen,
    progress: () => ({
      state: isDone() ? 'done' : isStopped && isSettled() ? 'stopped' : 'running',
      share: newestSeq === 0 ? 1 : 1 - position / newestSeq,
      reachedAt: position === newestSeq ? null : read.acceptedAt(position + 1),
    }),
    setStopped(stopped) {
      isStopped = stopped
    },
    touch(seqs) {
      for (const seq of seqs) if (seq > position) changed.add(seq)
    },
    step(ms) {
      const until = now() + ms
      working ??= work()
      do {
        if (working.next().done) working = null
      } while (working && now() < until)
    },
  }
}

/** Newest first, both and the answer. */
function merge(a: readonly number[], b: readonly number[]): number[] {
  if (a.length === 0) return [...b]
  const merged: number[] = []
  let next = 0
  for (const seq of b) {
    for (let one = a[next]; one !== undefined && one > seq; one = a[next]) {
      merged.push(one)
      next += 1
    }
    merged.push(seq)
  }
  for (const seq of a.slice(next)) merged.push(seq)
  return merged
}

type TextTest = (candidate: Candidate) => Generator<undefined, boolean>

/** Reads what the filter's text is looked for in; yields after every row that was read. */
function textTest(filter: DeliveryFilter, read: DeliverySearch): TextTest {
  const places = searchedTexts(filter)
  const wanted = (filter.text ?? '').toLowerCase()
  const inNames = looksInNames(filter)
  function* test({ seq, isNamed }: Candidate): Generator<undefined, boolean> {
    if (places.length === 0 || (inNames && isNamed === 1)) return true
    yield
    const body = places.includes('body') ? read.body(seq) : null
    if (body && (yield* contains(body, wanted))) return true
    return places.includes('response') && (yield* isInResponses(seq))
  }
  function* isInResponses(seq: number): Generator<undefined, boolean> {
    let before = Number.MAX_SAFE_INTEGER
    for (;;) {
      const responses = read.responses(seq, before)
      for (const { body } of responses) if (yield* contains(body, wanted)) return true
      const last = responses.at(-1)
      if (!last) return false
      before = last.seq
      yield
    }
  }
  return test
}
