/**
 * The contract: every command, with the schema of its input and the type of its answer. A command is added here and
 * in `engine/commands/`; forgetting the second does not compile. All inputs are strict: an unknown key is refused.
 */
import { z } from 'zod'
import type { EndpointDetail } from './endpoint.ts'
import { filterSchema, type SearchProgress, type Sort, sortSchema } from './filter.ts'
import { count, idSchema, idsSchema, seqSpanSchema } from './input-parts.ts'
import {
  draftSchema,
  eventSchema,
  replaySchema,
  rescheduleSchema,
  saveEndpointSchema,
  selectionSchema,
  saveTemplateSchema,
  settingsSchema,
} from './inputs.ts'
import type { Job, ReplaySummary } from './job.ts'
import * as limits from './limits.ts'
import type { LogLine } from './log.ts'
import type {
  Counts,
  DeliveryDetail,
  DeliveryRow,
  Lineage,
  QueueStatus,
  ReceiverState,
  Settings,
  Snapshot,
} from './model.ts'
import { exportSchema, importSchema, type ImportReport } from './queue-file.ts'
import type { KeptDraft, Template, TemplateSummary } from './template.ts'
import { saveViewSchema, type View } from './view.ts'
import { type EndpointPulse, type PulseReading, pulseSpans } from './pulse.ts'

export type { DeliveryFilter } from './filter.ts'

const nothing = z.strictObject({}).default({})

/** What happened to each of the named deliveries; a refused one is unchanged. */
export interface BulkAnswer {
  changed: string[]
  refused: { id: string; code: string; message: string }[]
  /** What acts on all that the filter finds; null where ids were named. */
  job: Job | null
}

export interface Stats {
  counts: Counts
  queue: QueueStatus
  /** Size of the database files. */
  databaseBytes: number
  /** How much of that is free inside, and used again or given back by and by. */
  freeBytes: number
  attempts: number
}

/** Inputs are checked when a command arrives; answers are made by the engine, so their type is enough. */
function command<I extends z.ZodType>(input: I) {
  return { answers: <O>() => ({ input, output: undefined as O }) }
}

export const commands = {
  'snapshot.get': command(nothing).answers<Snapshot>(),
  'stats.get': command(nothing).answers<Stats>(),
  /**
   * Accepts an event; answers when it is on disk. Refuses with `event_exists`, never overwrites. With several endpoints
   * one event is delivered to each.
   */
  'event.send': command(eventSchema).answers<{ deliveries: DeliveryRow[] }>(),
  /**
   * Newest first unless sorted. `total` counts what the filter finds up to `upToSeq`; `newer` what came after it. Where
   * the filter searches, both speak of what was found so far, and asking again tells more.
   */
  'delivery.list': command(
    z.strictObject({
      filter: filterSchema.default({}),
      sort: sortSchema.optional(),
      /** Only deliveries accepted no later than this one, so that pages stay put while new ones arrive. */
      upToSeq: count(0, Number.MAX_SAFE_INTEGER).optional(),
      offset: count(0, Number.MAX_SAFE_INTEGER).default(0),
      limit: count(1, limits.mostRows).default(100),
      /** Answers when all has been searched, and not with what was found until now. */
      whole: z.boolean().default(false),
    }),
  ).answers<{
    rows: DeliveryRow[]
    total: number
    newestSeq: number
    newer: number
    /** The order of the rows: newest first where there are too many to sort, or the search goes on. */
    sort: Sort
    /** Null where nothing has to be searched. */
    search: SearchProgress | null
  }>(),
  /** What was found stays found. `delivery.list` with `whole`, and whatever acts on the filter, goes on with it. */
  'search.stop': command(z.strictObject({ filter: filterSchema })).answers<{ stopped: boolean }>(),
  'search.resume': command(z.strictObject({ filter: filterSchema })).answers<{ resumed: boolean }>(),
  'delivery.show': command(z.strictObject({ id: idSchema })).answers<DeliveryDetail>(),
  /** The payload as typed and the whole body as sent (before compression). */
  'delivery.body': command(z.strictObject({ id: idSchema })).answers<{ data: string; body: string }>(),
  /**
   * A part of that body, so that 25 MB come without holding the window up. `from` and `most` are bytes of its UTF-8; a part
   * ends with a whole sign. `next` is where the next part begins; null at the end.
   */
  'delivery.bodyPart': command(
    z.strictObject({
      id: idSchema,
      from: count(0, Number.MAX_SAFE_INTEGER).default(0),
      most: count(limits.shortestBodyPart, limits.longestBodyPart).default(limits.longestBodyPart),
    }),
  ).answers<{ text: string; next: number | null }>(),
  /**
   * The kept bytes of an answer, which its text may not tell all of, in base64. `attempt` is its place in the list of
   * attempts, from 0.
   */
  'delivery.responseBytes': command(
    z.strictObject({ id: idSchema, attempt: count(0, Number.MAX_SAFE_INTEGER) }),
  ).answers<{ base64: string }>(),
  /** Where a delivery comes from and what came of it: see `Lineage`. */
  'delivery.lineage': command(z.strictObject({ id: idSchema })).answers<Lineage>(),
  /** The next attempt at once; the schedule goes on after it. A failed or canceled one gets one attempt more. */
  'delivery.retry': command(selectionSchema).answers<BulkAnswer>(),
  /** New deliveries linked to their origins: `redeliver` keeps the event id, `new` makes new events. */
  'delivery.replay': command(replaySchema).answers<{ deliveries: DeliveryRow[]; job: Job | null }>(),
  /** What has become of the replays in a span of seqs. */
  'replay.summary': command(seqSpanSchema).answers<ReplaySummary>(),
  'delivery.cancel': command(selectionSchema).answers<BulkAnswer>(),
  /** Waits until it is released; for what waits. */
  'delivery.hold': command(selectionSchema).answers<BulkAnswer>(),
  /** Goes on as it would have without the hold. */
  'delivery.release': command(selectionSchema).answers<BulkAnswer>(),
  /** Another policy for what waits or is held; a planned attempt moves to where the new schedule has it. */
  'delivery.reschedule': command(rescheduleSchema).answers<BulkAnswer>(),
  /** Removes deliveries for good; one that is on its way must be canceled first. */
  'delivery.delete': command(selectionSchema).answers<BulkAnswer>(),
  /** Answers when every one is final, or with `timeout` and how many are not. */
  'delivery.wait': command(
    z.strictObject({ ids: idsSchema, timeoutMs: count(1, limits.longestWaitMs).optional() }),
  ).answers<{ deliveries: DeliveryRow[] }>(),
  'endpoint.list': command(
    z.strictObject({
      /** Only those that a person saved. */
      saved: z.boolean().default(false),
    }),
  ).answers<{ endpoints: EndpointDetail[] }>(),
  'endpoint.show': command(z.strictObject({ id: idSchema })).answers<EndpointDetail>(),
  /** Makes an endpoint, or changes one; an unsaved one becomes saved by it. What was accepted before keeps its copy. */
  'endpoint.save': command(saveEndpointSchema).answers<EndpointDetail>(),
  /** Its name and options go; its deliveries stay, and go on to its URL. */
  'endpoint.delete': command(z.strictObject({ id: idSchema })).answers<{ id: string }>(),
  /** Nothing is sent there; what waits is held until `endpoint.resume`. */
  'endpoint.pause': command(z.strictObject({ id: idSchema })).answers<EndpointDetail>(),
  'endpoint.resume': command(z.strictObject({ id: idSchema })).answers<EndpointDetail>(),
  /** By name. */
  'view.list': command(nothing).answers<{ views: View[] }>(),
  /** Saves a view under a name, or changes what is named of one. */
  'view.save': command(saveViewSchema).answers<View>(),
  'view.delete': command(z.strictObject({ id: idSchema })).answers<{ id: string }>(),
  /** By name, without what they hold. */
  'template.list': command(nothing).answers<{ templates: TemplateSummary[] }>(),
  'template.show': command(z.strictObject({ id: idSchema })).answers<Template>(),
  /** Makes a template, or changes what is named of one. Refuses with `template_exists`, never overwrites another. */
  'template.save': command(saveTemplateSchema).answers<TemplateSummary>(),
  /** Answers with what it was. */
  'template.delete': command(z.strictObject({ id: idSchema })).answers<Template>(),
  /** What the composer holds that was not sent; null where that is nothing. */
  'draft.get': command(nothing).answers<{ draft: KeptDraft | null }>(),
  'draft.save': command(z.strictObject({ draft: draftSchema.nullable() })).answers<object>(),
  /** Stops a job after the step that it is in; what it has done stays done. */
  'job.stop': command(z.strictObject({ id: idSchema })).answers<Job>(),
  /** Answers when no step of it is taken any more, or after `timeoutMs` with how far it is then. */
  'job.wait': command(
    z.strictObject({ id: idSchema, timeoutMs: count(1, limits.longestWaitMs).optional() }),
  ).answers<Job>(),
  /** Writes deliveries to a file, as a job. The file has its name when it is whole, and not before. */
  'queue.export': command(exportSchema).answers<Job>(),
  /** Reads deliveries from a file, as a job; `import.report` tells what was found. */
  'queue.import': command(importSchema).answers<Job>(),
  /** Of a job of `queue.import` that runs, or was among the latest. */
  'import.report': command(z.strictObject({ jobId: idSchema })).answers<ImportReport>(),
  'queue.pause': command(nothing).answers<QueueStatus>(),
  'queue.resume': command(nothing).answers<QueueStatus>(),
  /** Answers when nothing is due, waiting or on its way, or with `timeout` and how many are left. */
  'queue.drain': command(z.strictObject({ timeoutMs: count(1, limits.longestWaitMs).optional() })).answers<{
    counts: Counts
  }>(),
  /** What the attempts of a span came to, of one endpoint or all. */
  'pulse.read': command(
    z.strictObject({ span: z.enum(pulseSpans), endpointId: idSchema.optional() }),
  ).answers<PulseReading>(),
  /** The last hour of the endpoints that were used in it, the latest used first, at most 300. */
  'pulse.endpoints': command(nothing).answers<{ endpoints: EndpointPulse[] }>(),
  /** The latest lines of the engine's log, oldest first. */
  'log.read': command(z.strictObject({ lines: count(1, 1_000).default(200) })).answers<{
    lines: LogLine[]
  }>(),
  /** Gives back to the disk what is free in the database. Nothing is sent meanwhile: about a second per 100 MB. */
  'database.compact': command(nothing).answers<{ databaseBytes: number; freeBytes: number }>(),
  /** Brings back what can be read of the database that was set aside, as a job. What waited there is held. */
  'recovery.salvage': command(nothing).answers<Job>(),
  /** The file stays where it is; nobody is told of it any more. */
  'recovery.dismiss': command(nothing).answers<{ recovery: null }>(),
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
/** What each answers with; `scripts/answers.ts` makes the schemas of the API document from it. */
export type Answers = { [N in CommandName]: CommandOutput<N> }

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name)
}
