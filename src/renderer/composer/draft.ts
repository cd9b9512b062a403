/**
 * An event while a person composes it: what was typed, field by field, wrong or right. It becomes an input of
 * `event.send` only in `eventOf`, and `data` goes through all of this untouched.
 */
import type { CommandInput } from '../../shared/commands.ts'
import type { BodyMode } from '../../shared/model.ts'
import { type PolicyDraft, policyOf } from '../retry/policy-draft.ts'
import { type HeaderRow, headersOf } from './header-rows.ts'
import { planOf } from './plan.ts'

export interface Draft {
  url: string
  /** Saved endpoints that it goes to; with any of them the URL is left aside. */
  endpointIds: string[]
  category: string
  /** Null, here and in the two below: as the endpoint says, or as is usual where it goes to a URL. */
  method: string | null
  bodyMode: BodyMode | null
  /** Used in body mode `raw` only; the other bodies are JSON by definition. */
  contentType: string | null
  data: string
  headers: HeaderRow[]
  /** Empty: the engine makes one. */
  eventId: string
  /** A whole number as typed. */
  copies: string
  /** Null: as the endpoint or the settings say at the moment of sending. */
  policy: PolicyDraft | null
  /** As typed: `2026-11-24 14:03:20` in local time, or `in 10m` from the moment of sending; empty: at once. */
  sendAt: string
  /** From one copy to the next, a Go duration as typed; empty: all at once. */
  every: string
  /** Whether `{{…}}` is expanded; else braces are text. */
  placeholders: boolean
}

/** What the composer is opened with from outside, each time anew: parts of a draft, or a cURL command. */
export type GivenDraft = { draft: Partial<Draft>; curl?: undefined } | { curl: string; draft?: undefined }

export const emptyDraft: Draft = {
  url: '',
  endpointIds: [],
  category: '',
  method: null,
  bodyMode: null,
  contentType: null,
  data: '{}',
  headers: [],
  eventId: '',
  copies: '1',
  policy: null,
  sendAt: '',
  every: '',
  placeholders: true,
}

export const usual = { method: 'POST', bodyMode: 'envelope', contentType: 'application/json' } as const

/** Nothing was typed into it, so nothing is lost when it goes. */
export function isEmpty(draft: Draft): boolean {
  return draft.data === emptyDraft.data && JSON.stringify(draft) === JSON.stringify(emptyDraft)
}

export function goesToEndpoints({ endpointIds }: Pick<Draft, 'endpointIds'>): boolean {
  return endpointIds.length > 0
}

/** Whether the payload is meant to be JSON, which decides about colours and checks. */
export function isJson({ bodyMode, contentType }: { bodyMode: BodyMode; contentType: string }): boolean {
  return bodyMode !== 'raw' || /\bjson\b/i.test(contentType)
}

interface Sending {
  /** Epoch milliseconds. */
  now: number
  /** Of the random placeholders: they become what the preview shows. */
  seed: string
}

/**
 * The command's input. What cannot be read as a number goes out as the text that it is, so that the engine, and not
 * a silent default, answers for it.
 */
export function eventOf(draft: Draft, { now, seed }: Sending): CommandInput<'event.send'> {
  const policy = draft.policy && policyOf(draft.policy)
  const { method, bodyMode } = draft
  const contentType = sentContentType(draft)
  const { sendAt, everyMs } = planOf(draft, now)
  return {
    ...(goesToEndpoints(draft) ? { endpointIds: draft.endpointIds } : { url: draft.url }),
    category: draft.category,
    ...(method === null ? {} : { method }),
    ...(bodyMode === null ? {} : { bodyMode }),
    ...(contentType === null ? {} : { contentType }),
    data: draft.data,
    headers: headersOf(draft.headers),
    copies: draft.copies.trim() === '' ? Number.NaN : Number(draft.copies),
    ...(draft.eventId === '' ? {} : { eventId: draft.eventId }),
    ...policy,
    ...(sendAt === null ? {} : { sendAt }),
    ...(everyMs === 0 ? {} : { everyMs }),
    ...(draft.placeholders ? { placeholders: true, seed } : {}),
  }
}

/** Null: it is left to the endpoint, or to what is usual. One that was typed for a raw payload counts for that alone. */
export function sentContentType(draft: Draft): string | null {
  const { bodyMode, contentType } = draft
  if (bodyMode === 'raw') return contentType
  if (bodyMode !== null) return usual.contentType
  return goesToEndpoints(draft) ? contentType : null
}
