/**
 * What is wrong with a draft, by field, while it is typed: the same checks that the engine makes when it arrives.
 * Fields are named as the engine names them in `details.field`, so both kinds of complaint find the same place.
 */
import {
  checkCategory,
  checkData,
  checkEventId,
  checkHeaders,
  checkMethod,
  checkUrl,
  type Complaint,
} from '../../shared/checks.ts'
import { placeText } from '../../shared/json.ts'
import { largestDataBytes, mostEndpointsAtOnce } from '../../shared/limits.ts'
import type { BodyMode, HeaderList } from '../../shared/model.ts'
import { expand, type PlaceholderText, readPlaceholders, typedOf } from '../../shared/placeholders.ts'
import type { Failure } from '../../shared/result.ts'
import { checkPolicy, type Complaints } from '../retry/policy-draft.ts'
import { type Draft, goesToEndpoints, sentContentType } from './draft.ts'
import { sampleCopy, sampleValues, templateOfDraft } from './draft-copy.ts'
import { type HeaderRow, headersOf, rowIndexOf } from './header-rows.ts'
import { payloadBytes } from './payload-bytes.ts'
import { checkPlan } from './plan.ts'

/** Above this (in UTF-16 units) JSON is checked when it is sent, not at every key: 2 MB take about 20 ms. */
export const checkedWhileTyping = 2_000_000

/**
 * Everything but the payload, which is checked apart because it can be large. Cheap enough for every key. `known`: the
 * ids of saved endpoints, null while they are not known.
 */
export function checkFields(draft: Draft, known: ReadonlySet<string> | null = null): Complaints {
  const complaints: Complaints = {}
  if (goesToEndpoints(draft)) Object.assign(complaints, checkTargets(draft.endpointIds, known))
  Object.assign(complaints, checkCopyFields(draft))
  if (draft.method !== null) note(complaints, 'method', checkMethod(draft.method))
  const contentType = sentContentType(draft)
  if (contentType !== null) note(complaints, 'contentType', checkContentType(contentType))
  if (draft.eventId !== '') note(complaints, 'eventId', checkEventId(draft.eventId))
  Object.assign(complaints, checkPlan(draft))
  if (draft.eventId !== '' && Number(draft.copies) > 1) {
    complaints['copies'] ??= 'Copies need ids of their own: leave the event id empty or send one.'
  }
  if (draft.policy) Object.assign(complaints, checkPolicy(draft.policy))
  return complaints
}

/** Only the size where the payload is too large to be parsed at every key; the engine checks it whole. */
export function checkPayload(data: string, bodyMode: BodyMode, placeholders = false): Complaint | null {
  const reading = placeholders ? readPlaceholders(data) : null
  if (reading && !reading.ok) return reading.complaint
  if (data.length > checkedWhileTyping) {
    return payloadBytes(data) > largestDataBytes ? checkData(data, bodyMode) : null
  }
  if (!reading) return checkData(data, bodyMode)
  const complaint = checkData(...sampleData(reading.template, bodyMode))
  return complaint && (unquoted(complaint, reading.template) ?? complaint)
}

/** A value that is no number or word of JSON breaks it where its placeholder stands alone: that is said, not where. */
function unquoted(complaint: Complaint, { text, found }: PlaceholderText): Complaint | null {
  const { code, position } = complaint
  const culprit = found.find(({ from }) => from === position)
  if (code !== 'json_invalid' || position === undefined || !culprit) return null
  if (!/(?:^|[:,[{])\s*$/.test(text.slice(Math.max(0, position - 100), position))) return null
  const typed = text.slice(culprit.from, culprit.to)
  const message = `${typed} (${placeText(text, position)}) needs quotes around it, as any text in JSON: "${typed}".`
  return { code, message, position }
}

function sampleData(template: PlaceholderText, bodyMode: BodyMode): Parameters<typeof checkData> {
  const expansion = expand(template, sampleValues())
  return [expansion.text, bodyMode, typedOf(template.text, expansion)]
}

/** By `headers.<row>.<0 name, 1 value>`; the rows counted as the person sees them. */
export function checkRows(rows: readonly HeaderRow[]): Complaints {
  return checkSentRows(headersOf(rows), rows)
}

/** `sent`: what becomes of the rows that are sent. */
function checkSentRows(sent: HeaderList, rows: readonly HeaderRow[]): Complaints {
  const complaint = checkHeaders(sent)
  if (!complaint) return {}
  const [index, half] = complaint.path ?? []
  if (typeof index !== 'number') return { headers: complaint.message }
  return { [rowField(rows, ['headers', index, half ?? 0])]: complaint.message }
}

/** `headers.1.0` of what is sent -> `headers.2.0` of the rows. */
function rowField(rows: readonly HeaderRow[], [name, index, half]: (string | number)[]): string {
  return `${name}.${rowIndexOf(rows, Number(index))}.${half ?? 0}`
}

/**
 * What a refused command complains about, by field as the draft's form names it: header rows are counted with the blank
 * ones. A refusal that names no field stands under `form`, so that none goes unseen.
 */
export function refusals(error: Failure, rows: readonly HeaderRow[]): Complaints {
  const complaints: Complaints = {}
  for (const { field, message } of problemsOf(error)) complaints[formField(field, rows)] ??= message
  return complaints
}

/** The engine's gate lists everything that is wrong in `details.problems`; other refusals name one field or none. */
function problemsOf({ message, details }: Failure): { field: string; message: string }[] {
  const problems: unknown = details?.['problems']
  if (Array.isArray(problems) && problems.length > 0) return problems as { field: string; message: string }[]
  return [{ field: details?.field ?? '', message }]
}

/** `edits.headers.1.0` -> `headers.2.0`: replays and endpoints have the same fields one level deeper. */
function formField(path: string, rows: readonly HeaderRow[]): string {
  const field = path.replace(/^(?:edits|options)\./, '')
  if (field === '') return 'form'
  const [name, index, half] = field.split('.')
  if (name !== 'headers' || index === undefined) return field
  return rowField(rows, half === undefined ? [name, index] : [name, index, half])
}

/** By `endpointIds.<index>`. */
function checkTargets(ids: readonly string[], known: ReadonlySet<string> | null): Complaints {
  if (ids.length > mostEndpointsAtOnce) {
    return { endpointIds: `An event goes to ${mostEndpointsAtOnce} endpoints at most.` }
  }
  const gone = known ? ids.flatMap((id, index) => (known.has(id) ? [] : index)) : []
  return Object.fromEntries(
    gone.map((index) => [`endpointIds.${index}`, 'This endpoint was deleted. Take it out.']),
  )
}

/** URL, category and headers, as the first copy has them where placeholders are expanded. */
function checkCopyFields(draft: Draft): Complaints {
  const complaints: Complaints = {}
  const read = templateOfDraft({ ...draft, data: '' })
  const copy = read ? sampleCopy(read.template) : { ...draft, headers: headersOf(draft.headers) }
  for (const { path, message } of read?.complaints ?? []) {
    complaints[path[0] === 'headers' ? rowField(draft.headers, path) : path.join('.')] ??= message
  }
  if (!goesToEndpoints(draft) && !complaints['url']) note(complaints, 'url', checkUrl(copy.url ?? ''))
  if (!complaints['category']) note(complaints, 'category', checkCategory(copy.category))
  return { ...checkSentRows(copy.headers, draft.headers), ...complaints }
}

function checkContentType(text: string): Complaint | null {
  if (text.trim() === '') {
    return { code: 'header_invalid', message: 'Name the kind of the payload, such as text/plain.' }
  }
  return checkHeaders([['Content-Type', text]])
}

function note(complaints: Complaints, field: string, complaint: Complaint | null): void {
  if (complaint) complaints[field] = complaint.message
}
