/**
 * The parts that inputs of commands are made of, as schemas: each refuses with a code, a place and a sentence. All are
 * strict: an unknown key is refused.
 */
import { z } from 'zod'
import {
  checkCategory,
  checkData,
  checkEventId,
  checkHeaders,
  checkMethod,
  checkProxy,
  checkUrl,
  type Complaint,
} from './checks.ts'
import { formatDuration, parseDuration } from './durations.ts'
import * as limits from './limits.ts'
import { logLevels } from './log.ts'
import { bodyModes, compressions, deliveryStates } from './model.ts'

/** The library probes `new Function` otherwise, which the window's Content-Security-Policy reports as a violation. */
z.config({ jitless: true })

interface RefinementContext {
  addIssue(issue: {
    code: 'custom'
    message: string
    path?: (string | number)[]
    params: { code: string }
  }): void
}

function complain(
  context: RefinementContext,
  complaint: Complaint | null,
  path: (string | number)[] = [],
): void {
  if (!complaint) return
  context.addIssue({
    code: 'custom',
    message: complaint.message,
    path: [...path, ...(complaint.path ?? [])],
    params: { code: complaint.code },
  })
}

function checked(check: (text: string) => Complaint | null) {
  return z.string().superRefine((text, context) => complain(context, check(text)))
}

const headersSchema = z
  .array(z.tuple([z.string(), z.string()]))
  .superRefine((headers, context) => complain(context, checkHeaders(headers)))

/** A Go duration; answers with its canonical text, in which `1d` has become `24h`. */
const durationSchema = z.string().transform((text, context) => {
  const parsed = parseDuration(text)
  if (parsed.ok) return formatDuration(parsed.ms)
  context.addIssue({ code: 'custom', message: parsed.message, params: { code: 'duration_invalid' } })
  return z.NEVER
})

const retryScheduleSchema = z.array(durationSchema).superRefine((waits, context) => {
  const message = `A retry schedule has at most ${limits.mostWaits} entries.`
  if (waits.length > limits.mostWaits) complain(context, { code: 'count_invalid', message })
})

/** A whole number in a range; every miss has the code `count_invalid` and names the range. */
export function count(min: number, max: number, unit = '') {
  return z.unknown().transform((value, context): number => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
    const message = `Expected a whole number${unit} from ${min} to ${max}, got ${inWords(value)}.`
    context.addIssue({ code: 'custom', message, params: { code: 'count_invalid' } })
    return z.NEVER
  })
}

/** Short, and of whatever can come in: JSON has no words for a bigint, and none for what contains itself. */
function inWords(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100))
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  return String(value)
}

const url = checked(checkUrl)
const category = checked(checkCategory)
const method = checked(checkMethod)
const contentType = z
  .string()
  .min(1)
  .max(200)
  .superRefine((text, context) => complain(context, checkHeaders([['Content-Type', text]])))
const maxAttempts = count(0, limits.mostAttempts)
const timeoutMs = count(limits.shortestTimeoutMs, limits.longestTimeoutMs, ' of milliseconds')
const policy = { retrySchedule: retryScheduleSchema.optional(), maxAttempts: maxAttempts.optional() }

export const idSchema = z.string().min(1).max(100)
export const idsSchema = z.array(idSchema).min(1).max(limits.mostIds)
/** Epoch milliseconds, up to the year 9999. */
export const instantSchema = count(0, 253_402_300_799_999)

/** What the composer edits and `send` takes: what is left out is as the endpoint, or the settings, say. */
export const eventSchema = z
  .strictObject({
    /** One of both: a URL, or saved endpoints, of which each gets a delivery of the event. */
    url: url.optional(),
    endpointIds: z.array(idSchema).min(1).max(limits.mostEndpointsAtOnce).optional(),
    category,
    /** The payload as typed: JSON text, or any text in body mode `raw`. */
    data: z.string(),
    method: method.optional(),
    /** Besides those of the endpoint; one of the same name wins. */
    headers: headersSchema.default([]),
    bodyMode: z.enum(bodyModes).optional(),
    contentType: contentType.optional(),
    /** A new UUID v7 unless given; only with `copies: 1`. */
    eventId: checked(checkEventId).optional(),
    ...policy,
    compression: z.enum(compressions).optional(),
    copies: count(1, limits.mostCopies).default(1),
    /** When its first attempt is due; at once unless given. */
    sendAt: instantSchema.optional(),
  })
  .superRefine((event, context) => {
    const wrong = (code: string, message: string, field: string): void =>
      complain(context, { code, message }, [field])
    if ((event.url === undefined) === (event.endpointIds === undefined)) {
      wrong('target_invalid', 'Name where to send: a URL, or endpoints, and not both.', 'url')
    }
    // To endpoints the body mode may be theirs; the handler checks it then.
    if (event.endpointIds === undefined || event.bodyMode !== undefined) {
      complain(context, checkData(event.data, event.bodyMode ?? 'envelope'), ['data'])
    }
    if (event.eventId !== undefined && event.copies > 1) {
      wrong('count_invalid', 'Copies need ids of their own: leave out eventId or send one.', 'copies')
    }
  })

export const seqSpanSchema = z.strictObject({ firstSeq: z.int().min(1), lastSeq: z.int().min(1) })

export const filterSchema = z.strictObject({
  states: z.array(z.enum(deliveryStates)).optional(),
  category: z.string().max(limits.longestCategory).optional(),
  endpointId: idSchema.optional(),
  /** Replays with a seq in this span: what one job has made. */
  replays: seqSpanSchema.optional(),
  /** Had an attempt that started from the first instant on, and before the second. */
  attemptedFrom: z.int().min(0).optional(),
  attemptedUntil: z.int().min(0).optional(),
  /**
   * Part of the category or the URL, letters in either case; or the beginning of the event id or the delivery id, from
   * eight characters on.
   */
  text: z.string().max(1_000).optional(),
})
export type DeliveryFilter = z.infer<typeof filterSchema>

/** Deliveries to act on: named ones, answered for one by one, or all that a filter finds, as a job with progress. */
const selection = { ids: idsSchema.optional(), filter: filterSchema.optional() }
type Selection = { ids?: unknown; filter?: unknown }

function checkSelection({ ids, filter }: Selection, context: RefinementContext): void {
  if ((ids === undefined) !== (filter === undefined)) return
  const message = 'Name deliveries by their ids or by a filter, and not both.'
  complain(context, { code: 'selection_invalid', message }, ['ids'])
}

export const selectionSchema = z.strictObject(selection).superRefine(checkSelection)

export const rescheduleSchema = z.strictObject({ ...selection, ...policy }).superRefine((input, context) => {
  checkSelection(input, context)
  if (input.retrySchedule !== undefined || input.maxAttempts !== undefined) return
  const message = 'Name what to change: the retry schedule, the attempts at most, or both.'
  complain(context, { code: 'change_invalid', message }, ['retrySchedule'])
})

const isRateSpan = (perMs: number): boolean => perMs === 1_000 || perMs === 60_000

const rateLimitSchema = z.strictObject({
  count: count(1, 10_000),
  perMs: z.number().refine(isRateSpan, 'A rate is per second (1000) or per minute (60000).'),
})

/** What a replay changes; what is left out stays as in the origin. */
const editsSchema = z.strictObject({
  url: url.optional(),
  /** Goes to this endpoint as an event to it would: its URL, method, headers and body in place of the origin's. */
  endpointId: idSchema.optional(),
  category: category.optional(),
  data: z.string().optional(),
  headers: headersSchema.optional(),
  method: method.optional(),
  ...policy,
})

export const replaySchema = z
  .strictObject({
    ...selection,
    as: z.enum(['redeliver', 'new']).default('redeliver'),
    edits: editsSchema.default({}),
    /** First attempts become due at this rate, the first at once; without it all do. */
    rateLimit: rateLimitSchema.optional(),
  })
  .superRefine(checkSelection)
  .superRefine(({ edits }, context) => {
    if (edits.url === undefined || edits.endpointId === undefined) return
    const message = 'Name where to send: a URL or an endpoint, and not both.'
    complain(context, { code: 'target_invalid', message }, ['edits', 'url'])
  })

const fileName = z.string().min(1).max(4_096)

/** What is left out keeps its value, or has its default in a new endpoint. */
const endpointOptionsSchema = z.strictObject({
  method: method.optional(),
  headers: headersSchema.optional(),
  bodyMode: z.enum(bodyModes).optional(),
  contentType: contentType.optional(),
  compression: z.enum(compressions).nullable().optional(),
  retrySchedule: retryScheduleSchema.nullable().optional(),
  maxAttempts: maxAttempts.nullable().optional(),
  requestTimeoutMs: timeoutMs.nullable().optional(),
  connectTimeoutMs: timeoutMs.nullable().optional(),
  jitterPercent: count(0, 50).optional(),
  concurrency: count(1, limits.mostConcurrency).nullable().optional(),
  rateLimit: rateLimitSchema.nullable().optional(),
  ordered: z.boolean().optional(),
  breaker: z
    .strictObject({ failures: count(1, 1_000), probeAfterMs: count(1_000, 24 * 3_600_000) })
    .nullable()
    .optional(),
  holdWhileRefused: z.boolean().optional(),
  transport: z
    .strictObject({
      followRedirects: z.boolean(),
      http2: z.boolean(),
      tls: z.strictObject({
        verify: z.boolean(),
        caFile: fileName.nullable(),
        certFile: fileName.nullable(),
        keyFile: fileName.nullable(),
      }),
    })
    .optional(),
})

export const saveEndpointSchema = z.strictObject({
  /** Changes this one; a new one without. */
  id: idSchema.optional(),
  name: z.string().trim().min(1, 'Give the endpoint a name.').max(limits.longestEndpointName).optional(),
  url: url.optional(),
  options: endpointOptionsSchema.default({}),
})

export const settingsSchema = z.strictObject({
  concurrency: count(1, limits.mostConcurrency).optional(),
  requestTimeoutMs: timeoutMs.optional(),
  connectTimeoutMs: timeoutMs.optional(),
  cooldownMs: count(0, 24 * 3_600_000).optional(),
  userAgent: z
    .string()
    .max(500)
    .superRefine((text, context) => complain(context, checkHeaders([['User-Agent', text]])))
    .optional(),
  compression: z.enum(compressions).optional(),
  ...policy,
  deleteDelivered: z.boolean().optional(),
  keepDeliveredDays: count(1, 3_650).nullable().optional(),
  keepDeliveredCount: count(1, 100_000_000).nullable().optional(),
  logLevel: z.enum(logLevels).optional(),
  proxy: checked(checkProxy).optional(),
  systemCertificates: z.boolean().optional(),
})
