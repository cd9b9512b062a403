/**
 * Drafts and templates as they are kept: the payload as typed, and the other fields as JSON that only this module reads.
 * What is read back was perhaps written by another version, or is damaged: every field that is not what it should be is as
 * in an empty draft, and reading never throws.
 */
import { bodyModes } from '../../shared/model.ts'
import type { KeptDraft } from '../../shared/template.ts'
import type { PolicyDraft } from '../retry/policy-draft.ts'
import { type Draft, emptyDraft } from './draft.ts'
import type { HeaderRow } from './header-rows.ts'

/** Raised when an old draft can no longer be read field by field. */
const version = 1

export function keptOf({ data, ...fields }: Draft): KeptDraft {
  return { fields: JSON.stringify({ version, draft: fields }), data }
}

export function draftOf({ fields, data }: KeptDraft): Draft {
  const stored = parseRecord(fields)
  if (stored['version'] !== version) return { ...emptyDraft, data }
  const draft = record(stored['draft'])
  return {
    url: string(draft['url'], emptyDraft.url),
    category: string(draft['category'], emptyDraft.category),
    endpointIds: strings(draft['endpointIds']),
    method: string(draft['method'], emptyDraft.method),
    bodyMode: bodyModes.find((mode) => mode === draft['bodyMode']) ?? emptyDraft.bodyMode,
    contentType: string(draft['contentType'], emptyDraft.contentType),
    data,
    headers: headerRows(draft['headers']),
    eventId: string(draft['eventId'], emptyDraft.eventId),
    copies: string(draft['copies'], emptyDraft.copies),
    policy: policyDraft(draft['policy']),
    sendAt: string(draft['sendAt'], emptyDraft.sendAt),
    every: string(draft['every'], emptyDraft.every),
    placeholders: draft['placeholders'] !== false,
  }
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
