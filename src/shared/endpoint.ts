/**
 * Endpoints: where deliveries go, and what is agreed for each. A saved one is a person's, with a name and options; an
 * unsaved one comes into being with the first delivery to a URL and has the defaults.
 */
import type { AttemptOutcome, BodyMode, Compression, Counts, HeaderList, Transport } from './model.ts'

export interface RateLimit {
  /** At most so many attempts begin within any span of `perMs`. */
  count: number
  /** 1,000 or 60,000. */
  perMs: number
}

export interface BreakerPolicy {
  /** It opens after so many failed attempts in a row. */
  failures: number
  /** Then nothing is sent for so long, and one delivery after it as a probe. */
  probeAfterMs: number
}

export interface EndpointOptions {
  /** Defaults of new events to it; each delivery keeps its own copy. */
  method: string
  headers: HeaderList
  bodyMode: BodyMode
  contentType: string
  /** Null, here and below: as the settings say. */
  compression: Compression | null
  retrySchedule: string[] | null
  maxAttempts: number | null
  /** What follows is asked at each attempt, also of deliveries that were accepted before it was changed. */
  requestTimeoutMs: number | null
  connectTimeoutMs: number | null
  /** Waits are longer or shorter by up to so much, 0 to 50. */
  jitterPercent: number
  /** Requests at the same time. */
  concurrency: number | null
  rateLimit: RateLimit | null
  /** One at a time, in the order of acceptance; one that is retried holds those behind it. */
  ordered: boolean
  breaker: BreakerPolicy | null
  /** A local port that refuses holds deliveries instead of using up their attempts, until somebody listens there. */
  holdWhileRefused: boolean
  transport: Transport
}

export const defaultTransport: Transport = {
  followRedirects: false,
  http2: true,
  tls: { verify: true, caFile: null, certFile: null, keyFile: null },
}

export const defaultEndpointOptions: EndpointOptions = {
  method: 'POST',
  headers: [],
  bodyMode: 'envelope',
  contentType: 'application/json',
  compression: null,
  retrySchedule: null,
  maxAttempts: null,
  requestTimeoutMs: null,
  connectTimeoutMs: null,
  jitterPercent: 0,
  concurrency: null,
  rateLimit: null,
  ordered: false,
  breaker: null,
  holdWhileRefused: false,
  transport: defaultTransport,
}

/** `person`: by hand; `gone`: it answered 410. */
export type PausedBy = 'person' | 'gone'

/** An attempt, named by its delivery and its 1-based number. */
export interface AttemptReference {
  deliveryId: string
  number: number
}

export interface EndpointHealth {
  failuresInRow: number
  /** Those failures, latest last, at most 20. */
  failures: AttemptReference[]
  /** When the breaker opened; null while it is closed. */
  openedAt: number | null
  /** When the next probe is due; null while the breaker is closed. */
  probeAt: number | null
  /** Since when nothing listens there and its deliveries wait for that; null otherwise. */
  refusedSince: number | null
}

export const goodHealth: EndpointHealth = {
  failuresInRow: 0,
  failures: [],
  openedAt: null,
  probeAt: null,
  refusedSince: null,
}

export interface EndpointSummary {
  id: string
  name: string
  url: string
  saved: boolean
  lastOutcome: AttemptOutcome | null
  lastUsedAt: number
  /** What the endpoint is known to do with zstd bodies. */
  zstdSupport: 'unknown' | 'accepts' | 'refuses'
  paused: PausedBy | null
  pausedAt: number | null
  health: EndpointHealth
}

export interface EndpointDetail extends EndpointSummary {
  options: EndpointOptions
  createdAt: number
  counts: Counts
}
