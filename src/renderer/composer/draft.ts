/**
 * An event while a person composes it: what was typed, field by field, wrong or right. It becomes an input of
 * `event.send` only in `eventOf`, and `data` goes through all of this untouched.
 */
import type { CommandInput } from '../../shared/commands.ts'
import type { BodyMode } from '../../shared/model.ts'
import { type PolicyDraft, policyOf } from '../retry/policy-draft.ts'
import { type HeaderRow, headersOf } from './header-rows.ts'

export interface Draft {
  url: string
  category: string
  method: string
  bodyMode: BodyMode
  /** Used in body mode `raw` only; the other bodies are JSON by definition. */
  contentType: string
  data: string
  headers: HeaderRow[]
  /** Empty: the engine makes one. */
  eventId: string
  /** A whole number as typed. */
  copies: string
  /** Null: as the settings say at the moment of sending. */
  policy: PolicyDraft | null
}

export const emptyDraft: Draft = {
  url: '',
  category: '',
  method: 'POST',
  bodyMode: 'envelope',
  contentType: 'application/json',
  data: '{}',
  headers: [],
  eventId: '',
  copies: '1',
  policy: null,
}

/** Nothing was typed into it, so nothing is lost when it goes. */
export function isEmpty(draft: Draft): boolean {
  return JSON.stringify(draft) === JSON.stringify(emptyDraft)
}

export function contentTypeOf(draft: Draft): string {
  return draft.bodyMode === 'raw' ? draft.contentType : emptyDraft.contentType
}

/** Whether the payload is meant to be JSON, which decides about colours and checks. */
export function isJson(draft: Pick<Draft, 'bodyMode' | 'contentType'>): boolean {
  return draft.bodyMode !== 'raw' || /\bjson\b/i.test(draft.contentType)
}

/**
 * The command's input. What cannot be read as a number goes out as the text that it is, so that the engine, and not
 * a silent default, answers for it.
 */
export function eventOf(draft: Draft): CommandInput<'event.send'> {
  const policy = draft.policy && policyOf(draft.policy)
  return {
    url: draft.url,
    category: draft.category,
    method: draft.method,
    bodyMode: draft.bodyMode,
    contentType: contentTypeOf(draft),
    data: draft.data,
    headers: headersOf(draft.headers),
    copies: draft.copies.trim() === '' ? Number.NaN : Number(draft.copies),
    ...(draft.eventId === '' ? {} : { eventId: draft.eventId }),
    ...policy,
  }
}
