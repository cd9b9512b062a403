/** Heads as text: the end of a request's head that undici does not announce, and the way back into headers. */
import type { HeaderList } from '../../shared/model.ts'

/** RFC 9110, section 8.6: without a body these still say `content-length: 0`. undici's list, which the head follows. */
const methodsWithContent = new Set(['PATCH', 'POST', 'PROPFIND', 'PROPPATCH', 'PUT', 'QUERY'])

export function sendsContentLength(method: string, body: Buffer): boolean {
  return body.length > 0 || methodsWithContent.has(method)
}

/** undici announces the head without its last header and the empty line; it writes them together with the body. */
export function completeRequestHead(
  announced: string,
  { method, body }: { method: string; body: Buffer },
): string {
  const length = sendsContentLength(method, body) ? `content-length: ${body.length}\r\n` : ''
  return `${announced}${length}\r\n`
}

/**
 * Skips the first line, of a request or a response, where there is one: HTTP/2's requests begin with `:method`. Keeps
 * case and order. An empty head has no headers.
 */
export function parseHead(head: string): HeaderList {
  const headers: HeaderList = []
  const lines = head.split('\r\n')
  for (const line of head.startsWith(':') ? lines : lines.slice(1)) {
    const colon = line.indexOf(':', 1)
    if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()])
  }
  return headers
}

/** The first header of that name, which is in lower case. */
export function headerOf(head: string, name: string): string | undefined {
  return parseHead(head).find(([each]) => each.toLowerCase() === name)?.[1]
}
