/**
 * Who may come in, asked before anything else is done for a request. The Host check stops pages that point a name of
 * theirs at 127.0.0.1 (DNS rebinding), the Origin check stops pages of other sites, the token stops everybody else.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Failure } from '../shared/result.ts'

/** What the window and the command line offer; a socket's token comes as a second one, `token.<token>`. */
export const socketProtocol = 'webhook-dispatcher'

export interface Visitors {
  /** Null when the request is addressed to this server and comes from no foreign page. */
  foreign(request: IncomingMessage): Failure | null
  /** Null when the request carries the token in `Authorization: Bearer`. */
  unauthorized(request: IncomingMessage): Failure | null
  /** As `unauthorized`, for a WebSocket, whose token travels among the subprotocols: browsers let pages set nothing else. */
  unauthorizedSocket(request: IncomingMessage): Failure | null
}

/** `port` as listened on. */
export function createVisitors(port: number, token: string): Visitors {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const origins = hosts.map((host) => `http://${host}`)
  const expected = digest(token)
  /** Digests are equally long, so that the comparison takes the same time whatever was sent. */
  const isToken = (given: string): boolean => timingSafeEqual(digest(given), expected)

  return {
    foreign({ headers: { host = '', origin } }) {
      if (!hosts.includes(host.toLowerCase())) return wrongHost
      return origin === undefined || origins.includes(origin.toLowerCase()) ? null : wrongOrigin
    },
    unauthorized({ headers: { authorization = '' } }) {
      const [, given = ''] = /^Bearer +(\S+) *$/i.exec(authorization) ?? []
      return isToken(given) ? null : wrongToken
    },
    unauthorizedSocket({ headers: { 'sec-websocket-protocol': offered = '' } }) {
      const tokens = offered.split(',').map((protocol) => protocol.trim())
      const [given = ''] = tokens.filter((protocol) => protocol.startsWith('token.'))
      return isToken(given.slice('token.'.length)) ? null : wrongToken
    },
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

const wrongHost: Failure = {
  code: 'host_refused',
  message: 'This server answers to 127.0.0.1 and localhost only.',
}
const wrongOrigin: Failure = {
  code: 'origin_refused',
  message: 'Pages of other sites may not use this server.',
}
const wrongToken: Failure = {
  code: 'unauthorized',
  message:
    'The token is missing or wrong. A script sends the one in the file `token` of the data folder, as `Authorization: Bearer <token>`; a browser opens the address that the application printed.',
}
