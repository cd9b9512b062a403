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
  const parts = headParts(request)
  if (request.body !== '') parts.push('\\\n  --data-raw', quote(request.body))
  return parts.join(' ')
}

/** Characters of a body that is an argument: Windows takes 32,767 for a command, Linux 128 KiB for an argument. */
const longestArgument = 16 * 1024

/**
 * The same for a script, with bodies that no argument carries: long ones, and those that hold a NUL. They come through
 * `printf`, which is a part of bash and has no limit; `--data-binary` keeps their newlines.
 */
export function curlScriptCommand(request: CurlRequest): string {
  const { body } = request
  const hasNul = body.includes('\0')
  if (body.length <= longestArgument && !hasNul) return curlCommand(request)
  const printed = hasNul ? body.replaceAll('\\', '\\\\').replaceAll('\0', '\\0000') : body
  const command = [...headParts(request), '\\\n  --data-binary', '@-'].join(' ')
  return `printf '${hasNul ? '%b' : '%s'}' ${quote(printed)} | ${command}`
}

function headParts(request: CurlRequest): string[] {
  const parts = ['curl', ...methodParts(request), ...addressParts(request.url)]
  for (const [name, value] of request.headers) {
    if (ownHeaders.has(name.toLowerCase())) continue
    // `Name;` is curl's way to send a header without a value.
    parts.push('\\\n  -H', quote(value === '' ? `${name};` : `${name}: ${value}`))
  }
  return parts
}

/** After `-X HEAD` curl waits for a body that never comes; `--head` knows better, and takes none to send. */
function methodParts({ method, body }: CurlRequest): string[] {
  if (method !== 'HEAD') return ['-X', method]
  return body === '' ? ['--head'] : ['-X', method, '--max-time', '10']
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
