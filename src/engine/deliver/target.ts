/** Where requests go, read from the URL once: parsing costs as much as all else that is done to prepare a small request. */
import { isIPv4 } from 'node:net'
import { unixTarget } from '../../shared/checks.ts'

export interface Target {
  /** Without user name and password. For a unix socket what is asked for over it: `http://localhost/hooks`. */
  url: URL
  /** What a connection is made to: `http://localhost:3000`, `unix:/run/app.sock`. */
  origin: string
  /** With the query; never empty. */
  path: string
  secure: boolean
  /** Without the brackets of an IPv6 address. */
  hostname: string
  port: number
  socketPath: string | null
  /** In sentences: `localhost:3000`, `[::1]:443`: always with the port, because that is what people get wrong. */
  where: string
  /** On this machine, whatever it is called; no proxy is asked for it. */
  local: boolean
}

/** Few URLs get most requests; replays with edited ones must not pile up. */
const mostTargets = 1_000

/** Answers with a function that remembers. It throws a `TypeError` for what is no URL; the gate lets none of those in. */
export function createTargets(): (url: string) => Target {
  const targets = new Map<string, Target>()
  return (text) => {
    let target = targets.get(text)
    if (!target) {
      target = readTarget(text)
      if (targets.size >= mostTargets) targets.clear()
      targets.set(text, target)
    }
    return target
  }
}

function readTarget(text: string): Target {
  const unix = unixTarget(text)
  return unix ? targetAt(new URL(`http://localhost${unix.path}`), unix.socketPath) : targetAt(new URL(text))
}

export function targetAt(url: URL, socketPath: string | null = null): Target {
  url.username = ''
  url.password = ''
  const secure = url.protocol === 'https:'
  const port = Number(url.port) || (secure ? 443 : 80)
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return {
    url,
    origin: socketPath === null ? url.origin : `unix:${socketPath}`,
    path: url.pathname + url.search,
    secure,
    hostname,
    port,
    socketPath,
    where: socketPath === null ? `${url.hostname}:${port}` : `unix:${socketPath}`,
    local: socketPath !== null || isLoopback(hostname),
  }
}

/** As a person would write it. */
export function targetText({ url, socketPath, path }: Target): string {
  return socketPath === null ? url.href : `unix:${socketPath}:${path}`
}

/** `0.0.0.0` and `::` are no addresses to send to, but systems take them for this machine. */
function isLoopback(hostname: string): boolean {
  if (isIPv4(hostname)) return hostname.startsWith('127.') || hostname === '0.0.0.0'
  return hostname === '::1' || hostname === '::' || isLocalName(hostname)
}

/** RFC 6761, section 6.3. */
export function isLocalName(hostname: string): boolean {
  return /^(?:.+\.)?localhost\.?$/i.test(hostname)
}
