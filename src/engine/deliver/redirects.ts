/**
 * The redirects of one attempt: where it goes next, what goes along, and where it ends. As browsers and curl do it:
 * 307 and 308 keep method and body, 301, 302 and 303 ask with GET; credentials stay with the origin they are for.
 */
import { mostRedirects } from '../../shared/limits.ts'
import type { HeaderList } from '../../shared/model.ts'
import type { Hop } from './carrier.ts'
import type { Failure } from './failure.ts'
import { headerOf } from './request-head.ts'
import { type Target, targetAt, targetText } from './target.ts'

const redirectStatuses = new Set([301, 302, 303, 307, 308])
/** A host that a person set belongs to the origin as well. */
const originHeaders = new Set(['authorization', 'cookie', 'host', 'proxy-authorization'])
/** RFC 9110, section 15.4: what describes a body goes with it. */
const bodyHeaders = new Set(['content-encoding', 'content-language', 'content-location', 'content-type'])
/** Of an address in a note; some carry whole documents. */
const shownUrlCharacters = 200

export type NextHop = { hop: Hop } | { failure: Failure }

export class Redirects {
  private readonly asked: string[] = []
  private readonly steps: string[] = []

  /** Null where the answer is none to follow: no redirect, or one without a Location. */
  next(from: Hop, statusCode: number | null, head: string): NextHop | null {
    if (statusCode === null || !redirectStatuses.has(statusCode)) return null
    const location = headerOf(head, 'location')
    if (location === undefined) return null
    // Latin-1 is how bytes are kept; addresses are UTF-8.
    const target = targetOf(Buffer.from(location, 'latin1').toString('utf8'), from.target)
    if (!target) return { failure: noAddress(from, statusCode, location) }
    this.asked.push(identity(from))
    const hop = hopTo(target, from, statusCode)
    const failure = this.endless(from, hop)
    if (failure) return { failure }
    this.steps.push(stepText(from, hop, statusCode))
    return { hop }
  }

  /** A sentence, or null where none was followed. */
  note(): string | null {
    const { length } = this.steps
    if (length === 0) return null
    return `Followed ${length === 1 ? 'a redirect' : `${length} redirects`}: ${this.steps.join('; ')}.`
  }

  private endless({ target }: Hop, next: Hop): Failure | null {
    if (this.asked.includes(identity(next))) {
      return {
        errorCode: 'too_many_redirects',
        errorMessage: `${target.where} redirects in a circle: ${shown(next.target)} was asked before. Correct the receiver, or its URL.`,
      }
    }
    if (this.steps.length < mostRedirects) return null
    return {
      errorCode: 'too_many_redirects',
      errorMessage: `${target.where} redirects once more, to ${shown(next.target)}, after ${mostRedirects} redirects. Enter the URL where it ends.`,
    }
  }
}

/** A relative address stays on a unix socket; a full one leaves it. Null where it is no http or https address. */
function targetOf(location: string, from: Target): Target | null {
  if (!URL.canParse(location, from.url)) return null
  const url = new URL(location, from.url)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.hash = ''
  const stays = from.socketPath !== null && !/^(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(location)
  return targetAt(url, stays ? from.socketPath : null)
}

function hopTo(target: Target, { method, headers, body, target: from }: Hop, statusCode: number): Hop {
  const keeps = statusCode === 307 || statusCode === 308
  const left = (name: string): boolean =>
    (target.origin !== from.origin && originHeaders.has(name)) || (!keeps && bodyHeaders.has(name))
  const kept: HeaderList = headers.filter(([name]) => !left(name.toLowerCase()))
  if (keeps) return { target, method, headers: kept, body }
  return { target, method: method === 'HEAD' ? 'HEAD' : 'GET', headers: kept, body: Buffer.alloc(0) }
}

function identity({ method, target }: Hop): string {
  return `${method} ${targetText(target)}`
}

function stepText(from: Hop, to: Hop, statusCode: number): string {
  const method = to.method === from.method ? '' : ` with ${to.method}, without the body`
  const opened = from.target.secure && !to.target.secure ? ', from https to unencrypted http' : ''
  return `${statusCode} to ${shown(to.target)}${method}${opened}`
}

function shown(target: Target): string {
  const text = targetText(target)
  return text.length > shownUrlCharacters ? `${text.slice(0, shownUrlCharacters)}…` : text
}

function noAddress({ target }: Hop, statusCode: number, location: string): Failure {
  const text = location.length > shownUrlCharacters ? `${location.slice(0, shownUrlCharacters)}…` : location
  return {
    errorCode: 'protocol',
    errorMessage: `${target.where} answered ${statusCode} with a Location that is no http or https address ("${text}"). Correct the receiver.`,
  }
}
