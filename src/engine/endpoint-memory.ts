/** The endpoints in memory: what the dispatcher asks before each attempt, and what each result teaches. */
import type { AttemptOutcome, EndpointSummary } from '../shared/model.ts'
import type { EndpointRecord } from './store/endpoints.ts'
import type { Store } from './store/store.ts'

/** A use is written at most this often while nothing else changes: it only orders a list. */
const writeEveryMs = 10_000
/** The sidebar and the composer's suggestions show no more. */
const mostSummaries = 50

export interface EndpointMemory {
  get(seq: number): EndpointRecord
  /** Inside a transaction: the endpoint of a URL, made when it is new. */
  of(url: string, now: number): EndpointRecord
  /** Inside a transaction: an attempt has ended. */
  learn(
    seq: number,
    lesson: { outcome: AttemptOutcome; at: number; zstdSupport: 'accepts' | 'refuses' | null },
  ): void
  /** Latest used first. */
  summaries(): EndpointSummary[]
  /** Whether a summary has changed since the last question. */
  takeChanged(): boolean
}

export function createEndpointMemory(store: Store, newId: () => string): EndpointMemory {
  const bySeq = new Map(store.endpoints.all().map((endpoint) => [endpoint.seq, endpoint]))
  const writtenAt = new Map<number, number>()
  let changed = false

  const get = (seq: number): EndpointRecord => {
    const endpoint = bySeq.get(seq)
    if (!endpoint) throw new Error(`endpoint ${seq} is missing`)
    return endpoint
  }

  return {
    get,
    of(url, now) {
      const found = store.endpoints.findOrInsert({ url, newId, now })
      const known = bySeq.get(found.seq)
      // The id differs where an earlier transaction made it and was rolled back.
      if (known?.id === found.id) return known
      bySeq.set(found.seq, found)
      changed = true
      return found
    },
    learn(seq, { outcome, at, zstdSupport }) {
      const endpoint = get(seq)
      const news = endpoint.lastOutcome !== outcome
      if (news || at - (writtenAt.get(seq) ?? 0) >= writeEveryMs) {
        store.endpoints.recordUse(seq, { outcome, at })
        writtenAt.set(seq, at)
        changed = true
      }
      endpoint.lastOutcome = outcome
      endpoint.lastUsedAt = at
      if (zstdSupport && zstdSupport !== endpoint.zstdSupport) {
        store.endpoints.setZstdSupport(seq, zstdSupport)
        endpoint.zstdSupport = zstdSupport
        changed = true
      }
    },
    summaries: () =>
      [...bySeq.values()]
        .sort((a, b) => b.lastUsedAt - a.lastUsedAt)
        .slice(0, mostSummaries)
        .map(({ id, name, url, lastOutcome, lastUsedAt, zstdSupport }) => ({
          id,
          name,
          url,
          lastOutcome,
          lastUsedAt,
          zstdSupport,
        })),
    takeChanged() {
      const was = changed
      changed = false
      return was
    },
  }
}
