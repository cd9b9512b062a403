/** `endpoint show` for people: how it is, what waits for it, and every option with what it comes to. */
import { formatDuration } from '../shared/durations.ts'
import type { BreakerPolicy, EndpointDetail, EndpointOptions } from '../shared/endpoint.ts'
import { deliveryStates, type Settings, type TlsOptions } from '../shared/model.ts'
import { isSecretHeader } from '../shared/secret-headers.ts'
import type { Showing } from './endpoint-json.ts'
import { endpointState } from './endpoint-table.ts'
import { type Fact, factsText } from './facts.ts'
import type { Paint } from './paint.ts'
import { printableLine } from './printable.ts'
import { attemptsText, localTime, numberText, rateText, waitsText } from './texts.ts'

export interface ShownEndpoint extends Showing {
  endpoint: EndpointDetail
  /** What an option that is not set comes to. */
  settings: Settings
}

export function endpointText(shown: ShownEndpoint, paint: Paint): string {
  const { name, url } = shown.endpoint
  const facts = [
    ...standingFacts(shown.endpoint, paint),
    ...optionFacts(shown),
    ...transportFacts(shown, paint),
  ]
  return `${paint('bold', printableLine(name))}  ${printableLine(url)}\n${factsText(facts, paint)}`
}

function standingFacts(endpoint: EndpointDetail, paint: Paint): Fact[] {
  const { id, saved, counts, health, pausedAt } = endpoint
  const { word, style } = endpointState(endpoint)
  const since = pausedAt ?? health.openedAt ?? health.refusedSince
  const states = deliveryStates.filter((state) => counts[state] > 0)
  return [
    ['id', `${id}${saved ? '' : ' (not saved)'}`],
    ['state', `${style ? paint(style, word) : word}${since === null ? '' : ` since ${localTime(since)}`}`],
    ...(health.probeAt === null ? [] : [['next probe', localTime(health.probeAt)] as Fact]),
    ...(health.failuresInRow === 0 ? [] : [['failures', `${health.failuresInRow} in a row`] as Fact]),
    ['deliveries', states.map((state) => `${numberText(counts[state])} ${state}`).join(', ') || 'none'],
  ]
}

function optionFacts({ endpoint: { options }, settings, secrets }: ShownEndpoint): Fact[] {
  const { method, headers, bodyMode, contentType, jitterPercent, ordered, holdWhileRefused } = options
  return [
    ['method', method],
    ...headers.map(([name, value]): Fact => {
      const shown = secrets || !isSecretHeader(name) ? value : '***'
      return ['header', printableLine(`${name}: ${shown}`)]
    }),
    ['body mode', bodyMode],
    ['content type', printableLine(contentType)],
    ...settingFacts(options, settings),
    ['jitter', jitterPercent === 0 ? 'none' : `${jitterPercent} %`],
    ['rate', options.rateLimit === null ? 'none' : rateText(options.rateLimit)],
    ['ordered', yesNo(ordered)],
    ['breaker', breakerText(options.breaker)],
    ['hold while refused', yesNo(holdWhileRefused)],
  ]
}

/** Options that are as the settings say where they are not set. */
function settingFacts(options: EndpointOptions, settings: Settings): Fact[] {
  const fact = <T>(name: string, own: T | null, set: { general: T; text: (value: T) => string }): Fact => [
    name,
    own === null ? `${set.text(set.general)} (as the settings say)` : set.text(own),
  ]
  const { requestTimeoutMs, connectTimeoutMs, retrySchedule, maxAttempts, concurrency } = settings
  return [
    fact('compression', options.compression, { general: settings.compression, text: String }),
    fact('retry', options.retrySchedule, { general: retrySchedule, text: waitsText }),
    fact('max attempts', options.maxAttempts, { general: maxAttempts, text: attemptsText }),
    fact('timeout', options.requestTimeoutMs, { general: requestTimeoutMs, text: formatDuration }),
    fact('connect timeout', options.connectTimeoutMs, { general: connectTimeoutMs, text: formatDuration }),
    fact('concurrency', options.concurrency, { general: concurrency, text: String }),
  ]
}

function transportFacts({ endpoint: { options } }: ShownEndpoint, paint: Paint): Fact[] {
  const { followRedirects, http2, tls } = options.transport
  const isVerified = tls.verify ? 'verified' : paint('red', 'not verified: whoever answers gets the events')
  return [
    ['follow redirects', yesNo(followRedirects)],
    ['http2', yesNo(http2)],
    ['certificates', isVerified],
    ...fileFacts(tls),
  ]
}

function fileFacts({ caFile, certFile, keyFile }: TlsOptions): Fact[] {
  return Object.entries({ ca: caFile, cert: certFile, key: keyFile }).flatMap(([name, file]): Fact[] =>
    file === null ? [] : [[name, printableLine(file)]],
  )
}

function breakerText(breaker: BreakerPolicy | null): string {
  if (breaker === null) return 'none'
  const { failures, probeAfterMs } = breaker
  return `${failures}:${formatDuration(probeAfterMs)} (opens after ${failures} failures in a row, probes after ${formatDuration(probeAfterMs)})`
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
