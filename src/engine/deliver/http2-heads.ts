/** Heads of HTTP/2: what is sent, and both directions as text. Names go out in lower case (RFC 9113, section 8.2.1). */
import type { OutgoingHttpHeaders } from 'node:http2'
import type { Hop } from './carrier.ts'
import { sendsContentLength } from './request-head.ts'
import type { Target } from './target.ts'

/** Pseudo headers first. A `Host` of the person is the authority; repeated headers stay apart, beside the first of them. */
export function http2Headers(
  { method, headers, body, target: { path } }: Hop,
  { url }: Target,
): OutgoingHttpHeaders {
  const fields: Record<string, string | string[]> = {
    ':method': method,
    ':scheme': url.protocol.slice(0, -1),
    ':authority': url.host,
    ':path': path,
  }
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    const before = fields[key]
    if (key === 'host') fields[':authority'] = value
    else if (before === undefined) fields[key] = value
    else fields[key] = Array.isArray(before) ? [...before, value] : [before, value]
  }
  if (sendsContentLength(method, body)) fields['content-length'] = String(body.length)
  return fields
}

/** In the order in which Node sends them: that of the object. */
export function http2RequestHead(headers: OutgoingHttpHeaders): string {
  let head = ''
  for (const [name, value] of Object.entries(headers)) {
    for (const each of Array.isArray(value) ? value : [value]) head += `${name}: ${each}\r\n`
  }
  return `${head}\r\n`
}

/** From names and values in turn. */
export function http2ResponseHead(statusCode: number, raw: readonly string[]): string {
  let head = `HTTP ${statusCode}\r\n`
  for (let index = 0; index + 1 < raw.length; index += 2) {
    if (!raw[index]?.startsWith(':')) head += `${raw[index]}: ${raw[index + 1]}\r\n`
  }
  return head
}
