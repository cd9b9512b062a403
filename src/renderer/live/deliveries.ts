/**
 * The list of deliveries as the table shows it: which filter, how long, which part is loaded. Loads what comes into
 * view, takes in the feed, and fetches again what a flood or a deletion may have changed.
 */
import { create } from 'zustand'
import type { CommandInput, DeliveryFilter } from '../../shared/commands.ts'
import type { FeedEvent } from '../../shared/events.ts'
import { isNewestFirst, newestFirst, type SearchProgress, type Sort } from '../../shared/filter.ts'
import type { DeliveryRow } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { invoke } from '../host/bridge.ts'
import { PageCache, type Span } from './page-cache.ts'
import { createRefresher } from './refresher.ts'

export interface DeliveryListState {
  filter: DeliveryFilter
  /** The order that is asked for. */
  sort: Sort
  /** The order that the rows have: newest first where there are too many to sort. */
  sortedBy: Sort
  /** How far the search for the filter is; null where nothing has to be searched. */
  search: SearchProgress | null
  /** Rows of the list up to its anchor; the table is this long. */
  total: number
  /** Deliveries that came after the anchor and wait behind the "new" pill. */
  newer: number
  /** False until the first answer for the present filter. */
  loaded: boolean
  failure: Failure | null
  /** Categories of the rows that were loaded so far, sorted; what the category filter offers. */
  categories: readonly string[]
  /** Answers of those rows, sorted: status codes and error codes. */
  answers: readonly string[]
  /** Counts every change of the rows, so that the table knows when to look again. */
  version: number
}

export const deliveryList = create<DeliveryListState>(() => ({
  filter: {},
  sort: newestFirst,
  sortedBy: newestFirst,
  search: null,
  total: 0,
  newer: 0,
  loaded: false,
  failure: null,
  categories: [],
  answers: [],
  version: 0,
}))

const cache = new PageCache()
/** What the table shows; a refresh fetches this. */
let view = { start: 0, end: 50 }
let following = true
/** The next answer brings the newest, wherever the table stands. */
let takesNewest = false
/** Grows when the list begins anew: answers to older questions are dropped. */
let generation = 0
const underWay = new Map<number, Promise<void>>()
/** Rows that the feed brought while an answer was under way: it may have been read before them. */
let asking = 0
const meanwhile = new Map<string, DeliveryRow>()

/** A flood is drawn about four times a second where its newest are looked at, else once a second. */
const refresher = createRefresher(refetch, () => (following ? 250 : 1_000))

export function rowAt(index: number): DeliveryRow | undefined {
  return cache.at(index)
}

export function indexOf(id: string): number {
  return cache.indexOf(id)
}

export function rowOf(id: string): DeliveryRow | undefined {
  return cache.get(id)
}

/** Rows that were loaded so far, the newest first, at most `most`. */
export function loadedRows(most: number): DeliveryRow[] {
  return [...cache.loaded()].sort((a, b) => b.seq - a.seq).slice(0, most)
}

/** Shows another part of all deliveries, from its top. */
export function setFilter(filter: DeliveryFilter): void {
  beginAnew({ filter })
}

/** Shows the same ones in another order, from its top. */
export function setSort(sort: Sort): void {
  beginAnew({ sort })
}

/** Both at once, such as a saved view has them. */
export function setFilterAndSort(filter: DeliveryFilter, sort: Sort): void {
  beginAnew({ filter, sort })
}

function beginAnew(change: { filter?: DeliveryFilter; sort?: Sort }): void {
  generation += 1
  underWay.clear()
  deliveryList.setState({ ...change, loaded: false, search: null })
  cache.reset(deliveryList.getState().filter)
  view = { start: 0, end: 50 }
  showNewest()
}

/** Stops the search for the filter, or goes on with it. */
export async function setSearching(searching: boolean): Promise<void> {
  const { filter } = deliveryList.getState()
  await invoke(searching ? 'search.resume' : 'search.stop', { filter })
  refresher.request()
}

/** The table tells what it shows (positions from the top, `end` exclusive) and whether it stands at the top. */
export function setView(start: number, end: number, atTop: boolean): void {
  view = { start, end }
  // In another order new ones are not on top: they wait until a person asks for them.
  const follows = atTop && isNewestFirst(deliveryList.getState().sort)
  if (follows && !following && cache.newer > 0) {
    following = true
    refresher.cancel()
    refresher.request()
    return
  }
  following = follows
  void load(start, end)
}

/** Loads and answers with the row at a position; undefined when there is none or it could not be loaded. */
export async function rowWhenLoaded(index: number): Promise<DeliveryRow | undefined> {
  for (;;) {
    if (index < 0 || index >= cache.total) return undefined
    const asked = generation
    await load(index, index + 1)
    const row = cache.at(index)
    // When the list began anew meanwhile, the answer was dropped: asked once more.
    if (row || asked === generation) return row
  }
}

/** Resolves when the answer for the filter that is wanted by then is there. */
export function whenLoaded(): Promise<void> {
  return new Promise((resolve) => {
    if (deliveryList.getState().loaded) return resolve()
    const stop = deliveryList.subscribe(({ loaded }) => {
      if (!loaded) return
      stop()
      resolve()
    })
  })
}

/** Takes in the newest deliveries at once, wherever the table stands. */
export function showNewest(): void {
  following = isNewestFirst(deliveryList.getState().sort)
  takesNewest = true
  view = { start: 0, end: view.end - view.start }
  refresher.cancel()
  refresher.request()
}

/** All deliveries that the filter finds, newest first, at most `most`. */
export async function listRows(most: number): Promise<DeliveryRow[]> {
  const rows: DeliveryRow[] = []
  while (rows.length < most) {
    const answer = await ask({ offset: rows.length, limit: Math.min(500, most - rows.length) }, cache.anchor)
    if (!answer.ok || answer.value.rows.length === 0) break
    rows.push(...answer.value.rows)
  }
  return rows
}

/** Fetches again what is shown: after a snapshot, or when a person asks for it. */
export function refreshList(): void {
  refresher.request()
}

export function takeEvents(events: readonly FeedEvent[]): void {
  const changed: DeliveryRow[] = []
  for (const event of events) {
    if (event.name === 'deliveries.changed') {
      if (asking > 0) for (const row of event.rows) meanwhile.set(row.id, row)
      if (cache.change(event.rows, following)) refresher.request()
      changed.push(...event.rows)
    } else if (event.name === 'deliveries.deleted' || event.name === 'deliveries.flooded') {
      refresher.request()
    }
  }
  if (changed.length > 0 && deliveryList.getState().loaded) publish(changed)
}

/** What a flood changed is not listed row by row, so what is shown is fetched again, and the rest when it comes into view. */
async function refetch(): Promise<void> {
  const fromTop = following || takesNewest
  const anchor = fromTop ? undefined : cache.anchor
  // Whole pages, so that the table finds nothing missing afterwards.
  const pages = cache.pagesAround(view.start, view.end)
  const offset = fromTop ? 0 : pages.offset
  const limit = Math.min(500, Math.max(100, pages.offset + pages.limit - offset))
  const asked = generation
  const answer = await ask({ offset, limit }, anchor)
  if (asked !== generation) return
  if (!answer.ok) return fail(answer.error)
  generation += 1
  takesNewest = false
  underWay.clear()
  cache.begin(answer.value, offset, anchor)
  const { sort: sortedBy, search, rows } = answer.value
  deliveryList.setState({ sortedBy, search })
  catchUp(rows)
  if (search?.state === 'running') refresher.request()
}

/** Loads what of the rows at these positions is not there or old; `end` is exclusive. */
export async function load(start: number, end: number): Promise<void> {
  if (!deliveryList.getState().loaded) return
  const pages = cache.missing(start, end).map((span) => {
    const task = underWay.get(span.offset) ?? fetchPage(span)
    underWay.set(span.offset, task)
    return task
  })
  await Promise.all(pages)
}

async function fetchPage(span: Span): Promise<void> {
  const asked = generation
  const askedTotal = cache.total
  const answer = await ask(span, cache.anchor)
  if (asked !== generation) return
  underWay.delete(span.offset)
  if (!answer.ok) return fail(answer.error)
  if (cache.fill(answer.value, span.offset, askedTotal)) catchUp(answer.value.rows)
  else refresher.request()
}

function catchUp(rows: readonly DeliveryRow[]): void {
  if (cache.change([...meanwhile.values()], following)) refresher.request()
  deliveryList.setState({ loaded: true, failure: null })
  publish(rows)
}

function fail(failure: Failure): void {
  if (failure.code !== 'disconnected') deliveryList.setState({ failure })
}

async function ask(span: Span, anchor: number | undefined) {
  const { sort } = deliveryList.getState()
  const input: CommandInput<'delivery.list'> = { filter: cache.filter, sort, ...span }
  if (asking === 0) meanwhile.clear()
  asking += 1
  const answer = await invoke('delivery.list', anchor === undefined ? input : { ...input, upToSeq: anchor })
  asking -= 1
  return answer
}

/** `rows` are those that came. */
function publish(rows: readonly DeliveryRow[]): void {
  deliveryList.setState((state) => ({
    filter: cache.filter,
    total: cache.total,
    newer: cache.newer,
    categories: withMore(
      state.categories,
      rows.map(({ category }) => category),
    ),
    answers: withMore(state.answers, rows.map(answerOf)),
    version: state.version + 1,
  }))
  // What is shown may have moved to where nothing is loaded.
  void load(view.start, view.end)
}

/** More would make a list that no one reads; the text filter finds the rest. */
const mostOffered = 200

function withMore(known: readonly string[], values: readonly (string | null)[]): readonly string[] {
  const all = new Set(known)
  for (const value of values) {
    if (all.size >= mostOffered) break
    if (value !== null) all.add(value)
  }
  return all.size === known.length ? known : [...all].sort()
}

function answerOf({ lastStatusCode, lastErrorCode }: DeliveryRow): string | null {
  return lastStatusCode === null ? lastErrorCode : String(lastStatusCode)
}
