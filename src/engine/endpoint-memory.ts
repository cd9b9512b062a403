/**
 * The endpoints in memory: what the dispatcher asks before each attempt, and what each result teaches. Memory and table
 * say the same; a transaction that is rolled back is followed by `reload()`.
 */
import {
  type AttemptReference,
  defaultEndpointOptions,
  type EndpointSummary,
  goodHealth,
  type PausedBy,
} from '../shared/endpoint.ts'
import type { AttemptOutcome } from '../shared/model.ts'
import { nextHealth } from './breaker.ts'
import { placeOf } from './place.ts'
import type { EndpointRecord } from './store/endpoints.ts'
import type { Store } from './store/store.ts'

/** A use is written at most this often while nothing else changes: it only orders a list. */
const writeEveryMs = 10_000
/** The sidebar and the composer's suggestions show no more; saved ones come first. */
const mostSummaries = 50
/** Parsing a URL for each of a thousand events costs more than the rest of their acceptance. */
const mostUrls = 2_000

export interface Lesson {
  outcome: AttemptOutcome
  attempt: AttemptReference
  at: number
  zstdSupport: 'accepts' | 'refuses' | null
  /** Whether it says how well the endpoint is. */
  isOfHealth: boolean
}

export interface EndpointMemory {
  get(seq: number): EndpointRecord
  byId(id: string): EndpointRecord | null
  all(): Iterable<EndpointRecord>
  /** Inside a transaction: the endpoint of a URL (a saved one of its place first), made when it is new. */
  of(url: string, now: number): EndpointRecord
  /** Inside a transaction, as all below: a new one. */
  add(endpoint: Omit<EndpointRecord, 'seq'>): EndpointRecord
  change(seq: number, change: Partial<Omit<EndpointRecord, 'seq' | 'id'>>): EndpointRecord
  remove(seq: number): void
  /** An attempt has ended. */
  learn(seq: number, lesson: Lesson): void
  setPaused(seq: number, paused: PausedBy | null, now: number): EndpointRecord
  /** Saved ones first, then latest used. */
  summaries(): EndpointSummary[]
  /** Whether a summary has changed since the last question. */
  takeChanged(): boolean
  /** Where a savepoint begins; the answer undoes what was changed since, after its rollback in the database. */
  mark(): () => void
  reload(): void
}

export function createEndpointMemory(store: Store, newId: () => string): EndpointMemory {
  const bySeq = new Map<number, EndpointRecord>()
  const byUrl = new Map<string, EndpointRecord>()
  /** The one that a bare URL of the place belongs to. */
  const byPlace = new Map<string, EndpointRecord>()
  const writtenAt = new Map<number, number>()
  let changed = false
  /** How often the table was written. */
  let writes = 0
  /** Never one that was used before: lanes and jobs know endpoints by their seq, also those that are gone. */
  let nextSeq = 1

  const takePlace = (endpoint: EndpointRecord): void => {
    const known = byPlace.get(endpoint.place)
    if (!known || (endpoint.saved && !known.saved)) byPlace.set(endpoint.place, endpoint)
  }

  const findPlaces = (): void => {
    byUrl.clear()
    byPlace.clear()
    for (const endpoint of bySeq.values()) takePlace(endpoint)
  }

  const load = (): void => {
    const stored = store.endpoints.all()
    const left = new Set(bySeq.keys())
    for (const endpoint of stored) {
      const known = bySeq.get(endpoint.seq)
      // Lanes hold on to the object.
      if (known) Object.assign(known, endpoint)
      else bySeq.set(endpoint.seq, endpoint)
      left.delete(endpoint.seq)
      nextSeq = Math.max(nextSeq, endpoint.seq + 1)
    }
    for (const seq of left) bySeq.delete(seq)
    findPlaces()
    changed = true
  }

  const get = (seq: number): EndpointRecord => {
    const endpoint = bySeq.get(seq)
    if (!endpoint) throw new Error(`endpoint ${seq} is missing`)
    return endpoint
  }

  const add: EndpointMemory['add'] = (endpoint) => {
    const record = { ...endpoint, seq: nextSeq }
    store.endpoints.insert(record)
    nextSeq += 1
    writes += 1
    bySeq.set(record.seq, record)
    takePlace(record)
    if (record.saved) byUrl.clear()
    changed = true
    return record
  }

  const change: EndpointMemory['change'] = (seq, changes) => {
    const endpoint = get(seq)
    store.endpoints.update({ ...endpoint, ...changes })
    writes += 1
    Object.assign(endpoint, changes)
    if (changes.place !== undefined || changes.saved !== undefined) findPlaces()
    // With other options something may go that had to wait before, such as those behind the first of an ordered one.
    if (changes.options !== undefined) store.changes.due({ endpointSeq: seq, at: 0, seq: 0 })
    changed = true
    return endpoint
  }

  load()
  return {
    get,
    byId(id) {
      for (const endpoint of bySeq.values()) if (endpoint.id === id) return endpoint
      return null
    },
    all: () => bySeq.values(),
    of(url, now) {
      const known = byUrl.get(url)
      if (known) return known
      const { place, name } = placeOf(url)
      const endpoint =
        byPlace.get(place) ?? add({ ...unused, id: newId(), name, url: place, place, ...since(now) })
      if (byUrl.size >= mostUrls) byUrl.clear()
      byUrl.set(url, endpoint)
      return endpoint
    },
    add,
    change,
    remove(seq) {
      store.endpoints.remove(seq)
      store.pulseBuckets.removeOf(seq)
      writes += 1
      bySeq.delete(seq)
      findPlaces()
      changed = true
    },
    learn(seq, { outcome, attempt, at, zstdSupport, isOfHealth }) {
      const endpoint = get(seq)
      const { breaker } = endpoint.options
      const health = isOfHealth
        ? nextHealth(endpoint.health, { outcome, attempt, breaker, now: at })
        : endpoint.health
      const news =
        endpoint.lastOutcome !== outcome ||
        health !== endpoint.health ||
        (zstdSupport !== null && zstdSupport !== endpoint.zstdSupport)
      const isDue = Math.abs(at - (writtenAt.get(seq) ?? 0)) >= writeEveryMs
      endpoint.lastUsedAt = at
      if (!news && !isDue) return
      writtenAt.set(seq, at)
      change(seq, { lastOutcome: outcome, health, ...(zstdSupport ? { zstdSupport } : {}) })
    },
    setPaused: (seq, paused, now) => change(seq, { paused, pausedAt: paused === null ? null : now }),
    summaries: () => latest(bySeq.values()).map(summaryOf),
    takeChanged() {
      const was = changed
      changed = false
      return was
    },
    mark() {
      const before = writes
      return () => {
        if (writes !== before) load()
      }
    },
    reload: load,
  }
}

/** In one pass: a queue may have been imported with a hundred thousand URLs. */
function latest(endpoints: Iterable<EndpointRecord>): EndpointRecord[] {
  const best: EndpointRecord[] = []
  for (const endpoint of endpoints) {
    const place = best.findIndex((other) => isBefore(endpoint, other))
    if (place === -1) best.push(endpoint)
    else best.splice(place, 0, endpoint)
    if (best.length > mostSummaries) best.pop()
  }
  return best
}

function isBefore(one: EndpointRecord, other: EndpointRecord): boolean {
  return one.saved === other.saved ? one.lastUsedAt > other.lastUsedAt : one.saved
}

const unused = {
  saved: false,
  options: defaultEndpointOptions,
  lastOutcome: null,
  zstdSupport: 'unknown',
  paused: null,
  pausedAt: null,
  health: goodHealth,
} as const

const since = (now: number) => ({ lastUsedAt: now, createdAt: now })

export function summaryOf(endpoint: EndpointRecord): EndpointSummary {
  const { seq: _seq, place: _place, options: _options, createdAt: _createdAt, ...summary } = endpoint
  return summary
}
