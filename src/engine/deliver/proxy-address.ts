/** A proxy's URL, read. Its user name and password become a header and are told to nobody else. */
import { ExplainedError } from './failure.ts'

export interface Proxy {
  hostname: string
  port: number
  /** TLS to the proxy itself. */
  secure: boolean
  /** `proxy.example:3128` */
  where: string
  /** The value of `Proxy-Authorization`. */
  authorization: string | null
}

/** `proxy.example:3128` is taken for `http://proxy.example:3128`. Throws an `ExplainedError` with code `proxy`. */
export function readProxy(text: string): Proxy {
  const full = text.includes('://') ? text : `http://${text}`
  if (!URL.canParse(full)) throw unusable('is no URL. One looks like http://proxy.example:3128')
  const url = new URL(full)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw unusable(`begins with ${url.protocol}//, which is not supported. Use an http:// or https:// proxy`)
  }
  const secure = url.protocol === 'https:'
  const port = Number(url.port) || (secure ? 443 : 80)
  return {
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    secure,
    where: `${url.hostname}:${port}`,
    authorization: url.username || url.password ? basic(url) : null,
  }
}

/** For sentences; a text that is no URL is not repeated, as it may hold a password. */
export function proxyWhere(text: string): string {
  try {
    return readProxy(text).where
  } catch {
    return 'of the settings'
  }
}

function basic({ username, password }: URL): string {
  return `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function unusable(why: string): ExplainedError {
  return new ExplainedError(
    'proxy',
    `The address of the proxy ${why}. Change it in the settings, or in HTTP_PROXY and its like.`,
  )
}
