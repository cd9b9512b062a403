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
  utf8Length,
} from './checks.ts'
import { formatDuration, parseDuration } from './durations.ts'
import { acceptanceComplaints, dueAt } from './event-copies.ts'
import { filterSchema } from './filter.ts'
import { count, idSchema, idsSchema, instantSchema, latestInstant, milliseconds } from './input-parts.ts'
import * as limits from './limits.ts'
import { logLevels } from './log.ts'
import { bodyModes, closeChoices, compressions, notificationChoices, themes } from './model.ts'

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

const url = checked(checkUrl)
const category = checked(checkCategory)
const method = checked(checkMethod)
const contentType = z
  .string()
  .min(1)
  .max(200)
  .superRefine((text, context) => complain(context, checkHeaders([['Content-Type', text]])))
const maxAttempts = count(0, limits.mostAttempts)
const timeoutMs = count(limits.shortestTimeoutMs, limits.longestTimeoutMs, milliseconds)
const policy = { retrySchedule: retryScheduleSchema.optional(), maxAttempts: maxAttempts.optional() }

/** Where placeholders may stand: checked as it is where none can, else once it is known whether they are expanded. */
const ofCopies = (check: (text: string) => Complaint | null) =>
  checked((text) => (text.includes('{{') ? null : check(text)))

/** What the composer edits and `send` takes: what is left out is as the endpoint, or the settings, say. */
export const eventSchema = z
  .strictObject({
    /** One of both: a URL, or saved endpoints, of which each gets a delivery of the event. */
    url: ofCopies(checkUrl).optional(),
    endpointIds: z.array(idSchema).min(1).max(limits.mostEndpointsAtOnce).optional(),
    category: ofCopies(checkCategory),
    /** The payload as typed: JSON text, or any text in body mode `raw`. */
    data: z.string(),
    method: method.optional(),
    /** Besides those of the endpoint; one of the same name wins. */
    headers: z.array(z.tuple([z.string(), z.string()])).default([]),
    bodyMode: z.enum(bodyModes).optional(),
    contentType: contentType.optional(),
    /** A new UUID v7 unless given; only with `copies: 1`. */
    eventId: checked(checkEventId).optional(),
    ...policy,
    compression: z.enum(compressions).optional(),
    copies: count(1, limits.mostCopies).default(1),
    /** When its first attempt is due, of copies that of the first; at once unless given. */
    sendAt: instantSchema.optional(),
    /** From one copy to the next, in milliseconds. */
    everyMs: count(0, limits.longestEveryMs, milliseconds).default(0),
    /** Expanded for each copy in URL, category, header values and payload; else braces are text. */
    placeholders: z.boolean().default(false),
    /** Random placeholders of copy n become what `copyRandom(seed, n)` gives; else what chance gives. */
    seed: z.string().min(1).max(100).optional(),
  })
  .superRefine((event, context) => {
    for (const { path, ...complaint } of acceptanceComplaints(event)) complain(context, complaint, path)
    const wrong = (code: string, message: string, field: string): void =>
      complain(context, { code, message }, [field])
    if ((event.url === undefined) === (event.endpointIds === undefined)) {
      wrong('target_invalid', 'Name where to send: a URL, or endpoints, and not both.', 'url')
    }
    if (event.eventId !== undefined && event.copies > 1) {
      wrong('count_invalid', 'Copies need ids of their own: leave out eventId or send one.', 'copies')
    }
    const megabytes = (event.copies * utf8Length(event.data)) / 1024 / 1024
    if (event.copies > 1 && megabytes > limits.largestCopiesBytes / 1024 / 1024) {
      const most = limits.largestCopiesBytes / 1024 / 1024
      const message = `${event.copies} copies of this payload are ${megabytes.toFixed(0)} MB; the limit is ${most} MB. Send fewer at a time.`
      wrong('body_too_large', message, 'copies')
    }
    if (dueAt(event.sendAt ?? 0, event.everyMs, event.copies) > latestInstant) {
      wrong('count_invalid', 'The last copy would be due after the year 9999.', 'everyMs')
    }
  })

/** Deliveries to act on: named ones, answered for one by one, or all that a filter finds, as a job with progress. */
const selection = { ids: idsSchema.optional(), filter: filterSchema.optional() }
type Selection = { ids?: unknown; filter?: unknown }

function checkSelection({ ids, filter }: Selection, context: RefinementContext): void {
  if ((ids === undefined) !== (filter === undefined)) return
  const message = 'Name deliveries by their ids or by a filter, and not both.'
  complain(context, { code: 'selection_invalid', message }, ['ids'])
}

export const selectionSchema = z.strictObject(selection).superRefine(checkSelection)

export const rescheduleSchema = z
  .strictObject({
    ...selection,
    ...policy,
    /** When the next attempt is due, whatever the schedule says; it goes on with the schedule from there. */
    nextAttemptAt: instantSchema.optional(),
  })
  .superRefine((input, context) => {
    checkSelection(input, context)
    const { retrySchedule, maxAttempts, nextAttemptAt } = input
    if (retrySchedule !== undefined || maxAttempts !== undefined || nextAttemptAt !== undefined) return
    const message = 'Name what to change: the retry schedule, the attempts at most, or the next attempt.'
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

/** See template.ts. */
export const draftSchema = z.strictObject({
  fields: z.string().max(limits.longestDraftFields).refine(isJsonObject, 'This is no JSON object.'),
  data: checked((text) => checkData(text, 'raw')),
})

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

export const saveTemplateSchema = z.strictObject({
  /** Changes this one; a new one without. */
  id: idSchema.optional(),
  name: z.string().trim().min(1, 'Give the template a name.').max(limits.longestTemplateName).optional(),
  summary: z.string().max(500).optional(),
  draft: draftSchema.optional(),
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
  theme: z.enum(themes).optional(),
  notifications: z.enum(notificationChoices).optional(),
  whenClosed: z.enum(closeChoices).optional(),
  localApi: z.boolean().optional(),
})
