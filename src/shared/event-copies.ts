/**
 * The copies of an event: when each is due, and what its placeholders become. The engine accepts by these functions, and
 * the composer previews by them.
 */
import { checkCategory, checkData, checkHeaders, checkUrl, type Complaint } from './checks.ts'
import type { BodyMode, HeaderList } from './model.ts'
import type { CopyValues } from './placeholder-kinds.ts'
import { seededRandom } from './seeded-random.ts'
import { expand, type Expansion, type PlaceholderText, readPlaceholders, typedOf } from './placeholders.ts'

/** The fields of an event in which placeholders are expanded. */
export interface CopyFields {
  /** Undefined where it goes to endpoints. */
  url?: string | undefined
  category: string
  headers: HeaderList
  data: string
}

/** Read once for all copies. */
export interface EventTemplate {
  typed: CopyFields
  url: PlaceholderText | null
  category: PlaceholderText
  /** Of the values; the names are as they are. */
  headers: PlaceholderText[]
  data: PlaceholderText
}

/** `path`: where in the event; a position in it is one of the typed text. */
export type FieldComplaint = Complaint & { path: (string | number)[] }

/** What is wrong with any of the placeholders, or the template. */
export function readEvent(typed: CopyFields): { complaints: FieldComplaint[]; template: EventTemplate } {
  const complaints: FieldComplaint[] = []
  const read = (text: string, ...path: (string | number)[]): PlaceholderText => {
    const reading = readPlaceholders(text)
    if (reading.ok) return reading.template
    complaints.push({ ...reading.complaint, path })
    return { text, found: [] }
  }
  const template = {
    typed,
    url: typed.url === undefined ? null : read(typed.url, 'url'),
    category: read(typed.category, 'category'),
    headers: typed.headers.map(([, value], index) => read(value, 'headers', index, 1)),
    data: read(typed.data, 'data'),
  }
  return { complaints, template }
}

/** Whether any copy differs from what was typed. */
export function hasPlaceholders({ url, category, headers, data }: EventTemplate): boolean {
  return [url, category, ...headers, data].some((part) => part !== null && part.found.length > 0)
}

export interface EventCopy extends CopyFields {
  /** The payload with its places. */
  expansion: Expansion
}

/** Chance is drawn in the order URL, category, headers, payload. */
export function expandEvent(template: EventTemplate, values: CopyValues): EventCopy {
  const url = template.url && expand(template.url, values).text
  const category = expand(template.category, values).text
  const headers = template.typed.headers.map(([name], index): [string, string] => {
    const value = template.headers[index]
    return [name, value ? expand(value, values).text : '']
  })
  const expansion = expand(template.data, values)
  return { url: url ?? undefined, category, headers, data: expansion.text, expansion }
}

/** What a copy has become is held to what holds for every event. `bodyMode`: null leaves the payload unchecked. */
export function checkCopy(
  copy: EventCopy,
  template: EventTemplate,
  bodyMode: BodyMode | null,
): FieldComplaint | null {
  const at = (complaint: Complaint | null, ...path: (string | number)[]): FieldComplaint | null =>
    complaint && { ...complaint, path: [...path, ...(complaint.path ?? [])] }
  return (
    (copy.url === undefined ? null : at(checkUrl(copy.url), 'url')) ??
    at(checkCategory(copy.category), 'category') ??
    at(checkHeaders(copy.headers), 'headers') ??
    (bodyMode && at(checkCopyData(copy, template, bodyMode), 'data'))
  )
}

export function checkCopyData(
  { data, expansion }: EventCopy,
  { typed }: EventTemplate,
  bodyMode: BodyMode,
): Complaint | null {
  return checkData(data, bodyMode, typedOf(typed.data, expansion))
}

/** The chance of a copy (1-based), where it is to be known beforehand. */
export function copyRandom(seed: string, index: number): () => number {
  return seededRandom(`${seed}/${index}`)
}

/** When the first attempt of a copy is due (1-based); `start` is when that of the first is. */
export function dueAt(start: number, everyMs: number, index: number): number {
  return start + (index - 1) * everyMs
}

interface TypedEvent extends CopyFields {
  endpointIds?: string[] | undefined
  bodyMode?: BodyMode | undefined
  placeholders: boolean
}

/**
 * What is wrong with these fields of an event before it is accepted. With placeholders only how they are written: what they
 * become is checked copy by copy.
 */
export function acceptanceComplaints(event: TypedEvent): FieldComplaint[] {
  if (event.placeholders) return readEvent(event).complaints
  const { url, category, headers, data, bodyMode } = event
  const complaints: FieldComplaint[] = []
  const note = (field: string, complaint: Complaint | null): void => {
    if (complaint) complaints.push({ ...complaint, path: [field, ...(complaint.path ?? [])] })
  }
  // Without two braces these were checked already.
  if (url?.includes('{{')) note('url', checkUrl(url))
  if (category.includes('{{')) note('category', checkCategory(category))
  note('headers', checkHeaders(headers))
  // To endpoints the body mode may be theirs; the handler checks it then.
  if (event.endpointIds === undefined || bodyMode !== undefined) {
    note('data', checkData(data, bodyMode ?? 'envelope'))
  }
  return complaints
}
