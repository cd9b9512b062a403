/** A request as a `curl` command that bash reads back to the same bytes. */
import { unixTarget } from './checks.ts'
import type { HeaderList } from './model.ts'

export interface CurlRequest {
  url: string
  method: string
  headers: HeaderList
  body: string
}

/** Headers that curl writes itself from the URL and the body. */
const ownHeaders = new Set(['host', 'connection', 'content-length', 'content-encoding'])

/**
 * `content-encoding` is left out because the body stands here uncompressed. Quoting is bash's single quote, in which
 * nothing but the quote itself is special. `--data-raw` reads no file for a leading `@` and keeps newlines.
 */
export function curlCommand(request: CurlRequest): string {
  const parts = ['curl', '-X', request.method, ...addressParts(request.url)]
  for (const [name, value] of request.headers) {
    if (ownHeaders.has(name.toLowerCase())) continue
    // `Name;` is curl's way to send a header without a value.
    parts.push('\\\n  -H', quote(value === '' ? `${name};` : `${name}: ${value}`))
  }
  if (request.body !== '') parts.push('\\\n  --data-raw', quote(request.body))
  return parts.join(' ')
}

/** As it goes over the wire: curl does not encode spaces and letters beyond ASCII itself. */
function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url
}

/** Over a unix socket the URL says only what is asked for. */
function addressParts(url: string): string[] {
  const unix = unixTarget(url)
  if (!unix) return [quote(addressOf(url))]
  return ['--unix-socket', quote(unix.socketPath), quote(addressOf(`http://localhost${unix.path}`))]
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
