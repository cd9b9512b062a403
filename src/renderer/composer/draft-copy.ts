/**
 * A draft as one of its copies would go out: its placeholders expanded by the functions that the engine accepts with, and
 * what is wrong with them.
 */
import {
  type EventCopy,
  type EventTemplate,
  expandEvent,
  type FieldComplaint,
  readEvent,
} from '../../shared/event-copies.ts'
import type { CopyValues } from '../../shared/placeholder-kinds.ts'
import { escapedBraces, type ExpandedPlace, readPlaceholders } from '../../shared/placeholders.ts'
import { seededRandom } from '../../shared/seeded-random.ts'
import { type Draft, goesToEndpoints } from './draft.ts'
import { headersOf, rowsOf } from './header-rows.ts'

export interface DraftTemplate {
  complaints: FieldComplaint[]
  template: EventTemplate
}

/** Null where braces are text. */
export function templateOfDraft(draft: Draft): DraftTemplate | null {
  if (!draft.placeholders) return null
  const { category, data } = draft
  const url = goesToEndpoints(draft) ? undefined : draft.url
  return readEvent({ url, category, headers: headersOf(draft.headers), data })
}

export interface DraftCopy {
  draft: Draft
  /** Where the payload's placeholders stood, and stand now. */
  places: readonly ExpandedPlace[]
  /** Names of headers in whose values something was expanded, in lower case. */
  expandedHeaders: ReadonlySet<string>
}

export function copyOfDraft(draft: Draft, read: DraftTemplate | null, values: CopyValues): DraftCopy {
  if (!read) return { draft, places: [], expandedHeaders: new Set() }
  const { template } = read
  const { url = draft.url, category, headers, data, expansion } = expandEvent(template, values)
  const expanded = headers.filter((_header, index) => (template.headers[index]?.found.length ?? 0) > 0)
  return {
    draft: { ...draft, url, category, headers: rowsOf(headers), data },
    places: expansion.places,
    expandedHeaders: new Set(expanded.map(([name]) => name.toLowerCase())),
  }
}

/** The same each time: for looking at what is wrong. */
export function sampleValues(): CopyValues {
  return { now: 0, due: 0, index: 1, copies: 1, eventId: 'event-id', random: seededRandom('sample') }
}

export function sampleCopy(template: EventTemplate): EventCopy {
  return expandEvent(template, sampleValues())
}

/** Every placeholder that is used, once, in the order of their places, as it was typed. */
export function usedPlaceholders({ template }: DraftTemplate): string[] {
  const used = [template.url, template.category, ...template.headers, template.data].flatMap((part) =>
    part === null ? [] : part.found.map(({ from, to }) => part.text.slice(from, to)),
  )
  return [...new Set(used)].filter((text) => text !== escapedBraces)
}

/** Whether it makes a difference for this draft if placeholders are expanded. */
export function hasBraces(draft: Draft): boolean {
  const { category, data, headers } = draft
  const url = goesToEndpoints(draft) ? '' : draft.url
  return [url, category, data, ...headers.map(({ value }) => value)].some((text) => text.includes('{{'))
}

/**
 * Placeholders that would go out as they are typed, with the field of each: `{{index}} (category)`. Not those of the
 * payload: a file or a command is sent byte for byte, whatever braces it has; the fields around it are typed here.
 */
export function literalPlaceholders(draft: Draft): string[] {
  if (draft.placeholders) return []
  const headers = draft.headers.map(({ name, value }) => [`header ${name}`, value] as const)
  const url = goesToEndpoints(draft) ? '' : draft.url
  const fields = [['URL', url] as const, ['category', draft.category] as const, ...headers]
  return fields.flatMap(([field, text]) => placeholdersIn(text).map((each) => `${each} (${field})`))
}

/** As typed; none where any of the braces is no placeholder. */
export function placeholdersIn(text: string): string[] {
  const read = readPlaceholders(text)
  const found = read.ok ? read.template.found.map(({ from, to }) => text.slice(from, to)) : []
  return found.filter((each) => each !== escapedBraces)
}
