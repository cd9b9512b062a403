/**
 * What a draft comes to at one of its targets: what the event says comes first, then the endpoint, then what is usual,
 * as the engine does it when the event arrives.
 */
import { type EndpointDetail, type EndpointOptions } from '../../shared/endpoint.ts'
import type { BodyMode, Compression, HeaderList, RetryPolicy, Settings } from '../../shared/model.ts'
import type { ExpandedPlace } from '../../shared/placeholders.ts'
import { mergedHeaders } from '../../shared/request.ts'
import { type Draft, sentContentType, usual } from './draft.ts'
import type { DraftCopy } from './draft-copy.ts'
import { headersOf } from './header-rows.ts'

/** The part of a draft that is one request. */
export interface ResolvedDraft {
  url: string
  method: string
  bodyMode: BodyMode
  contentType: string
  /** The endpoint's and the event's own, one of a name. */
  headers: HeaderList
  category: string
  data: string
  /** Empty: the engine makes one. */
  eventId: string
  /** Of placeholders that were expanded in the payload. */
  places: readonly ExpandedPlace[]
  /** Names of headers that were expanded, in lower case. */
  expandedHeaders: ReadonlySet<string>
}

/** `endpoint`: null where it goes to a URL. */
export function resolveDraft(
  { draft, places, expandedHeaders }: DraftCopy,
  endpoint: Pick<EndpointDetail, 'url' | 'options'> | null,
): ResolvedDraft {
  const { category, data, eventId } = draft
  const own = headersOf(draft.headers)
  const options = endpoint?.options ?? null
  return {
    url: endpoint?.url ?? draft.url,
    method: draft.method ?? options?.method ?? usual.method,
    bodyMode: draft.bodyMode ?? options?.bodyMode ?? usual.bodyMode,
    contentType: sentContentType(draft) ?? options?.contentType ?? usual.contentType,
    headers: options ? mergedHeaders(options.headers, own) : own,
    category,
    data,
    eventId,
    places,
    expandedHeaders,
  }
}

type Target = Pick<EndpointDetail, 'options'>

/** What all of them agree on; null where they differ, or there is none. */
export function agreed<K extends keyof EndpointOptions>(
  targets: readonly Target[],
  key: K,
): EndpointOptions[K] | null {
  const [first, ...others] = targets
  if (!first) return null
  const text = JSON.stringify(first.options[key])
  return others.every(({ options }) => JSON.stringify(options[key]) === text) ? first.options[key] : null
}

/** The policy that each of them would give; null where they differ. */
export function inheritedPolicy(targets: readonly Target[], settings: Settings): RetryPolicy | null {
  const policies = targets.map(({ options }) => ({
    retrySchedule: options.retrySchedule ?? settings.retrySchedule,
    maxAttempts: options.maxAttempts ?? settings.maxAttempts,
  }))
  const [first = settings, ...others] = policies
  const isSame = others.every((policy) => JSON.stringify(policy) === JSON.stringify(first))
  return isSame ? { retrySchedule: first.retrySchedule, maxAttempts: first.maxAttempts } : null
}

/** How the payload is to be checked: as raw text only where every target sends it so. */
export function checkedMode(draft: Draft, targets: readonly Target[]): BodyMode {
  if (draft.bodyMode !== null) return draft.bodyMode
  if (targets.length === 0) return usual.bodyMode
  return targets.every(({ options }) => options.bodyMode === 'raw') ? 'raw' : usual.bodyMode
}

export function compressionAt(endpoint: Target | null, settings: Settings): Compression {
  return endpoint?.options.compression ?? settings.compression
}
