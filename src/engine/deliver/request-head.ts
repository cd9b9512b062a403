/** Reads a request's head, as it went over the wire, back into its headers. */
import type { HeaderList } from '../../shared/model.ts'

/** Skips the request line; keeps case and order. An empty head has no headers. */
export function parseRequestHead(head: string): HeaderList {
  const headers: HeaderList = []
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()])
  }
  return headers
}
