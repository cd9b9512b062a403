/**
 * The words of the dispatcher as types: event, endpoint, delivery, attempt. The same names stand in the
 * database, in commands and on the screen. Instants are epoch milliseconds (`…At`), durations `…Ms`, sizes `…Bytes`.
 */

import type { EndpointSummary } from './endpoint.ts'
import type { Job } from './job.ts'
import type { LogLevel } from './log.ts'
import type { View } from './view.ts'

export const deliveryStates = [
  'scheduled',
  'queued',
  'sending',
  'retrying',
  'held',
  'delivered',
  'failed',
  'canceled',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Nothing more happens to a delivery in one of these unless a person asks for it. */
const finalStates = ['delivered', 'failed', 'canceled'] as const satisfies readonly DeliveryState[]

export function isFinal(state: DeliveryState): boolean {
  return (finalStates as readonly DeliveryState[]).includes(state)
}

/** Who keeps a held delivery back: a person, or the pause of its endpoint. */
export type HeldBy = 'person' | 'endpoint'

export const bodyModes = ['envelope', 'raw', 'standard'] as const
/** `envelope`: the dispatcher's own body; `raw`: the payload alone; `standard`: Standard Webhooks. See envelope.ts. */
export type BodyMode = (typeof bodyModes)[number]

export const compressions = ['auto', 'zstd', 'gzip', 'off'] as const
export type Compression = (typeof compressions)[number]

/** In the order and case in which they go over the wire. */
export type HeaderList = [name: string, value: string][]

/** When and how often a delivery is tried. See retry.ts for the exact rule. */
export interface RetryPolicy {
  /** Go durations; entry n is the wait after failed attempt n. */
  retrySchedule: string[]
  /** 0 = never give up. */
  maxAttempts: number
}

export const attemptOutcomes = ['delivered', 'failed', 'interrupted'] as const
/** `interrupted`: the application ended while the request was on its way; whether it arrived is unknown. */
export type AttemptOutcome = (typeof attemptOutcomes)[number]

/** A delivery as the table shows it. */
export interface DeliveryRow {
  /** Order of acceptance, from 1, never reused. */
  seq: number
  id: string
  eventId: string
  category: string
  url: string
  method: string
  state: DeliveryState
  /** Null while it is not held. */
  heldBy: HeldBy | null
  /** Attempts that count: interrupted ones do not. */
  attemptCount: number
  maxAttempts: number
  retrySchedule: string[]
  nextAttemptAt: number | null
  createdAt: number
  updatedAt: number
  /** The id of the delivery that this one is a replay of. */
  replayOf: string | null
  endpointId: string
  lastStatusCode: number | null
  lastErrorCode: string | null
  lastTotalMs: number | null
  /** The latest attempts (at most 24), oldest first, a letter each: d delivered, f failed, i interrupted. */
  attemptMarks: string
}

export interface AttemptTimings {
  dnsMs: number | null
  /** Null on a connection that was open already. */
  connectMs: number | null
  tlsMs: number | null
  firstByteMs: number | null
  totalMs: number
}

/** How a request is carried, besides its URL. */
export interface Transport {
  /** 3xx answers are followed, at most ten; method and body are kept on 307 and 308 only. */
  followRedirects: boolean
  /** HTTP/2 where the server offers it. */
  http2: boolean
  tls: TlsOptions
}

export interface TlsOptions {
  /** False: any certificate is taken. Whether it would have been is in the attempt's `certificate.authorized`. */
  verify: boolean
  /** PEM files. Authorities that are trusted besides those of this machine. */
  caFile: string | null
  certFile: string | null
  /** Null: the key is in the certificate's file. */
  keyFile: string | null
}

/** The certificate that the server showed. */
export interface CertificateSummary {
  /** `CN=receiver.example, O=Example` */
  subject: string
  issuer: string
  /** ISO 8601, UTC. */
  validFrom: string
  validTo: string
  /** `AB:CD:…` */
  fingerprint256: string
  /** Whether this machine trusts it for this host, whatever was asked. */
  authorized: boolean
}

/** The server asked for a later attempt than was planned. */
export interface Postponed {
  /** When it answered. */
  since: number
  /** When the next attempt would have come. */
  from: number
  /** When it comes. */
  to: number
}

export interface Attempt {
  /** 1-based. A retry without compression and one after an interruption carry the same number again. */
  number: number
  startedAt: number
  outcome: AttemptOutcome
  statusCode: number | null
  errorCode: string | null
  /** A sentence that says what happened and what to do. */
  errorMessage: string | null
  /** What people should know besides, such as "retried without compression". */
  note: string | null
  /** What its `Retry-After` did; null where there was none that counted. */
  postponed: Postponed | null
  timings: AttemptTimings
  /** As they went over the wire, `Host` and `Content-Length` among them. */
  requestHeaders: HeaderList
  /** Size of the body as sent, after compression. */
  requestBytes: number
  contentEncoding: string | null
  responseHeaders: HeaderList
  /** The first 64 KiB, as UTF-8 text; what is not UTF-8 shows replacement characters. */
  responseBody: string
  /** Whether the text says all of the bytes. */
  responseIsText: boolean
  /** Full size of the body as far as it was read. */
  responseBytes: number
  /** More came than was kept or read. */
  responseTruncated: boolean
  httpVersion: string | null
  /** Which address answered, such as `127.0.0.1:3000`. */
  remoteAddress: string | null
  tlsProtocol: string | null
  certificate: CertificateSummary | null
}

/** A delivery as the inspector shows it. */
export interface DeliveryDetail extends DeliveryRow {
  /** When a held one would be due without the hold; null unless it is held. */
  resumeAt: number | null
  bodyMode: BodyMode
  contentType: string
  compression: Compression
  /** The person's own headers; what goes out besides is in each attempt. */
  headers: HeaderList
  /** Size of the body before compression. */
  bodyBytes: number
  attempts: Attempt[]
  /** Deliveries that are replays of this one, newest first. */
  replays: { id: string; state: DeliveryState; createdAt: number }[]
}

/** A delivery among its relatives. */
export interface Relative {
  id: string
  eventId: string
  /** Of the delivery that it replays; null for the first one. */
  replayOf: string | null
  state: DeliveryState
  url: string
  createdAt: number
  lastStatusCode: number | null
  lastErrorCode: string | null
}

/** The first delivery of a line of replays and those that came of it, as far as they are there. */
export interface Lineage {
  /** Each after the one that it replays; the oldest first among those of one origin. */
  relatives: Relative[]
  /** How many there are besides. */
  more: number
}

export type Counts = Record<DeliveryState, number>

export const noCounts: Readonly<Counts> = {
  scheduled: 0,
  queued: 0,
  sending: 0,
  retrying: 0,
  held: 0,
  delivered: 0,
  failed: 0,
  canceled: 0,
}

export interface Settings {
  concurrency: number
  requestTimeoutMs: number
  connectTimeoutMs: number
  /** The wait after a failure where the retry schedule is empty. */
  cooldownMs: number
  /** Empty: `WebhookDispatcher/<version>`. */
  userAgent: string
  compression: Compression
  retrySchedule: string[]
  maxAttempts: number
  /** A delivered one is deleted at once. */
  deleteDelivered: boolean
  /** Delivered ones are deleted so long after, or when there are more; null: never. Others are kept until a person deletes them. */
  keepDeliveredDays: number | null
  keepDeliveredCount: number | null
  logLevel: LogLevel
  /** Empty: as the environment says (HTTP_PROXY, …); `off`; or the URL of a proxy. Local targets never go through one. */
  proxy: string
  /** Whether the authorities that the operating system trusts are trusted too. */
  systemCertificates: boolean
  theme: Theme
  notifications: Notifications
  whenClosed: WhenClosed
  /** Whether scripts may use `/api/events`, `/api/stream` and `/api/openapi.json` of the loopback server. */
  localApi: boolean
}

export const themes = ['system', 'light', 'dark'] as const
/** Of the window; `system` follows the machine. */
export type Theme = (typeof themes)[number]

export const notificationChoices = ['off', 'each', 'digest'] as const
/** What the desktop is told of deliveries that failed for good; `digest` at most once a minute. */
export type Notifications = (typeof notificationChoices)[number]

export const closeChoices = ['ask', 'background', 'quit'] as const
/** What closing the desktop's window does while deliveries are waiting. */
export type WhenClosed = (typeof closeChoices)[number]

/** One bar of the pulse: what happened in five seconds. */
export interface PulseBucket {
  /** Start of the five seconds. */
  at: number
  delivered: number
  failed: number
}

/** The last five minutes. */
export interface Pulse {
  buckets: PulseBucket[]
  /** Share of attempts that were delivered, 0 to 1; null when there were none. */
  successRate: number | null
  /** 95th percentile of the attempts' total time; null when there were none. */
  p95Ms: number | null
}

export interface ReceivedRequest {
  number: number
  at: number
  method: string
  path: string
  headers: HeaderList
  /** Decoded, first 64 KiB. */
  body: string
  bodyBytes: number
  statusCode: number
}

/** The built-in local endpoint for tries. */
export interface ReceiverState {
  /** Null while it does not listen. */
  url: string | null
  /** Status codes that it answers with, one a request; the last one repeats. */
  answers: number[]
  received: number
  /** The latest 50, newest first. */
  requests: ReceivedRequest[]
}

export interface QueueStatus {
  lifecycle: 'idle' | 'starting' | 'running' | 'stopping' | 'stopped'
  paused: boolean
  /** Why results cannot be recorded, while they cannot (a full disk); nothing is sent until they can. */
  fault: string | null
}

/** A database that was damaged: it was set aside whole, and the queue began anew. */
export interface Recovery {
  /** Where it is now. */
  file: string
  /** What is wrong with it, in a sentence. */
  reason: string
  /** When it was set aside. */
  at: number
}

/** All that a window needs to begin; true for feed number `number`. */
export interface Snapshot {
  number: number
  version: string
  dataDir: string
  queue: QueueStatus
  counts: Counts
  settings: Settings
  endpoints: EndpointSummary[]
  /** By name. */
  views: View[]
  /** Those that run and those that ended lately. */
  jobs: Job[]
  /** Null once a person has dealt with it, and where nothing was damaged. */
  recovery: Recovery | null
  receiver: ReceiverState
  pulse: Pulse
}

/** A crash interrupted it: nothing is known but that it was on its way. */
export function isUnknown({ outcome, requestHeaders }: Attempt): boolean {
  return outcome === 'interrupted' && requestHeaders.length === 0
}
