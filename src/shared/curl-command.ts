/**
 * A curl command read into a request: what a browser's network panel, an API's documentation, a script or this window
 * writes. What it says is taken over as it is written; what has no place in an event is named, and never left out without a
 * word.
 */
import type { HeaderList } from './model.ts'
import { shellWords } from './shell-words.ts'

export interface CurlWords {
  /** Behind `curl`. */
  words: readonly string[]
  /** What comes in by the standard input; null where nobody knows. */
  stdin: string | null
}

export interface ReadRequest {
  url: string
  method: string
  /** Without the content type, and without those that are written anew for what is really sent. */
  headers: HeaderList
  /** Null where neither the command nor curl says one. */
  contentType: string | null
  /** Empty where there is none. */
  body: string
}

export type CurlReading =
  | {
      ok: true
      request: ReadRequest
      /** In the words of the command. */
      leftOut: string[]
      /** Those of them of which the request itself is made: without them another one would be sent. */
      missing: string[]
    }
  | { ok: false; message: string }

/** Whether a pasted text is meant as a curl command. */
export function isCurl(text: string): boolean {
  return /^\s*(?:\$\s+)?curl(?:\.exe)?\s/.test(text)
}

interface Reading {
  url: string
  method: string | null
  headers: HeaderList
  /** Null while there is none; pieces of several `-d` are joined by `&`. */
  data: string | null
  socketPath: string | null
  /** Data go into the URL. */
  isGet: boolean
  stdin: string | null
  leftOut: string[]
  missing: string[]
}

type Take = (reading: Reading, value: string) => void

const setHeader =
  (name: string): Take =>
  (reading, value) =>
    reading.headers.push([name, value])

/** `-d` drops the line breaks of what it reads, and only of that. */
const addData: Take = (reading, value) => addFrom(reading, value, (text) => text.replaceAll(/[\r\n\0]/g, ''))

const addWhole: Take = (reading, value) => addFrom(reading, value, (text) => text)

function addFrom(reading: Reading, value: string, read: (text: string) => string): void {
  if (!value.startsWith('@')) return addRaw(reading, value)
  if (value === '@-' && reading.stdin !== null) return addRaw(reading, read(reading.stdin))
  leaveOut(reading, value === '@-' ? 'the standard input' : `the file ${value.slice(1)}: paste what is in it`)
  reading.data ??= ''
}

/** Unless it is known to be about the way alone, it makes up the request. */
function leaveOut(reading: Reading, text: string, isAboutTheWay = false): void {
  reading.leftOut.push(text)
  if (!isAboutTheWay) reading.missing.push(text)
}

function addRaw(reading: Reading, value: string): void {
  reading.data = reading.data === null ? value : `${reading.data}&${value}`
}

const addHeader: Take = (reading, value) => {
  const match = /^([^:;]+)(?::[ \t]*(.*)|;)$/s.exec(value)
  if (match) reading.headers.push([(match[1] ?? '').trim(), (match[2] ?? '').trim()])
  else leaveOut(reading, `-H ${value}`)
}

/** Options with a value, by their long names. */
const valued: Readonly<Record<string, Take>> = {
  url: (reading, value) => {
    reading.url = value
  },
  request: (reading, value) => {
    reading.method = value
  },
  header: addHeader,
  data: addData,
  'data-ascii': addData,
  'data-binary': addWhole,
  'data-raw': addRaw,
  json: (reading, value) => {
    addWhole(reading, value)
    addMissing(reading.headers, 'Content-Type', 'application/json')
    addMissing(reading.headers, 'Accept', 'application/json')
  },
  user: (reading, value) => {
    const bytes = new TextEncoder().encode(value)
    setHeader('Authorization')(reading, `Basic ${btoa(String.fromCharCode(...bytes))}`)
  },
  'user-agent': setHeader('User-Agent'),
  referer: setHeader('Referer'),
  cookie: setHeader('Cookie'),
  'unix-socket': (reading, value) => {
    reading.socketPath = value
  },
}

/** Of these nothing changes in what is sent. */
const withoutEffect = new Set(
  (
    'silent show-error include verbose fail fail-with-body compressed no-progress-meter progress-bar globoff no-buffer ' +
    'no-keepalive'
  ).split(' '),
)

/** Valued ones that are named and left out. */
const valuedElsewhere = new Set(
  (
    'output max-time connect-timeout write-out retry cacert cert key proxy resolve form data-urlencode config ' +
    'upload-file max-redirs retry-delay interface cookie-jar dump-header'
  ).split(' '),
)

/** How a request travels, and what becomes of the answer: the request is the same without. */
const aboutTheWay = new Set(
  (
    'output max-time connect-timeout write-out retry cacert cert key proxy resolve max-redirs retry-delay interface ' +
    'cookie-jar dump-header insecure location location-trusted remote-name http1.0 http1.1 http2 ipv4 ipv6 retry-all-errors ' +
    'tlsv1.2 tlsv1.3 parallel'
  ).split(' '),
)

const shortNames: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  u: 'user',
  A: 'user-agent',
  e: 'referer',
  b: 'cookie',
  s: 'silent',
  S: 'show-error',
  i: 'include',
  v: 'verbose',
  f: 'fail',
  g: 'globoff',
  N: 'no-buffer',
  G: 'get',
  I: 'head',
  k: 'insecure',
  L: 'location',
  o: 'output',
  m: 'max-time',
  w: 'write-out',
  E: 'cert',
  x: 'proxy',
  F: 'form',
  T: 'upload-file',
  K: 'config',
  c: 'cookie-jar',
  D: 'dump-header',
  O: 'remote-name',
  0: 'http1.0',
  4: 'ipv4',
  6: 'ipv6',
  '#': 'progress-bar',
}

export function readCurlCommand(text: string): CurlReading {
  const words = shellWords(text.trim().replace(/^\$\s+/, ''))
  if (!words) return { ok: false, message: 'A quote of this cURL command is not closed.' }
  return readCurlWords({ words: words.slice(1), stdin: null })
}

export function readCurlWords({ words, stdin }: CurlWords): CurlReading {
  const reading: Reading = {
    url: '',
    method: null,
    headers: [],
    data: null,
    socketPath: null,
    isGet: false,
    stdin,
    leftOut: [],
    missing: [],
  }
  readWords(words, reading)
  if (reading.url === '') return { ok: false, message: 'This cURL command has no URL.' }
  const { leftOut, missing } = reading
  return { ok: true, request: requestOf(reading), leftOut, missing }
}

function readWords(words: readonly string[], reading: Reading): void {
  const left = [...words]
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const long = /^--([a-z][a-z0-9.-]*)(?:=([^]*))?$/.exec(word)
    if (long) takeOption(long[1] ?? '', { reading, attached: long[2], left })
    else if (/^-[a-z0-9#]/i.test(word)) takeShort(word, { reading, left })
    else if (reading.url === '') reading.url = word
    else leaveOut(reading, word)
  }
}

/** `-sSL`, `-XPUT`, `-d body`: letters up to the first with a value, which is the rest of the word or the next one. */
function takeShort(word: string, { reading, left }: { reading: Reading; left: string[] }): void {
  for (let at = 1; at < word.length; at += 1) {
    const name = shortNames[word.charAt(at)]
    if (name === undefined) leaveOut(reading, `-${word.charAt(at)}`)
    else if (takesValue(name)) {
      const rest = word.slice(at + 1)
      return takeOption(name, { reading, attached: rest === '' ? undefined : rest, left })
    } else takeFlag(name, reading)
  }
}

const takesValue = (name: string): boolean => Object.hasOwn(valued, name) || valuedElsewhere.has(name)

interface Option {
  reading: Reading
  attached: string | undefined
  left: string[]
}

function takeOption(name: string, { reading, attached, left }: Option): void {
  if (!takesValue(name)) return takeFlag(name, reading)
  const value = attached ?? left.shift() ?? ''
  const take = valued[name]
  if (take) take(reading, value)
  else leaveOut(reading, `--${name} ${value}`, aboutTheWay.has(name))
}

function takeFlag(name: string, reading: Reading): void {
  if (name === 'get') reading.isGet = true
  else if (name === 'head') reading.method ??= 'HEAD'
  else if (!withoutEffect.has(name)) leaveOut(reading, `--${name}`, aboutTheWay.has(name))
}

function requestOf(reading: Reading): ReadRequest {
  const { headers, data, method, isGet } = reading
  const given = headers.find(([name]) => isContentType(name))?.[1]
  const hasBody = data !== null && !isGet
  return {
    url: addressOf(reading),
    method: method ?? (hasBody ? 'POST' : 'GET'),
    headers: headers.filter(([name]) => !isContentType(name) && !writtenBySender.has(name.toLowerCase())),
    // What curl itself says where nobody does.
    contentType: given ?? (hasBody ? 'application/x-www-form-urlencoded' : null),
    body: hasBody ? data : '',
  }
}

/** They are written anew for what is really sent. */
const writtenBySender = new Set(['content-length', 'connection', 'accept-encoding', 'transfer-encoding'])

const isContentType = (name: string): boolean => name.toLowerCase() === 'content-type'

function addMissing(headers: HeaderList, name: string, value: string): void {
  const isThere = headers.some(([known]) => known.toLowerCase() === name.toLowerCase())
  if (!isThere) headers.push([name, value])
}

/** curl takes an address without its scheme for http. */
function addressOf({ url, socketPath, data, isGet }: Reading): string {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[\w.-]+:\d/.test(url) ? url : `http://${url}`
  const query = isGet && data !== null ? `${full.includes('?') ? '&' : '?'}${data}` : ''
  if (socketPath === null) return full + query
  const asked = URL.parse(full + query)
  return `unix:${socketPath}:${asked ? asked.pathname + asked.search : '/'}`
}
