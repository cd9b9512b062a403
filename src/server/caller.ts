/**
 * Who may ask. The server listens on 127.0.0.1 only, and still trusts nobody: a web page in the user's browser can reach
 * it too. So the Host must be ours (no DNS rebinding), a foreign Origin is refused, and commands need the token.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Failure } from '../shared/result.ts'

export interface Callers {
  port: number
  token: string
}

export interface Objection {
  status: 401 | 403
  failure: Failure
}

/** For every request. */
export function foreignCaller(request: IncomingMessage, { port }: Callers): Objection | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (!hosts.includes(request.headers.host ?? '')) {
    return {
      status: 403,
      failure: { code: 'foreign_host', message: 'The Host header names another server than this one.' },
    }
  }
  const { origin } = request.headers
  if (origin === undefined || hosts.some((host) => origin === `http://${host}`)) return null
  return {
    status: 403,
    failure: { code: 'foreign_origin', message: `Pages of ${origin} may not ask this server.` },
  }
}

/** For everything but the window's files, which hold no secret. */
export function wrongToken(given: string | undefined, { token }: Callers): Objection | null {
  const expected = Buffer.from(token)
  const actual = Buffer.from(given ?? '')
  if (actual.length === expected.length && timingSafeEqual(actual, expected)) return null
  const message =
    'The token is missing or wrong. It is printed at start and stands in address.json in the data folder.'
  return { status: 401, failure: { code: 'token_wrong', message } }
}

/** `Authorization: Bearer <token>` */
export function bearerToken(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
}

/** A browser's WebSocket cannot set headers, so the token comes as a subprotocol: `token.<token>`. */
export function subprotocolToken(request: IncomingMessage): string | undefined {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  return offered.find((name) => name.startsWith('token.'))?.slice('token.'.length)
}
