/** What our own exports say under `dispatcher`, as it was written by write-jsonl.ts. Times are instants, the rest is checked. */
import { z } from 'zod'
import {
  type BodyMode,
  bodyModes,
  type Compression,
  compressions,
  type HeaderList,
} from '../../shared/model.ts'
import type { SavedDelivery } from './file-delivery.ts'
import { readInstant } from './read-instant.ts'

const instant = z.string().transform((text, context): number => {
  const at = readInstant(text)
  if (at !== null) return at
  context.addIssue({ code: 'custom', message: `"${text.slice(0, 40)}" is no time.` })
  return z.NEVER
})
const milliseconds = z.number().min(0).nullable()
const size = z.int().min(0)

const attempt = z.object({
  startedAt: instant,
  number: z.int().min(1),
  outcome: z.enum(['delivered', 'failed', 'interrupted']),
  statusCode: z.int().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  note: z.string().nullable(),
  postponed: z.object({ since: z.number(), from: z.number(), to: z.number() }).nullable(),
  timings: z.object({
    dnsMs: milliseconds,
    connectMs: milliseconds,
    tlsMs: milliseconds,
    firstByteMs: milliseconds,
    totalMs: z.number().min(0),
  }),
  requestHead: z.string(),
  requestBytes: size,
  contentEncoding: z.string().nullable(),
  responseHead: z.string(),
  responseBody: z.base64().transform((text) => Buffer.from(text, 'base64')),
  responseBytes: size,
  responseTruncated: z.boolean(),
  httpVersion: z.string().nullable(),
  remoteAddress: z.string().nullable(),
  tlsProtocol: z.string().nullable(),
  certificate: z
    .object({
      subject: z.string(),
      issuer: z.string(),
      validFrom: z.string(),
      validTo: z.string(),
      fingerprint256: z.string(),
      authorized: z.boolean(),
    })
    .nullable(),
})

const saved = z.object({
  id: z.string().regex(/^[\w-]{1,100}$/, { error: 'It is no id of a delivery.' }),
  state: z.enum(['scheduled', 'queued', 'retrying', 'held', 'delivered', 'failed', 'canceled']),
  held_by: z.enum(['person', 'endpoint']).optional(),
  method: z.string(),
  body_mode: z.enum(bodyModes),
  content_type: z.string(),
  compression: z.enum(compressions),
  endpoint: z.string().min(1).max(100).optional(),
  replay_of: z.string().max(100).optional(),
  accepted_at: instant,
  next_attempt_at: instant.optional(),
  resume_at: instant.optional(),
  attempt_marks: z.string().regex(/^[dfi]{0,40}$/),
  last_status_code: z.int().optional(),
  last_error_code: z.string().max(100).optional(),
  headers: z.array(z.tuple([z.string(), z.string()])).optional(),
  payload: z.string().optional(),
  attempts: z.array(attempt).max(100_000).default([]),
})

export interface ReadSaved {
  saved: SavedDelivery
  method: string
  bodyMode: BodyMode
  contentType: string
  compression: Compression
  nextAttemptAt: number | null
  headers: HeaderList | null
  payload: string | null
}

/** A sentence where it is not as we write it. */
export function readSaved(value: unknown, updatedAt: number | null): ReadSaved | string {
  const parsed = saved.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return `${['dispatcher', ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'it is not as it was written.'}`
  }
  const { data } = parsed
  return {
    saved: {
      id: data.id,
      state: data.state,
      createdAt: data.accepted_at,
      updatedAt: updatedAt ?? data.accepted_at,
      resumeAt: data.resume_at ?? null,
      replayOf: data.replay_of ?? null,
      endpointName: data.endpoint ?? null,
      lastStatusCode: data.last_status_code ?? null,
      lastErrorCode: data.last_error_code ?? null,
      attemptMarks: data.attempt_marks,
      attempts: data.attempts,
    },
    method: data.method,
    bodyMode: data.body_mode,
    contentType: data.content_type,
    compression: data.compression,
    nextAttemptAt: data.next_attempt_at ?? null,
    headers: data.headers ?? null,
    payload: data.payload ?? null,
  }
}
