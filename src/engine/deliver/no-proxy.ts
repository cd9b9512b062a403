/**
 * `NO_PROXY`: names and addresses that are reached without a proxy. There is no standard; this follows what curl and
 * Go agree on: a name covers the names below it, with or without a leading dot or `*.`; an address or a network
 * (`10.0.0.0/8`) covers addresses; a port after it narrows it; `*` covers all.
 */
import { BlockList, isIP } from 'node:net'

export function proxyExceptions(text: string): (url: URL) => boolean {
  const matchers = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(matcherOf)
  return (url) => {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
    return matchers.some((matches) => matches(host, port))
  }
}

type Matcher = (host: string, port: number) => boolean

function matcherOf(entry: string): Matcher {
  if (entry === '*') return () => true
  const { pattern, port } = splitPort(entry.toLowerCase())
  const matches = pattern.includes('/') ? networkMatcher(pattern) : hostMatcher(pattern)
  return (host, itsPort) => (port === null || port === itsPort) && matches(host)
}

/** `[::1]:8080`, `example.com:8080`; an address of IPv6 without brackets has no port. */
function splitPort(entry: string): { pattern: string; port: number | null } {
  const match = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(entry)
  const pattern = (match?.[1] ?? entry).replace(/^\[(.*)\]$/, '$1')
  return { pattern, port: match?.[2] === undefined ? null : Number(match[2]) }
}

function hostMatcher(pattern: string): (host: string) => boolean {
  if (isIP(pattern)) return (host) => host === pattern
  const name = pattern.replace(/^\*?\.+/, '').replace(/\.$/, '')
  return (host) => host === name || (name !== '' && host.endsWith(`.${name}`))
}

/** A network that is none covers nothing. */
function networkMatcher(pattern: string): (host: string) => boolean {
  const [network = '', bits = ''] = pattern.split('/')
  const list = new BlockList()
  try {
    list.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4')
  } catch {
    return () => false
  }
  return (host) => isIP(host) !== 0 && list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4')
}
