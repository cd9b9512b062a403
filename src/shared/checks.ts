/**
 * What a person can type wrong, checked in one place: the command table uses these, and so does the composer
 * while the person types. Each answers with a code and a sentence, or `null` when all is well.
 */
import { checkJson, type Typed } from './json.ts'
import {
  largestDataBytes,
  longestCategory,
  longestEventId,
  longestHeaderBytes,
  longestSocketPath,
  longestUrl,
  mostHeaders,
} from './limits.ts'
import type { BodyMode, HeaderList } from './model.ts'

export interface Complaint {
  code: string
  message: string
  /** Below the checked value: `[0, 1]` is the second half of the first header. */
  path?: (string | number)[]
  /** 0-based offset in the text, for JSON. */
  position?: number
}

/**
 * http and https addresses with a host, and `unix:/path/to.sock:/hook`; a fragment is never sent, so it is refused
 * rather than lost.
 */
export function checkUrl(text: string): Complaint | null {
  const wrong = (message: string): Complaint => ({ code: 'url_invalid', message })
  if (text.trim() === '')
    return wrong('The URL is empty. Enter where to send to, such as http://localhost:3000/hooks.')
  if (text !== text.trim()) return wrong('The URL starts or ends with a space.')
  if (text.length > longestUrl) return wrong(`The URL is longer than ${longestUrl} characters.`)
  const socket = unixTarget(text)
  if (socket) {
    const message = socketComplaint(text, socket)
    return message ? wrong(message) : null
  }
  const url = URL.parse(text)
  if (!url) return wrong(`"${text}" is not a URL. A full one looks like http://localhost:3000/hooks.`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    if (/^[\w.-]+:\d+/.test(text)) return wrong(`Write http:// before it: http://${text}.`)
    return wrong(`${url.protocol}// is not supported. Use http:// or https://.`)
  }
  if (!/^https?:\/\//i.test(text))
    return wrong(`"${text}" lacks the two slashes after ${url.protocol.slice(0, -1)}.`)
  if (/^https?:\/\/[/\\]/i.test(text)) return wrong(`"${text}" names no host after ${url.protocol}//.`)
  // Browsers differ in what they take for a host; what Node refuses later is refused at once.
  if (/[\s<>^|%]/.test(/^https?:\/\/([^/?#]*)/i.exec(text)?.[1] ?? ''))
    return wrong(`"${text}" has no valid host name.`)
  if (url.username || url.password) {
    return wrong('The URL holds a user name or password. Send them in an Authorization header instead.')
  }
  if (url.hash) return wrong(`The part from # on ("${url.hash}") is never sent. Leave it out.`)
  return null
}

/** The setting `proxy`. Its password would stand in the database and in every export, so it has none. */
export function checkProxy(text: string): Complaint | null {
  const wrong = (message: string): Complaint => ({ code: 'proxy_invalid', message })
  if (text === '' || text === 'off') return null
  const url = URL.parse(text)
  if (!url) {
    return wrong(
      `"${text}" is not a proxy. Write a URL such as http://proxy.example:3128, or off, or nothing.`,
    )
  }
  const { protocol, username, password, pathname, search, hash } = url
  if (protocol !== 'http:' && protocol !== 'https:')
    return wrong('A proxy is reached by http:// or https://.')
  if (username || password) {
    return wrong(
      'User name and password of a proxy belong into the environment: set HTTPS_PROXY, and leave this empty.',
    )
  }
  return pathname.length > 1 || search || hash
    ? wrong('A proxy has no path. Leave out what follows the port.')
    : null
}

export function checkCategory(text: string): Complaint | null {
  const wrong = (message: string): Complaint => ({ code: 'category_invalid', message })
  if (text.trim() === '') return wrong('The category is empty. Name what happened, such as order.created.')
  if (text.length > longestCategory)
    return wrong(`The category is longer than ${longestCategory} characters.`)
  if (hasControlCharacter(text) || !text.isWellFormed())
    return wrong('The category holds a control or broken character.')
  return null
}

/** An event id travels as the header `webhook-id` and as the signed string's first part, so it has no dot and no space. */
export function checkEventId(text: string): Complaint | null {
  const wrong = (message: string): Complaint => ({ code: 'event_id_invalid', message })
  if (text === '') return wrong('The event id is empty. Leave it out to get a new one.')
  if (text.length > longestEventId) return wrong(`The event id is longer than ${longestEventId} characters.`)
  if (!/^[\x21-\x7e]+$/.test(text))
    return wrong('An event id is made of printable ASCII characters without spaces.')
  if (text.includes('.'))
    return wrong('An event id must not contain a dot: signatures are made over "id.timestamp.body".')
  return null
}

export function checkMethod(text: string): Complaint | null {
  if (/^[A-Z][A-Z-]{0,31}$/.test(text) && text !== 'CONNECT' && text !== 'TRACE') return null
  return {
    code: 'method_invalid',
    message: `"${text}" is not a method to send with. It is written in capitals: POST, PUT, PATCH, GET, DELETE, HEAD, OPTIONS or one of your own.`,
  }
}

/** These frame the message or belong to one connection; the sender writes them itself. */
const framingHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

export function checkHeaders(headers: HeaderList): Complaint | null {
  if (headers.length > mostHeaders) {
    return { code: 'header_invalid', message: `There are more than ${mostHeaders} headers.` }
  }
  for (const [index, [name, value]] of headers.entries()) {
    const message = headerNameComplaint(name)
    if (message) return { code: 'header_invalid', message, path: [index, 0] }
    const valueMessage = headerValueComplaint(name, value)
    if (valueMessage) return { code: 'header_invalid', message: valueMessage, path: [index, 1] }
  }
  return null
}

function headerNameComplaint(name: string): string | null {
  if (name === '') return 'A header has no name.'
  // RFC 9110, section 5.6.2: a field name is a token.
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return `"${name}" is not a header name.`
  if (framingHeaders.has(name.toLowerCase()))
    return `The header ${name} is written by the sender and cannot be set.`
  return null
}

function headerValueComplaint(name: string, value: string): string | null {
  if (name.length + value.length > longestHeaderBytes)
    return `The header ${name} is longer than ${longestHeaderBytes} bytes.`
  // RFC 9110, section 5.5: visible ASCII, space and tab. Other characters have no agreed encoding in a header.
  if (!/^[\t\x20-\x7e]*$/.test(value))
    return `The value of the header ${name} holds a character that a header cannot carry.`
  if (value !== value.trim())
    return `The value of the header ${name} starts or ends with a space, which would be lost on the way.`
  return null
}

/** The payload as it will be sent; `typed`: what it was made from, where errors are to be placed there. */
export function checkData(
  text: string,
  bodyMode: BodyMode,
  typed: Typed = { text, positionOf: (position) => position },
): Complaint | null {
  if (!text.isWellFormed()) {
    return {
      code: 'data_invalid',
      message: 'The payload holds half a surrogate pair, which cannot be encoded as UTF-8.',
    }
  }
  const bytes = utf8Length(text)
  if (bytes > largestDataBytes) {
    const message = `The payload has ${(bytes / 1024 / 1024).toFixed(1)} MB; the limit is ${largestDataBytes / 1024 / 1024} MB.`
    return { code: 'body_too_large', message }
  }
  return bodyMode === 'raw' ? null : checkJson(text, typed)
}

const utf8 = new TextEncoder()

/** Length in UTF-8; the renderer has no Buffer. */
export function utf8Length(text: string): number {
  return utf8.encode(text).length
}

function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true
  }
  return false
}

export interface UnixTarget {
  socketPath: string
  /** What is asked for over the socket: path and query, by default `/`. */
  path: string
}

/** The parts of `unix:/path/to.sock:/hook?x=1`, unchecked; null for other URLs. */
export function unixTarget(text: string): UnixTarget | null {
  const match = /^unix:(.*?)(?::(\/.*))?$/is.exec(text)
  return match ? { socketPath: match[1] ?? '', path: match[2] ?? '/' } : null
}

function socketComplaint(text: string, { socketPath, path }: UnixTarget): string | null {
  if (!socketPath.startsWith('/'))
    return `"${text}" needs the full path of a socket. A full one looks like unix:/run/app.sock:/hooks.`
  if (socketPath.startsWith('//'))
    return `Write one slash after unix:, as in unix:${socketPath.replace(/^\/+/, '/')}:${path}.`
  if (socketPath.endsWith('/')) return `"${socketPath}" is a folder. Name the socket in it.`
  if (socketPath.includes(':'))
    return `What is asked for over a socket starts with a slash, as in unix:/run/app.sock:/hooks.`
  if (socketPath.includes('?'))
    return 'A query belongs behind the path that is asked for, as in unix:/run/app.sock:/hooks?a=1.'
  if (hasControlCharacter(text)) return 'The URL holds a control character.'
  if (utf8Length(socketPath) > longestSocketPath)
    return `The path of the socket is longer than ${longestSocketPath} bytes, which no system takes.`
  const hash = path.indexOf('#')
  return hash < 0 ? null : `The part from # on ("${path.slice(hash)}") is never sent. Leave it out.`
}
