/** Queue files: what an export writes, how an import is asked for, and what it says of a file. Go: `QueuedEvent`, event.go. */
import { z } from 'zod'
import { checkUrl } from './checks.ts'
import { filterSchema } from './filter.ts'
import { idSchema, idsSchema } from './input-parts.ts'
import type { SeqSpan } from './job.ts'
import type { DeliveryState } from './model.ts'

/** `jsonl` and `jsonl.zst` can be imported again; the others are for other programs. */
export const exportFormats = ['jsonl', 'jsonl.zst', 'har', 'curl', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** HAR is made of attempts, and a cURL command of none. */
export function takesAttempts(format: ExportFormat): boolean {
  return format !== 'har' && format !== 'curl' && format !== 'csv'
}

export const importFormats = ['jsonl', 'json', 'bbolt', 'har', 'curl', 'postman'] as const
export type ImportFormat = (typeof importFormats)[number]

/** A path on the machine of the engine, absolute: the command line and both windows give it so. */
const fileSchema = z
  .string()
  .min(1)
  .max(4_096)
  .refine((path) => !path.includes('\0') && (path.startsWith('/') || /^[A-Za-z]:[\\/]|^\\\\/.test(path)), {
    error: 'The path of a file is absolute, such as /home/ada/queue.jsonl.',
  })

export const exportSchema = z
  .strictObject({
    file: fileSchema,
    format: z.enum(exportFormats).default('jsonl'),
    /** One of both, or neither for all deliveries. */
    ids: idsSchema.optional(),
    filter: filterSchema.optional(),
    /** With what every attempt sent and got; HAR and cURL have no use for it. */
    withAttempts: z.boolean().default(false),
    /** Values of headers that hold credentials, and tokens in URLs; else `***` stands in their place. */
    withSecrets: z.boolean().default(false),
    /** A file that is there already is replaced, when the new one is whole. */
    overwrite: z.boolean().default(false),
  })
  .refine(({ ids, filter }) => ids === undefined || filter === undefined, {
    error: 'Name deliveries by ids or by a filter, not by both.',
    path: ['filter'],
  })
export type ExportRequest = z.output<typeof exportSchema>

export const conflictChoices = ['skip', 'new-id', 'stop'] as const
export type ConflictChoice = (typeof conflictChoices)[number]

const urlSchema = z.string().superRefine((url, context) => {
  const complaint = checkUrl(url)
  if (complaint)
    context.addIssue({ code: 'custom', message: complaint.message, params: { code: complaint.code } })
})

export const importSchema = z
  .strictObject({
    file: fileSchema,
    /** Of a bbolt database; by default the only one, or `webhook_events`. */
    bucket: z.string().min(1).max(1_000).optional(),
    /** Reads all, says what would become of it, and changes nothing. */
    dryRun: z.boolean().default(false),
    /** Where all of them go, whatever the file says: a URL, or a saved endpoint. */
    to: urlSchema.optional(),
    endpointId: idSchema.optional(),
    /** The same for those that go to one origin, such as `https://shop.example:8443`. */
    origins: z
      .array(z.strictObject({ origin: z.string().min(1).max(500), to: urlSchema }))
      .max(100)
      .default([]),
    /** `new`: events and deliveries get new ids. */
    ids: z.enum(['keep', 'new']).default('keep'),
    /** What becomes of one whose id is here already. */
    onConflict: z.enum(conflictChoices).default('skip'),
    /** What becomes of a line that cannot be read. */
    onBadLine: z.enum(['skip', 'stop']).default('skip'),
    /** What still waits in the file: is held here, or goes on as the file says. */
    waiting: z.enum(['held', 'send']).default('held'),
    /** What becomes of what was imported when the import is stopped, or stops by itself. */
    whenStopped: z.enum(['keep', 'undo']).default('undo'),
  })
  .refine(({ to, endpointId }) => to === undefined || endpointId === undefined, {
    error: 'Send all of them to a URL or to an endpoint, not to both.',
    path: ['endpointId'],
  })
export type ImportRequest = z.output<typeof importSchema>

/** Of a line, an entry or a key that could not be taken. */
export interface ImportProblem {
  /** Line of a text, entry of a list or a database; 1-based. */
  line: number
  /** What it is called there: `line`, `entry`, `key 01932…`. */
  place: string
  code: string
  message: string
}

/** What was found in a file, and what became of it or would become of it. */
export interface ImportReport {
  file: string
  dryRun: boolean
  /** Null before it was recognised. */
  format: ImportFormat | null
  /** It is zstd data. */
  compressed: boolean
  /** Of a bbolt database. */
  bucket: string | null
  buckets: string[]
  /** Deliveries that were read, bad ones not among them. */
  found: number
  /** Of those, how many were imported, or would be. */
  taken: number
  /** Whose id is here already: left out, or given a new one, as was chosen. */
  known: number
  /** Lines that could not be read. */
  bad: number
  /** The first hundred of them. */
  problems: ImportProblem[]
  /** Of those that are taken, as they come in. */
  states: Partial<Record<DeliveryState, number>>
  /** Where the file sends them, the most used first, at most fifty. */
  origins: { origin: string; count: number }[]
  /** Saved endpoints that the file names and this queue has not: they are made. */
  newEndpoints: string[]
  /** Deliveries with `***` in place of a secret. */
  redacted: number
  /** What was made, when something was. */
  made: SeqSpan | null
  /** It was stopped, and what it had made was removed again. */
  undone: boolean
}
