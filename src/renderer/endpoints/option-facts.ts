/** What is agreed for an endpoint beyond the defaults, in words, a line each. */
import { formatDuration } from '../../shared/durations.ts'
import type { EndpointOptions } from '../../shared/endpoint.ts'
import type { Settings } from '../../shared/model.ts'
import { summary } from '../retry/summary.ts'
import { span } from '../retry/times.ts'

export interface OptionFact {
  name: string
  text: string
  /** It gives up a protection. */
  danger?: boolean
}

export function optionFacts(options: EndpointOptions, settings: Settings): OptionFact[] {
  return [
    ...paceFacts(options),
    ...failureFacts(options, settings),
    ...eventFacts(options),
    ...wayFacts(options),
  ]
}

function paceFacts({ concurrency, rateLimit, ordered }: EndpointOptions): OptionFact[] {
  const facts: OptionFact[] = []
  if (ordered) facts.push({ name: 'Order', text: 'one at a time, as accepted' })
  if (rateLimit) facts.push({ name: 'Rate', text: rateText(rateLimit) })
  if (concurrency !== null) facts.push({ name: 'Concurrency', text: `${concurrency} at the same time` })
  return facts
}

/** `5 per second`. */
export function rateText({ count, perMs }: { count: number; perMs: number }): string {
  return `at most ${count} per ${perMs === 1_000 ? 'second' : 'minute'}`
}

function failureFacts(
  { breaker, holdWhileRefused, jitterPercent, retrySchedule, maxAttempts }: EndpointOptions,
  settings: Settings,
): OptionFact[] {
  const facts: OptionFact[] = []
  if (breaker) {
    const text = `opens after ${breaker.failures} failures in a row, probes every ${span(breaker.probeAfterMs)}`
    facts.push({ name: 'Breaker', text })
  }
  if (holdWhileRefused) facts.push({ name: 'Held', text: 'while nothing listens there' })
  if (retrySchedule !== null || maxAttempts !== null) {
    const policy = {
      retrySchedule: retrySchedule ?? settings.retrySchedule,
      maxAttempts: maxAttempts ?? settings.maxAttempts,
    }
    facts.push({ name: 'Retries', text: summary(policy, settings.cooldownMs) })
  }
  if (jitterPercent > 0) facts.push({ name: 'Jitter', text: `waits vary by ${jitterPercent} %` })
  return facts
}

const bodyNames = { envelope: 'envelope', raw: 'raw payload', standard: 'Standard Webhooks' } as const

function eventFacts({ method, headers, bodyMode, contentType, compression }: EndpointOptions): OptionFact[] {
  const facts: OptionFact[] = []
  if (method !== 'POST') facts.push({ name: 'Method', text: method })
  if (bodyMode === 'raw') facts.push({ name: 'Body', text: `${bodyNames.raw}, ${contentType}` })
  if (bodyMode === 'standard') facts.push({ name: 'Body', text: bodyNames.standard })
  if (headers.length > 0) facts.push({ name: 'Headers', text: headers.map(([name]) => name).join(', ') })
  if (compression !== null) facts.push({ name: 'Compression', text: compression })
  return facts
}

function wayFacts({ requestTimeoutMs, connectTimeoutMs, transport }: EndpointOptions): OptionFact[] {
  const { followRedirects, http2, tls } = transport
  const facts: OptionFact[] = []
  if (!tls.verify) {
    facts.push({ name: 'TLS', text: 'the certificate is not verified', danger: true })
  }
  if (tls.caFile !== null) facts.push({ name: 'Authority', text: tls.caFile })
  if (tls.certFile !== null) facts.push({ name: 'Client certificate', text: tls.certFile })
  if (requestTimeoutMs !== null)
    facts.push({ name: 'Request timeout', text: formatDuration(requestTimeoutMs) })
  if (connectTimeoutMs !== null)
    facts.push({ name: 'Connect timeout', text: formatDuration(connectTimeoutMs) })
  if (followRedirects) facts.push({ name: 'Redirects', text: 'followed, at most ten' })
  if (!http2) facts.push({ name: 'HTTP/2', text: 'not spoken' })
  return facts
}
