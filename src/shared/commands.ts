/**
 * The contract: every command, with the schema of its input and the type of its answer. A command is added here and
 * in `engine/commands/`; forgetting the second does not compile. All inputs are strict: an unknown key is refused.
 */
import { z } from 'zod'
import {
  checkCategory,
  checkData,
  checkEventId,
  checkHeaders,
  checkMethod,
  checkUrl,
  type Complaint,
} from './checks.ts'
import { formatDuration, parseDuration } from './durations.ts'
import * as limits from './limits.ts'
import {
  bodyModes,
  compressions,
  type Counts,
  type DeliveryDetail,
  type DeliveryRow,
  deliveryStates,
  type QueueStatus,
  type ReceiverState,
  type Settings,
  type Snapshot,
} from './model.ts'

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
function count(min: number, max: number) {
  return z.unknown().transform((value, context): number => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
    const message = `Expected a whole number from ${min} to ${max}, got ${JSON.stringify(value) ?? String(value)}.`
    context.addIssue({ code: 'custom', message, params: { code: 'count_invalid' } })
    return z.NEVER
  })
}

const maxAttemptsSchema = count(0, limits.mostAttempts)
const idSchema = z.string().min(1).max(100)
const idsSchema = z.array(idSchema).min(1).max(limits.mostIds)

/** What the composer edits and `send` takes: everything but the payload has a default in the settings. */
const eventSchema = z
  .strictObject({
    url: checked(checkUrl),
    category: checked(checkCategory),
    /** The payload as typed: JSON text, or any text in body mode `raw`. */
    data: z.string(),
    method: checked(checkMethod).default('POST'),
    headers: headersSchema.default([]),
    bodyMode: z.enum(bodyModes).default('envelope'),
    contentType: z.string().min(1).max(200).default('application/json'),
    /** A new UUID v7 unless given; only with `copies: 1`. */
    eventId: checked(checkEventId).optional(),
    retrySchedule: retryScheduleSchema.optional(),
    maxAttempts: maxAttemptsSchema.optional(),
    compression: z.enum(compressions).optional(),
    copies: count(1, limits.mostCopies).default(1),
  })
  .superRefine((event, context) => {
    complain(context, checkData(event.data, event.bodyMode), ['data'])
    complain(context, checkHeaders([['Content-Type', event.contentType]]), ['contentType'])
    if (event.eventId !== undefined && event.copies > 1) {
      complain(
        context,
        { code: 'count_invalid', message: 'Copies need ids of their own: leave out eventId or send one.' },
        ['copies'],
      )
    }
  })

const filterSchema = z.strictObject({
  states: z.array(z.enum(deliveryStates)).optional(),
  category: z.string().max(limits.longestCategory).optional(),
  endpointId: idSchema.optional(),
  /** Part of the category, the URL, the event id or the delivery id; letters match in either case. */
  text: z.string().max(1_000).optional(),
})
export type DeliveryFilter = z.infer<typeof filterSchema>

/** What a replay changes; what is left out stays as in the origin. */
const editsSchema = z.strictObject({
  url: checked(checkUrl).optional(),
  category: checked(checkCategory).optional(),
  data: z.string().optional(),
  headers: headersSchema.optional(),
  method: checked(checkMethod).optional(),
  retrySchedule: retryScheduleSchema.optional(),
  maxAttempts: maxAttemptsSchema.optional(),
})

const settingsSchema = z.strictObject({
  concurrency: count(1, limits.mostConcurrency).optional(),
  requestTimeoutMs: count(limits.shortestTimeoutMs, limits.longestTimeoutMs).optional(),
  connectTimeoutMs: count(limits.shortestTimeoutMs, limits.longestTimeoutMs).optional(),
  cooldownMs: count(0, 24 * 3_600_000).optional(),
  userAgent: z
    .string()
    .max(500)
    .superRefine((text, context) => complain(context, checkHeaders([['User-Agent', text]])))
    .optional(),
  compression: z.enum(compressions).optional(),
  retrySchedule: retryScheduleSchema.optional(),
  maxAttempts: maxAttemptsSchema.optional(),
})

const nothing = z.strictObject({}).default({})

/** What happened to each of the named deliveries; a refused one is unchanged. */
export interface BulkAnswer {
  changed: string[]
  refused: { id: string; code: string; message: string }[]
}

export interface Stats {
  counts: Counts
  queue: QueueStatus
  /** Size of the database files. */
  databaseBytes: number
  attempts: number
}

/** Inputs are checked when a command arrives; answers are made by the engine, so their type is enough. */
function command<I extends z.ZodType>(input: I) {
  return { answers: <O>() => ({ input, output: undefined as O }) }
}

export const commands = {
  'snapshot.get': command(nothing).answers<Snapshot>(),
  'stats.get': command(nothing).answers<Stats>(),
  /** Accepts an event; answers when it is on disk. Refuses with `event_exists`, never overwrites. */
  'event.send': command(eventSchema).answers<{ deliveries: DeliveryRow[] }>(),
  /** Newest first. `total` counts what the filter finds up to `upToSeq`; `newer` what came after it. */
  'delivery.list': command(
    z.strictObject({
      filter: filterSchema.default({}),
      /** Only deliveries accepted no later than this one, so that pages stay put while new ones arrive. */
      upToSeq: count(0, Number.MAX_SAFE_INTEGER).optional(),
      offset: count(0, Number.MAX_SAFE_INTEGER).default(0),
      limit: count(1, limits.mostRows).default(100),
    }),
  ).answers<{ rows: DeliveryRow[]; total: number; newestSeq: number; newer: number }>(),
  'delivery.show': command(z.strictObject({ id: idSchema })).answers<DeliveryDetail>(),
  /** The payload as typed and the whole body as sent (before compression). */
  'delivery.body': command(z.strictObject({ id: idSchema })).answers<{ data: string; body: string }>(),
  /** The next attempt at once; the schedule goes on after it. A failed or canceled one gets one attempt more. */
  'delivery.retry': command(z.strictObject({ ids: idsSchema })).answers<BulkAnswer>(),
  /** New deliveries linked to their origins: `redeliver` keeps the event id, `new` makes new events. */
  'delivery.replay': command(
    z.strictObject({
      ids: idsSchema,
      as: z.enum(['redeliver', 'new']).default('redeliver'),
      edits: editsSchema.default({}),
    }),
  ).answers<{ deliveries: DeliveryRow[] }>(),
  'delivery.cancel': command(z.strictObject({ ids: idsSchema })).answers<BulkAnswer>(),
  /** Removes deliveries for good; one that is on its way must be canceled first. */
  'delivery.delete': command(z.strictObject({ ids: idsSchema })).answers<BulkAnswer>(),
  /** Answers when every one is final, or with `timeout` and how many are not. */
  'delivery.wait': command(
    z.strictObject({ ids: idsSchema, timeoutMs: count(1, limits.longestWaitMs).optional() }),
  ).answers<{ deliveries: DeliveryRow[] }>(),
  'queue.pause': command(nothing).answers<QueueStatus>(),
  'queue.resume': command(nothing).answers<QueueStatus>(),
  /** Answers when nothing is due, waiting or on its way, or with `timeout` and how many are left. */
  'queue.drain': command(z.strictObject({ timeoutMs: count(1, limits.longestWaitMs).optional() })).answers<{
    counts: Counts
  }>(),
  /** Changes what is named, at once and for good; deliveries already accepted keep their own policy. */
  'settings.set': command(settingsSchema).answers<Settings>(),
  'receiver.start': command(z.strictObject({ port: count(0, 65_535).default(0) })).answers<ReceiverState>(),
  'receiver.stop': command(nothing).answers<ReceiverState>(),
  'receiver.answer': command(
    z.strictObject({ answers: z.array(count(200, 599)).min(1).max(100) }),
  ).answers<ReceiverState>(),
  'receiver.clear': command(nothing).answers<ReceiverState>(),
}

export type CommandName = keyof typeof commands
/** As a caller writes it: what has a default may be left out. */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>
/** As a handler gets it: checked, with the defaults filled in. */
export type ParsedInput<N extends CommandName> = z.output<(typeof commands)[N]['input']>
export type CommandOutput<N extends CommandName> = (typeof commands)[N]['output']

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name)
}
