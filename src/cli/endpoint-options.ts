/**
 * The options of `endpoint save`, one for everything in `EndpointOptions`. `default` is what a new endpoint has, which for
 * most means: as the settings say. What is not given stays as it is.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CommandInput } from '../shared/commands.ts'
import {
  type BreakerPolicy,
  defaultEndpointOptions,
  type EndpointOptions,
  type RateLimit,
} from '../shared/endpoint.ts'
import {
  type BodyMode,
  bodyModes,
  type Compression,
  compressions,
  type HeaderList,
  type Transport,
} from '../shared/model.ts'
import { durationMs, header, oneMore, rate, waits, wholeNumber } from './options.ts'

/** Not null: that would become an empty text on its way through the parser of the command line. */
const unset = 'default'
type OrUnset<T> = T | typeof unset

export interface SaveOptions {
  url?: string
  rename?: string
  method?: string
  header?: HeaderList
  removeHeader?: string[]
  bodyMode?: OrUnset<BodyMode>
  contentType?: string
  compression?: OrUnset<Compression>
  retry?: OrUnset<string[]>
  maxAttempts?: OrUnset<number>
  timeout?: OrUnset<number>
  connectTimeout?: OrUnset<number>
  concurrency?: OrUnset<number>
  jitter?: OrUnset<number>
  rate?: OrUnset<RateLimit>
  ordered?: boolean
  breaker?: OrUnset<BreakerPolicy>
  holdWhileRefused?: boolean
  followRedirects?: boolean
  http2?: boolean
  ca?: OrUnset<string>
  cert?: OrUnset<string>
  key?: OrUnset<string>
  insecure?: boolean
}

/** Takes `default` too. */
function orDefault<T>(parse: (text: string) => T): (text: string) => OrUnset<T> {
  return (text) => (text === unset ? unset : parse(text))
}

/** Takes `none` and `default` too, which mean the same here. */
function orNone<T>(parse: (text: string) => T): (text: string) => OrUnset<T> {
  return (text) => (text === 'none' ? unset : orDefault(parse)(text))
}

/** `5:30s`: after 5 failures in a row nothing is sent for 30 s. */
function breaker(text: string): BreakerPolicy {
  const [, failures, wait] = /^(\d+):(.+)$/.exec(text.trim()) ?? []
  if (failures === undefined || wait === undefined) {
    throw new InvalidArgumentError('It is written 5:30s (failures in a row, wait before a probe) or none.')
  }
  return { failures: Number(failures), probeAfterMs: durationMs(wait) }
}

/** `20` or `20%` */
function percent(text: string): number {
  return wholeNumber(text.replace(/ ?%$/, ''))
}

/** Absolute, because the application that reads it runs elsewhere. */
function file(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is the name of a PEM file, or none.')
  const path = resolve(text)
  if (!existsSync(path)) throw new InvalidArgumentError(`There is no file ${path}.`)
  return path
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
    .option('--jitter <percent>', 'waits are longer or shorter by up to so much', orNone(percent))
    .option(
      '--rate <limit>',
      'at most so many, such as 10/s, 100/m or none',
      orNone(rate('It is written 10/s, 100/m or none.')),
    )
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
  const { method, bodyMode, contentType, jitterPercent } = defaultEndpointOptions
  return {
    method: set(given.method, method),
    headers: headersOf(given, before.headers),
    bodyMode: set(given.bodyMode, bodyMode),
    contentType: set(given.contentType, contentType),
    compression: set(given.compression, null),
    retrySchedule: set(given.retry, null),
    maxAttempts: set(given.maxAttempts, null),
    requestTimeoutMs: set(given.timeout, null),
    connectTimeoutMs: set(given.connectTimeout, null),
    jitterPercent: set(given.jitter, jitterPercent),
    concurrency: set(given.concurrency, null),
    rateLimit: set(given.rate, null),
    ordered: given.ordered,
    breaker: set(given.breaker, null),
    holdWhileRefused: given.holdWhileRefused,
    transport: transportOf(given, before.transport),
  }
}

/** Undefined where nothing was given, which leaves it as it is. */
function set<T, D>(given: T, byDefault: D): Exclude<T, typeof unset> | D {
  return given === unset ? byDefault : (given as Exclude<T, typeof unset>)
}

/** Those before, without those that are removed or set anew. */
function headersOf({ header: added = [], removeHeader = [] }: SaveOptions, before: HeaderList): HeaderList {
  const gone = new Set([...removeHeader, ...added.map(([name]) => name)].map((name) => name.toLowerCase()))
  return [...before.filter(([name]) => !gone.has(name.toLowerCase())), ...added]
}

function transportOf(given: SaveOptions, { followRedirects, http2, tls }: Transport): Transport {
  const { ca = tls.caFile, cert = tls.certFile, key = tls.keyFile, insecure } = given
  return {
    followRedirects: given.followRedirects ?? followRedirects,
    http2: given.http2 ?? http2,
    tls: {
      verify: insecure === undefined ? tls.verify : !insecure,
      caFile: set(ca, null),
      certFile: set(cert, null),
      keyFile: set(key, null),
    },
  }
}
