/**
 * The part of a long list that has been loaded. Rows have a place counted from the oldest one (0), because that never
 * changes when new ones come in above; the table counts from the newest. Holds no timer and calls nobody.
 * Invariant: what stands at a place belongs to the filter and the anchor of the latest `begin`, and stands at no other one.
 * What was loaded before it is old: it is shown until it has been fetched again, which `missing` asks for.
 */
import type { CommandOutput, DeliveryFilter } from '../../shared/commands.ts'
import { searchedTexts } from '../../shared/filter.ts'
import type { DeliveryRow } from '../../shared/model.ts'
import { matchOf } from './matches.ts'

type ListAnswer = CommandOutput<'delivery.list'>

export interface Span {
  /** Counted from the newest, as `delivery.list` takes it. */
  offset: number
  limit: number
}

/** Rows that are fetched at a time. */
const pageRows = 100

/** Rows that are kept; a person who scrolls through a million does not fill the memory with them. About 10 MB. */
const mostKept = 20_000

export class PageCache {
  filter: DeliveryFilter = {}
  /** How many rows the filter finds up to the anchor. */
  total = 0
  /** Seq of the newest delivery that the list reaches to: later ones count as newer. */
  anchor = 0
  /** How many came after the anchor. */
  newer = 0
  #newestSeen = 0
  readonly #places = new Map<number, string>()
  readonly #placeOf = new Map<string, number>()
  readonly #rows = new Map<string, DeliveryRow>()
  /** Pages (counted from the oldest row) that were loaded before the latest `begin`. */
  readonly #oldPages = new Set<number>()

  /** The row at a 0-based position from the top; undefined while it is not loaded. */
  at(index: number): DeliveryRow | undefined {
    const id = this.#places.get(this.total - 1 - index)
    return id === undefined ? undefined : this.#rows.get(id)
  }

  /** 0-based position from the top, or -1 when the delivery is not loaded. */
  indexOf(id: string): number {
    const place = this.#placeOf.get(id)
    return place === undefined ? -1 : this.total - 1 - place
  }

  get(id: string): DeliveryRow | undefined {
    return this.#rows.get(id)
  }

  /** All loaded rows, in no particular order. */
  loaded(): Iterable<DeliveryRow> {
    return this.#rows.values()
  }

  /** Forgets every row: another filter, or a list that has shifted. */
  reset(filter: DeliveryFilter): void {
    this.filter = filter
    this.#places.clear()
    this.#placeOf.clear()
    this.#rows.clear()
    this.#oldPages.clear()
  }

  /**
   * Begins anew with this answer of `delivery.list`. `anchor` is the seq that was asked for; undefined takes the newest.
   * Where nothing has shifted, rows of other pages stay until they are fetched again.
   */
  begin(answer: ListAnswer, offset: number, anchor = answer.newestSeq): void {
    const known = new Map(this.#rows)
    if (answer.total === this.total && anchor === this.anchor) this.#makeOld()
    else this.reset(this.filter)
    this.total = answer.total
    this.anchor = anchor
    this.newer = answer.newer
    this.#newestSeen = Math.max(this.anchor, answer.newestSeq)
    this.#placeAll(answer, offset, known)
  }

  /**
   * Adds a page to what is there. `askedTotal` is the total when it was asked for: where the answer has another one,
   * rows have shifted; then nothing is taken and the answer is false.
   */
  fill(answer: ListAnswer, offset: number, askedTotal: number): boolean {
    if (answer.total !== askedTotal) return false
    this.#placeAll(answer, offset)
    return true
  }

  /**
   * Takes in rows of the feed. With `follow` the new ones join on top; without, they count as newer.
   * Answers whether the list has to be fetched again, because rows joined or left it in the middle.
   */
  change(rows: readonly DeliveryRow[], follow: boolean): boolean {
    const lasting = lastingParts(this.filter)
    let stale = false
    for (const row of [...rows].sort((a, b) => a.seq - b.seq)) {
      const cached = this.#rows.get(row.id)
      const match = matchOf(row, this.filter)
      if (cached) {
        if (row.updatedAt >= cached.updatedAt) this.#rows.set(row.id, row)
        stale ||= match === 'no'
      } else if (row.seq > this.#newestSeen) {
        this.#newestSeen = row.seq
        if (match === 'yes') this.#join(row, follow)
        else stale ||= match === 'unknown'
      } else {
        // Not loaded: whether it was in the list before is not known, only whether what has changed can matter.
        stale ||= lasting !== null && matchOf(row, lasting) !== 'no'
      }
    }
    return stale
  }

  /** What to fetch so that the rows from `start` to before `end` are loaded: whole pages, none twice. */
  missing(start: number, end: number): Span[] {
    const spans: Span[] = []
    const first = pageOf(this.total - Math.min(end, this.total))
    const last = pageOf(this.total - 1 - Math.max(start, 0))
    for (let page = last; page >= first; page -= 1) {
      const from = page * pageRows
      const to = Math.min(from + pageRows, this.total)
      if (this.#oldPages.has(page) || !this.#isComplete(from, to))
        spans.push({ offset: this.total - to, limit: to - from })
    }
    return spans
  }

  /** The whole pages that the rows from `start` to before `end` are in, whether they are loaded or not. */
  pagesAround(start: number, end: number): Span {
    const from = pageOf(this.total - Math.min(end, this.total)) * pageRows
    const last = pageOf(this.total - 1 - Math.max(start, 0))
    const to = Math.min((last + 1) * pageRows, this.total)
    return { offset: this.total - to, limit: to - from }
  }

  /** What has not changed stays the same object, so that it is not drawn again. */
  #placeAll(answer: ListAnswer, offset: number, known: ReadonlyMap<string, DeliveryRow> = this.#rows): void {
    for (const [index, row] of answer.rows.entries()) {
      const cached = known.get(row.id)
      const newest = cached && (cached.updatedAt > row.updatedAt || isSame(cached, row)) ? cached : row
      this.#put(newest, answer.total - 1 - offset - index)
    }
    this.#renew(answer.total - offset - answer.rows.length, answer.total - offset)
    this.#trim(answer.total - 1 - offset)
  }

  #makeOld(): void {
    for (const place of this.#places.keys()) this.#oldPages.add(pageOf(place))
  }

  /** The pages that are wholly between these places are no longer old; the last one of the list is shorter. */
  #renew(from: number, to: number): void {
    for (const page of this.#oldPages) {
      if (page * pageRows >= from && Math.min((page + 1) * pageRows, this.total) <= to)
        this.#oldPages.delete(page)
    }
  }

  /** Drops the rows far from a place, so that a trim is rare and leaves half of what may be kept. */
  #trim(around: number): void {
    if (this.#places.size <= mostKept) return
    for (const [place, id] of this.#places) {
      if (Math.abs(place - around) <= mostKept / 4) continue
      this.#places.delete(place)
      this.#forget(id)
    }
  }

  #isComplete(from: number, to: number): boolean {
    for (let place = from; place < to; place += 1) if (!this.#places.has(place)) return false
    return true
  }

  #join(row: DeliveryRow, follow: boolean): void {
    if (!follow || this.newer > 0) {
      this.newer += 1
      return
    }
    this.anchor = row.seq
    this.total += 1
    this.#put(row, this.total - 1)
    this.#trim(this.total - 1)
  }

  #put(row: DeliveryRow, place: number): void {
    const placeBefore = this.#placeOf.get(row.id)
    if (placeBefore !== undefined && placeBefore !== place) this.#places.delete(placeBefore)
    const idBefore = this.#places.get(place)
    if (idBefore !== undefined && idBefore !== row.id) this.#forget(idBefore)
    this.#places.set(place, row.id)
    this.#placeOf.set(row.id, place)
    this.#rows.set(row.id, row)
  }

  #forget(id: string): void {
    this.#placeOf.delete(id)
    this.#rows.delete(id)
  }
}

function pageOf(place: number): number {
  return Math.floor(place / pageRows)
}

/** An answer that came over a wire has lists of its own. */
function isSame(one: DeliveryRow, other: DeliveryRow): boolean {
  const { retrySchedule, ...values } = one
  return (
    retrySchedule.join() === other.retrySchedule.join() &&
    (Object.keys(values) as (keyof typeof values)[]).every((key) => values[key] === other[key])
  )
}

/** The parts of a filter that a delivery fits for good, or never; null where it has no others. */
function lastingParts(filter: DeliveryFilter): DeliveryFilter | null {
  const { states = [], answers = [], attemptedFrom, attemptedUntil, ...lasting } = filter
  const isAttemptAsked = attemptedFrom !== undefined || attemptedUntil !== undefined
  const readsResponses = searchedTexts(filter).includes('response')
  return states.length + answers.length > 0 || isAttemptAsked || readsResponses ? lasting : null
}
