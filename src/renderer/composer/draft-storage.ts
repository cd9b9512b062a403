/**
 * Keeps the draft over closing and restarting. What is read back was perhaps written by another version, or is
 * damaged: every field that is not what it should be is as in an empty draft, and reading never throws.
 */
import { bodyModes } from '../../shared/model.ts'
import type { PolicyDraft } from '../retry/policy-draft.ts'
import { type Draft, emptyDraft, isEmpty } from './draft.ts'
import type { HeaderRow } from './header-rows.ts'

/** Raised when an old draft can no longer be read field by field. */
const version = 1
const storageKey = 'composer.draft'

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export function loadDraft(storage: DraftStorage): Draft {
  try {
    return parseDraft(storage.getItem(storageKey))
  } catch {
    // Storage that the browser refuses is an empty one.
    return emptyDraft
  }
}

/** Answers with false when the payload is too large for the storage; the other fields are kept even then. */
export function saveDraft(storage: DraftStorage, draft: Draft): boolean {
  try {
    if (isEmpty(draft)) storage.removeItem(storageKey)
    else storage.setItem(storageKey, JSON.stringify({ version, draft }))
    return true
  } catch {
    return saveWithoutPayload(storage, draft)
  }
}

export function parseDraft(text: string | null): Draft {
  if (text === null) return emptyDraft
  const stored = parseRecord(text)
  if (stored['version'] !== version) return emptyDraft
  const draft = record(stored['draft'])
  return {
    url: string(draft['url'], emptyDraft.url),
    category: string(draft['category'], emptyDraft.category),
    endpointIds: strings(draft['endpointIds']),
    method: string(draft['method'], emptyDraft.method),
    bodyMode: bodyModes.find((mode) => mode === draft['bodyMode']) ?? emptyDraft.bodyMode,
    contentType: string(draft['contentType'], emptyDraft.contentType),
    data: string(draft['data'], emptyDraft.data),
    headers: headerRows(draft['headers']),
    eventId: string(draft['eventId'], emptyDraft.eventId),
    copies: string(draft['copies'], emptyDraft.copies),
    policy: policyDraft(draft['policy']),
    sendAt: string(draft['sendAt'], emptyDraft.sendAt),
  }
}

function saveWithoutPayload(storage: DraftStorage, draft: Draft): false {
  try {
    const small = { ...draft, data: emptyDraft.data }
    storage.setItem(storageKey, JSON.stringify({ version, draft: small }))
  } catch {
    // Nothing can be kept; the draft lives as long as the window.
  }
  return false
}

function parseRecord(text: string): Record<string, unknown> {
  try {
    return record(JSON.parse(text))
  } catch {
    return {}
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function string<T extends string | null>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item: unknown) => typeof item === 'string') : []
}

function headerRows(value: unknown): HeaderRow[] {
  if (!Array.isArray(value)) return []
  return value.map((row: unknown, key) => {
    const { name, value: text } = record(row)
    return { key, name: string(name, ''), value: string(text, '') }
  })
}

function policyDraft(value: unknown): PolicyDraft | null {
  const { waits, maxAttempts } = record(value)
  if (!Array.isArray(waits) || typeof maxAttempts !== 'string') return null
  return { waits: waits.filter((wait: unknown) => typeof wait === 'string'), maxAttempts }
}
