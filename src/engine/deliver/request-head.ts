/** A request's head as it goes over the wire: the end of it that undici does not announce, and a head's way back into headers. */
import type { HeaderList } from '../../shared/model.ts'

/** RFC 9110, section 8.6: without a body these still say `content-length: 0`. undici's list, which the head follows. */
const methodsWithContent = new Set(['PATCH', 'POST', 'PROPFIND', 'PROPPATCH', 'PUT', 'QUERY'])

/** undici announces the head without its last header and the empty line; it writes them together with the body. */
export function completeRequestHead(
  announced: string,
  { method, body }: { method: string; body: Buffer },
): string {
  const length = body.length > 0 || methodsWithContent.has(method) ? `content-length: ${body.length}\r\n` : ''
  return `${announced}${length}\r\n`
}

/** Skips the first line, of a request or a response; keeps case and order. An empty head has no headers. */
export function parseHead(head: string): HeaderList {
  const headers: HeaderList = []
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()])
  }
  return headers
}

/** The first header of that name, which is in lower case. */
export function headerOf(head: string, name: string): string | undefined {
  return parseHead(head).find(([each]) => each.toLowerCase() === name)?.[1]
}
