/**
 * The part of a long list that has been loaded. Rows have a place counted from the oldest one (0), because that never
 * changes when new ones come in above; the table counts from the newest. Holds no timer and calls nobody.
 * Invariant: what stands at a place belongs to the filter and the anchor of the latest `begin`.
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
  }

  /** Begins anew with this answer of `delivery.list`. `anchor` is the seq that was asked for; undefined takes the newest. */
  begin(answer: ListAnswer, offset: number, anchor?: number): void {
    const before = new Map(this.#rows)
    this.reset(this.filter)
    this.total = answer.total
    this.anchor = anchor ?? answer.newestSeq
    this.newer = answer.newer
    this.#newestSeen = Math.max(this.anchor, answer.newestSeq)
    this.#placeAll(answer, offset, before)
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
    const first = Math.floor((this.total - Math.min(end, this.total)) / pageRows)
    const last = Math.floor((this.total - 1 - Math.max(start, 0)) / pageRows)
    for (let page = last; page >= first; page -= 1) {
      const from = page * pageRows
      const to = Math.min(from + pageRows, this.total)
      if (!this.#isComplete(from, to)) spans.push({ offset: this.total - to, limit: to - from })
    }
    return spans
  }

  /** The whole pages that the rows from `start` to before `end` are in, whether they are loaded or not. */
  pagesAround(start: number, end: number): Span {
    const from = Math.floor((this.total - Math.min(end, this.total)) / pageRows) * pageRows
    const last = Math.floor((this.total - 1 - Math.max(start, 0)) / pageRows)
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
    this.#trim(answer.total - 1 - offset)
  }

  /** Drops the rows far from a place, so that a trim is rare and leaves half of what may be kept. */
  #trim(around: number): void {
    if (this.#places.size <= mostKept) return
    for (const [place, id] of this.#places) {
      if (Math.abs(place - around) <= mostKept / 4) continue
      this.#places.delete(place)
      this.#placeOf.delete(id)
      this.#rows.delete(id)
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
    this.#places.set(place, row.id)
    this.#placeOf.set(row.id, place)
    this.#rows.set(row.id, row)
  }
}

function isSame(one: DeliveryRow, other: DeliveryRow): boolean {
  return (Object.keys(one) as (keyof DeliveryRow)[]).every((key) => one[key] === other[key])
}

/** The parts of a filter that a delivery fits for good, or never; null where it has no others. */
function lastingParts(filter: DeliveryFilter): DeliveryFilter | null {
  const { states = [], answers = [], attemptedFrom, attemptedUntil, ...lasting } = filter
  const isAttemptAsked = attemptedFrom !== undefined || attemptedUntil !== undefined
  const readsResponses = searchedTexts(filter).includes('response')
  return states.length + answers.length > 0 || isAttemptAsked || readsResponses ? lasting : null
}
