/**
 * An endpoint while a person edits it: what was typed, field by field, wrong or right. What is empty, or null, is as the
 * settings say. Only what was changed is saved, so that what another window or the command line set meanwhile stays.
 */
import { checkHeaders, checkMethod, checkUrl, type Complaint } from '../../shared/checks.ts'
import type { CommandInput } from '../../shared/commands.ts'
import { formatDuration, parseDuration } from '../../shared/durations.ts'
import { defaultEndpointOptions, type EndpointDetail, type EndpointOptions } from '../../shared/endpoint.ts'
import {
  longestEndpointName,
  longestTimeoutMs,
  mostConcurrency,
  shortestTimeoutMs,
} from '../../shared/limits.ts'
import type { BodyMode, Compression, RetryPolicy } from '../../shared/model.ts'
import { checkRows } from '../composer/check-draft.ts'
import { type HeaderRow, headersOf, rowsOf } from '../composer/header-rows.ts'
import {
  checkCount,
  checkPolicy,
  type Complaints,
  draftOf,
  type PolicyDraft,
  policyOf,
} from '../retry/policy-draft.ts'

export interface EndpointDraft {
  name: string
  url: string
  method: string
  headers: HeaderRow[]
  bodyMode: BodyMode
  contentType: string
  /** Null: as the settings say. */
  compression: Compression | null
  policy: PolicyDraft | null
  /** Durations and counts as typed; empty: as the settings say. */
  requestTimeout: string
  connectTimeout: string
  concurrency: string
  jitter: string
  hasRate: boolean
  rateCount: string
  /** `1000` or `60000`. */
  ratePerMs: string
  ordered: boolean
  hasBreaker: boolean
  breakerFailures: string
  breakerProbe: string
  holdWhileRefused: boolean
  followRedirects: boolean
  http2: boolean
  verify: boolean
  caFile: string
  certFile: string
  keyFile: string
}

export const longestProbeMs = 24 * 3_600_000

type Origin = Pick<EndpointDetail, 'name' | 'url' | 'options'>

export const newEndpoint: Origin = { name: '', url: '', options: defaultEndpointOptions }

/** `settings`: what stands where the endpoint has only half of a policy of its own. */
export function endpointDraftOf({ name, url, options }: Origin, settings: RetryPolicy): EndpointDraft {
  const { retrySchedule, maxAttempts, rateLimit, breaker, transport } = options
  const hasPolicy = retrySchedule !== null || maxAttempts !== null
  const policy = {
    retrySchedule: retrySchedule ?? settings.retrySchedule,
    maxAttempts: maxAttempts ?? settings.maxAttempts,
  }
  return {
    name,
    url,
    method: options.method,
    headers: rowsOf(options.headers),
    bodyMode: options.bodyMode,
    contentType: options.contentType,
    compression: options.compression,
    policy: hasPolicy ? draftOf(policy) : null,
    requestTimeout: durationText(options.requestTimeoutMs),
    connectTimeout: durationText(options.connectTimeoutMs),
    concurrency: options.concurrency === null ? '' : String(options.concurrency),
    jitter: String(options.jitterPercent),
    hasRate: rateLimit !== null,
    rateCount: String(rateLimit?.count ?? 10),
    ratePerMs: String(rateLimit?.perMs ?? 1_000),
    ordered: options.ordered,
    hasBreaker: breaker !== null,
    breakerFailures: String(breaker?.failures ?? 5),
    breakerProbe: formatDuration(breaker?.probeAfterMs ?? 30_000),
    holdWhileRefused: options.holdWhileRefused,
    followRedirects: transport.followRedirects,
    http2: transport.http2,
    verify: transport.tls.verify,
    caFile: transport.tls.caFile ?? '',
    certFile: transport.tls.certFile ?? '',
    keyFile: transport.tls.keyFile ?? '',
  }
}

/**
 * Everything that is wrong, by the names of the engine's fields below `options`. `isNamed`: it has a name, which cannot be
 * taken away.
 */
export function checkEndpoint(draft: EndpointDraft, { isNamed = false } = {}): Complaints {
  const complaints: Complaints = { ...checkRows(draft.headers) }
  const note = (field: string, message: string | null | undefined): void => {
    if (message) complaints[field] = message
  }
  note('name', nameComplaint(draft.name, isNamed))
  note('url', checkUrl(draft.url)?.message)
  note('method', checkMethod(draft.method)?.message)
  note('contentType', contentTypeComplaint(draft.contentType)?.message)
  note('requestTimeoutMs', timeoutComplaint(draft.requestTimeout))
  note('connectTimeoutMs', timeoutComplaint(draft.connectTimeout))
  if (draft.concurrency.trim() !== '') {
    note('concurrency', checkCount(draft.concurrency, { min: 1, max: mostConcurrency }))
  }
  note('jitterPercent', checkCount(draft.jitter, { min: 0, max: 50 }))
  if (draft.hasRate) note('rateLimit.count', checkCount(draft.rateCount, { min: 1, max: 10_000 }))
  if (draft.hasBreaker) {
    note('breaker.failures', checkCount(draft.breakerFailures, { min: 1, max: 1_000 }))
    note('breaker.probeAfterMs', durationComplaint(draft.breakerProbe, { min: 1_000, max: longestProbeMs }))
  }
  if (draft.keyFile.trim() !== '' && draft.certFile.trim() === '') {
    note('transport.tls.certFile', 'A key is used with its certificate: name that too.')
  }
  return draft.policy ? { ...complaints, ...checkPolicy(draft.policy) } : complaints
}

/** Of a draft in which nothing is wrong. */
export function optionsOf(draft: EndpointDraft): EndpointOptions {
  const policy = draft.policy && policyOf(draft.policy)
  return {
    method: draft.method,
    headers: headersOf(draft.headers),
    bodyMode: draft.bodyMode,
    contentType: draft.contentType,
    compression: draft.compression,
    retrySchedule: policy?.retrySchedule ?? null,
    maxAttempts: policy?.maxAttempts ?? null,
    requestTimeoutMs: msOf(draft.requestTimeout),
    connectTimeoutMs: msOf(draft.connectTimeout),
    jitterPercent: Number(draft.jitter),
    concurrency: draft.concurrency.trim() === '' ? null : Number(draft.concurrency),
    rateLimit: draft.hasRate ? { count: Number(draft.rateCount), perMs: Number(draft.ratePerMs) } : null,
    ordered: draft.ordered,
    breaker: draft.hasBreaker
      ? { failures: Number(draft.breakerFailures), probeAfterMs: msOf(draft.breakerProbe) ?? 0 }
      : null,
    holdWhileRefused: draft.holdWhileRefused,
    transport: {
      followRedirects: draft.followRedirects,
      http2: draft.http2,
      tls: {
        verify: draft.verify,
        caFile: fileOf(draft.caFile),
        certFile: fileOf(draft.certFile),
        keyFile: fileOf(draft.keyFile),
      },
    },
  }
}

/** What differs between two drafts in which nothing is wrong. */
export function changedOptions(draft: EndpointDraft, before: EndpointDraft): Partial<EndpointOptions> {
  const now = optionsOf(draft)
  const old = optionsOf(before)
  const changed = (Object.keys(now) as (keyof EndpointOptions)[]).filter(
    (key) => JSON.stringify(now[key]) !== JSON.stringify(old[key]),
  )
  return Object.fromEntries(changed.map((key) => [key, now[key]]))
}

/** The command's input; without an id it makes a new endpoint. */
export function saveInput(
  draft: EndpointDraft,
  before: EndpointDraft,
  id: string | undefined,
): CommandInput<'endpoint.save'> {
  const name = draft.name.trim()
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === '' ? {} : { name }),
    ...(id !== undefined && draft.url === before.url ? {} : { url: draft.url }),
    options: changedOptions(draft, before),
  }
}

/** A new one without a name is called by its place, so an empty one is right there. */
function nameComplaint(name: string, isNamed: boolean): string | null {
  if (isNamed && name.trim() === '') return 'Give the endpoint a name.'
  return name.trim().length > longestEndpointName
    ? `A name has at most ${longestEndpointName} characters.`
    : null
}

function contentTypeComplaint(text: string): Complaint | null {
  if (text === '')
    return { code: 'header_invalid', message: 'Name the kind of the payload, such as text/plain.' }
  if (text.length > 200)
    return { code: 'header_invalid', message: 'A content type has at most 200 characters.' }
  return checkHeaders([['Content-Type', text]])
}

function timeoutComplaint(text: string): string | null {
  if (text.trim() === '') return null
  return durationComplaint(text, { min: shortestTimeoutMs, max: longestTimeoutMs })
}

function durationComplaint(text: string, range: { min: number; max: number }): string | null {
  const parsed = parseDuration(text)
  if (!parsed.ok) return parsed.message
  if (parsed.ms >= range.min && parsed.ms <= range.max) return null
  return `Enter a duration from ${formatDuration(range.min)} to ${formatDuration(range.max)}.`
}

function durationText(ms: number | null): string {
  return ms === null ? '' : formatDuration(ms)
}

function msOf(text: string): number | null {
  const parsed = text.trim() === '' ? null : parseDuration(text)
  return parsed?.ok ? parsed.ms : null
}

function fileOf(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
