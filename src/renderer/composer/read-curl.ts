/**
 * A curl command as a draft: what a browser's network panel, an API's documentation or this window copies. What it says is
 * taken over as it is written; what has no place in an event is named, and never left out without a word.
 */
import type { HeaderList } from '../../shared/model.ts'
import type { Draft } from './draft.ts'
import { rowsOf } from './header-rows.ts'
import { shellWords } from './shell-words.ts'

export type CurlReading =
  { ok: true; draft: Partial<Draft>; leftOut: string[] } | { ok: false; message: string }

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
  leftOut: string[]
}

type Take = (reading: Reading, value: string) => void

const setHeader =
  (name: string): Take =>
  (reading, value) =>
    reading.headers.push([name, value])

const addData: Take = (reading, value) => {
  if (value.startsWith('@')) {
    reading.leftOut.push(`the file ${value.slice(1)}: paste what is in it`)
    reading.data ??= ''
  } else addRaw(reading, value)
}

const addRaw: Take = (reading, value) => {
  reading.data = reading.data === null ? value : `${reading.data}&${value}`
}

const addHeader: Take = ({ headers, leftOut }, value) => {
  const match = /^([^:;]+)(?::[ \t]*(.*)|;)$/s.exec(value)
  if (match) headers.push([(match[1] ?? '').trim(), (match[2] ?? '').trim()])
  else leftOut.push(`-H ${value}`)
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
  'data-binary': addData,
  'data-raw': addRaw,
  json: (reading, value) => {
    addData(reading, value)
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
  'silent show-error include verbose fail compressed no-progress-meter progress-bar globoff no-buffer'.split(
    ' ',
  ),
)

/** Valued ones that are named and left out. */
const valuedElsewhere = new Set(
  (
    'output max-time connect-timeout write-out retry cacert cert key proxy resolve form data-urlencode config ' +
    'upload-file max-redirs retry-delay interface cookie-jar dump-header'
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
}

export function readCurl(text: string): CurlReading {
  const words = shellWords(text.trim().replace(/^\$\s+/, ''))
  if (!words) return { ok: false, message: 'A quote of this cURL command is not closed.' }
  const reading: Reading = {
    url: '',
    method: null,
    headers: [],
    data: null,
    socketPath: null,
    isGet: false,
    leftOut: [],
  }
  readWords(words.slice(1), reading)
  if (reading.url === '') return { ok: false, message: 'This cURL command has no URL.' }
  return { ok: true, draft: draftOf(reading), leftOut: reading.leftOut }
}

function readWords(words: readonly string[], reading: Reading): void {
  const left = [...words]
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const long = /^--([a-z][a-z0-9-]*)(?:=([^]*))?$/.exec(word)
    if (long) takeOption(long[1] ?? '', { reading, attached: long[2], left })
    else if (/^-[a-z]/i.test(word)) takeShort(word, { reading, left })
    else if (reading.url === '') reading.url = word
    else reading.leftOut.push(word)
  }
}

/** `-sSL`, `-XPUT`, `-d body`: letters up to the first with a value, which is the rest of the word or the next one. */
function takeShort(word: string, { reading, left }: { reading: Reading; left: string[] }): void {
  for (let at = 1; at < word.length; at += 1) {
    const name = shortNames[word.charAt(at)]
    if (name === undefined) reading.leftOut.push(`-${word.charAt(at)}`)
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
  else reading.leftOut.push(`--${name} ${value}`)
}

function takeFlag(name: string, reading: Reading): void {
  if (name === 'get') reading.isGet = true
  else if (name === 'head') reading.method ??= 'HEAD'
  else if (!withoutEffect.has(name)) reading.leftOut.push(`--${name}`)
}

function draftOf(reading: Reading): Partial<Draft> {
  const { headers, data, method, isGet } = reading
  const given = headers.find(([name]) => isContentType(name))?.[1]
  const hasBody = data !== null && !isGet
  const sent = method ?? (hasBody ? 'POST' : 'GET')
  return {
    url: addressOf(reading),
    endpointIds: [],
    method: sent === 'POST' ? null : sent,
    bodyMode: 'raw',
    // What curl itself says where nobody does.
    contentType: given ?? (hasBody ? 'application/x-www-form-urlencoded' : null),
    data: hasBody ? data : '',
    headers: rowsOf(
      headers.filter(([name]) => !isContentType(name) && !writtenBySender.has(name.toLowerCase())),
    ),
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
