/**
 * The options of `endpoint save`, one for everything in `EndpointOptions`. `default` is what a new endpoint has, which for
 * most means: as the settings say. What is not given stays as it is.
 */
import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CommandInput } from '../shared/commands.ts'
import {
  type BreakerPolicy,
  defaultEndpointOptions,
  type EndpointOptions,
  type RateLimit,
  type Transport,
} from '../shared/endpoint.ts'
import { type BodyMode, bodyModes, type Compression, compressions, type HeaderList } from '../shared/model.ts'
import { durationMs, header, oneMore, waits, wholeNumber } from './options.ts'

export interface SaveOptions {
  url?: string
  rename?: string
  method?: string
  header?: HeaderList
  removeHeader?: string[]
  bodyMode?: BodyMode | 'default'
  contentType?: string
  compression?: Compression | 'default'
  retry?: string[] | null
  maxAttempts?: number | null
  timeout?: number | null
  connectTimeout?: number | null
  concurrency?: number | null
  jitter?: number
  rate?: RateLimit | null
  ordered?: boolean
  breaker?: BreakerPolicy | null
  holdWhileRefused?: boolean
  followRedirects?: boolean
  http2?: boolean
  ca?: string | null
  cert?: string | null
  key?: string | null
  insecure?: boolean
}

/** `default` is null. */
function orDefault<T>(parse: (text: string) => T): (text: string) => T | null {
  return (text) => (text === 'default' ? null : parse(text))
}

/** `default` and `none` are null. */
function orNone<T>(parse: (text: string) => T): (text: string) => T | null {
  return (text) => (text === 'none' || text === 'default' ? null : parse(text))
}

/** `10/s`, `100/m` */
export function rate(text: string): RateLimit {
  const [, count, span] = /^(\d+)\/(s|m|sec|min|second|minute)$/.exec(text.trim()) ?? []
  if (count === undefined || span === undefined) {
    throw new InvalidArgumentError('It is written 10/s, 100/m or none.')
  }
  return { count: Number(count), perMs: span.startsWith('s') ? 1_000 : 60_000 }
}

/** `5:30s`: after 5 failures in a row nothing is sent for 30 s. */
export function breaker(text: string): BreakerPolicy {
  const [, failures, wait] = /^(\d+):(.+)$/.exec(text.trim()) ?? []
  if (failures === undefined || wait === undefined) {
    throw new InvalidArgumentError('It is written 5:30s (failures in a row, wait before a probe) or none.')
  }
  return { failures: Number(failures), probeAfterMs: durationMs(wait) }
}

/** `20` or `20%` */
export function percent(text: string): number {
  return text === 'default' ? defaultEndpointOptions.jitterPercent : wholeNumber(text.replace(/ ?%$/, ''))
}

/** Absolute, because the application that reads it runs elsewhere. */
function file(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is the name of a PEM file, or none.')
  return resolve(text)
}

export function addSaveOptions(command: Command): Command {
  addRequestOptions(command)
  addLimitOptions(command)
  return addTransportOptions(command)
}

function addRequestOptions(command: Command): void {
  command
    .option('--url <url>', 'where it is; a new endpoint needs one')
    .option('--rename <name>', 'another name')
    .option('--method <method>', 'instead of POST')
    .option('--header <header>', "sent with every event, such as 'X-Shop: 7'; may be given again", header)
    .option('--remove-header <name>', 'sent no more; may be given again', oneMore)
    .addOption(new Option('--body-mode <mode>', 'what bodies are made of').choices([...bodyModes, 'default']))
    .option('--content-type <type>', 'instead of application/json')
    .addOption(new Option('--compression <kind>', 'of bodies').choices([...compressions, 'default']))
    .option('--retry <waits>', "waits after failed attempts, such as '5s,30s,2m'", orDefault(waits))
    .option('--max-attempts <count>', 'attempts until one fails; 0 never gives up', orDefault(wholeNumber))
}

function addLimitOptions(command: Command): void {
  command
    .option('--timeout <duration>', 'for a whole attempt, such as 10s', orDefault(durationMs))
    .option('--connect-timeout <duration>', 'until it is connected', orDefault(durationMs))
    .option('--concurrency <count>', 'requests at the same time', orDefault(wholeNumber))
    .option('--jitter <percent>', 'waits are longer or shorter by up to so much', percent)
    .option('--rate <limit>', 'at most so many, such as 10/s, 100/m or none', orNone(rate))
    .option('--ordered', 'one at a time, in the order of acceptance')
    .option('--no-ordered')
    .option('--breaker <policy>', 'stop after failures in a row, such as 5:30s or none', orNone(breaker))
    .option('--hold-while-refused', 'a local port where nobody listens uses up no attempts')
    .option('--no-hold-while-refused')
}

function addTransportOptions(command: Command): Command {
  return command
    .option('--follow-redirects', 'follow 307 and 308')
    .option('--no-follow-redirects')
    .option('--http2', 'speak HTTP/2 where it is offered')
    .option('--no-http2')
    .option('--ca <file>', 'PEM of authorities that are trusted too, or none', orNone(file))
    .option('--cert <file>', "PEM of this client's certificate, or none", orNone(file))
    .option('--key <file>', 'PEM of its key, or none', orNone(file))
    .option('--insecure', 'take any certificate')
    .option('--no-insecure')
}

/** What `endpoint.save` is asked with, for an endpoint that has `before`. */
export function changesOf(
  given: SaveOptions,
  before: EndpointOptions,
): CommandInput<'endpoint.save'>['options'] {
  const { retry, maxAttempts, timeout, connectTimeout, concurrency, jitter, rate, ordered, breaker } = given
  return {
    ...requestChanges(given, before),
    ...(retry === undefined ? {} : { retrySchedule: retry }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    ...(timeout === undefined ? {} : { requestTimeoutMs: timeout }),
    ...(connectTimeout === undefined ? {} : { connectTimeoutMs: connectTimeout }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(jitter === undefined ? {} : { jitterPercent: jitter }),
    ...(rate === undefined ? {} : { rateLimit: rate }),
    ...(ordered === undefined ? {} : { ordered }),
    ...(breaker === undefined ? {} : { breaker }),
    ...(given.holdWhileRefused === undefined ? {} : { holdWhileRefused: given.holdWhileRefused }),
    transport: transportOf(given, before.transport),
  }
}

function requestChanges(given: SaveOptions, before: EndpointOptions): Partial<EndpointOptions> {
  const { method, bodyMode, contentType, compression, header: added, removeHeader: removed } = given
  const { method: post, bodyMode: envelope, contentType: json } = defaultEndpointOptions
  return {
    ...(method === undefined ? {} : { method: method === 'default' ? post : method }),
    ...(bodyMode === undefined ? {} : { bodyMode: bodyMode === 'default' ? envelope : bodyMode }),
    ...(contentType === undefined ? {} : { contentType: contentType === 'default' ? json : contentType }),
    ...(compression === undefined ? {} : { compression: compression === 'default' ? null : compression }),
    ...((added ?? removed) ? { headers: headersOf(given, before.headers) } : {}),
  }
}

/** Those before, without those that are removed or set anew. */
function headersOf({ header: added = [], removeHeader = [] }: SaveOptions, before: HeaderList): HeaderList {
  const gone = new Set([...removeHeader, ...added.map(([name]) => name)].map((name) => name.toLowerCase()))
  return [...before.filter(([name]) => !gone.has(name.toLowerCase())), ...added]
}

function transportOf(given: SaveOptions, before: Transport): Transport {
  const { followRedirects, http2, ca, cert, key, insecure } = given
  const { tls } = before
  return {
    followRedirects: followRedirects ?? before.followRedirects,
    http2: http2 ?? before.http2,
    tls: {
      verify: insecure === undefined ? tls.verify : !insecure,
      caFile: ca === undefined ? tls.caFile : ca,
      certFile: cert === undefined ? tls.certFile : cert,
      keyFile: key === undefined ? tls.keyFile : key,
    },
  }
}
