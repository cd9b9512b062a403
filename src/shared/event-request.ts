/**
 * The short way for scripts to send an event: what `POST /api/events` takes, read into the input of `event.send`. The
 * payload is the text of the member `data`, byte for byte; everything else is checked here and then by the gate.
 */
import { z } from 'zod'
import type { CommandInput } from './commands.ts'
import { instantSchema } from './input-parts.ts'
import { parseInstant } from './instants.ts'
import { jsonMembers } from './json-members.ts'
import { Refusal } from './result.ts'

export const eventRequestSchema = z.strictObject({
  url: z.string().meta({ description: 'Where it goes: http://, https:// or unix:' }),
  category: z.string().default('test'),
  data: z.unknown().meta({ description: 'Any JSON value; it is kept and sent as it stands in the request.' }),
  event_id: z.string().optional().meta({ description: 'A new UUID (version 7) unless given.' }),
  headers: z.record(z.string(), z.string()).default({}),
  send_at: z
    .union([z.string(), instantSchema])
    .optional()
    .meta({ description: 'RFC 3339, or epoch milliseconds. At once unless given.' }),
})

/** What goes to the engine, and where in the request its fields come from. */
export interface EventRequest {
  input: CommandInput<'event.send'>
  /** JSON pointer (RFC 6901) of a field of `event.send`, as in `details.field` of a failure. */
  pointerOf(field: string): string
}

/**
 * `now` in epoch milliseconds, for times such as `+10m`. Refuses with `json_invalid`, `body_invalid`, `key_twice`,
 * `data_missing`, `time_invalid` or `invalid_input` (details: `problems`, each with a `pointer`).
 */
export function readEventRequest(text: string, now: number): EventRequest {
  const value = parsedObject(text)
  const data = dataOf(text)
  const parsed = eventRequestSchema.safeParse(value)
  if (!parsed.success) throw refusalOf(parsed.error)
  const { url, category, event_id: eventId, headers, send_at: sendAt } = parsed.data
  const list = Object.entries(headers)
  return {
    input: {
      url,
      category,
      data,
      headers: list,
      ...(eventId === undefined ? {} : { eventId }),
      ...(sendAt === undefined ? {} : { sendAt: instantOf(sendAt, now) }),
    },
    pointerOf: (field) => pointerOf(field, list),
  }
}

function parsedObject(text: string): object {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal('json_invalid', `The body is not valid JSON (${reason}).`)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  const message = 'The body is a JSON object, such as {"url":"http://…","category":"test","data":{}}.'
  throw new Refusal('body_invalid', message)
}

/** Readers of JSON keep the first or the last of two, so which one was meant is nobody's to guess. */
function dataOf(text: string): string {
  const seen = new Set<string>()
  let data: string | null = null
  for (const { key, from, to } of jsonMembers(text)) {
    if (seen.has(key)) throw problem('key_twice', `The key "${key}" stands twice. Leave one out.`, `/${key}`)
    seen.add(key)
    if (key === 'data') data = text.slice(from, to)
  }
  if (data !== null) return data
  throw problem('data_missing', 'The payload is missing: give it as "data", any JSON value.', '/data')
}

function instantOf(sendAt: string | number, now: number): number {
  if (typeof sendAt === 'number') return sendAt
  const parsed = parseInstant(sendAt, now)
  if (parsed.ok) return parsed.at
  throw problem('time_invalid', parsed.message, '/send_at')
}

function problem(code: string, message: string, pointer: string): Refusal {
  return new Refusal(code, message, { problems: [{ code, message, pointer }] })
}

function refusalOf(error: z.ZodError): Refusal {
  const problems = error.issues.map((issue) => ({
    code: issue.code === 'custom' ? String(issue.params?.['code'] ?? 'invalid_input') : 'invalid_input',
    message: issue.message,
    pointer: pointerTo(issue.path.map(String)),
  }))
  const [first] = problems
  const where = first?.pointer ? `${first.pointer.slice(1)}: ` : ''
  return new Refusal('invalid_input', `${where}${first?.message ?? 'The input is not valid.'}`, { problems })
}

const names: Readonly<Record<string, string>> = { eventId: 'event_id', sendAt: 'send_at' }

/** `headers.1.0` -> `/headers/X-Second` */
function pointerOf(field: string, headers: readonly [string, string][]): string {
  const [first = '', second, ...more] = field.split('.')
  if (first === '') return ''
  const [header] = headers[Number(second)] ?? []
  if (first === 'headers' && header !== undefined) return pointerTo([first, header])
  return pointerTo([names[first] ?? first, ...(second === undefined ? [] : [second]), ...more])
}

function pointerTo(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
