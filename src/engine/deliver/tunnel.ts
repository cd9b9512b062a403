/** Asks a proxy for a connection to the target: CONNECT (RFC 9110, section 9.3.6). */
import { type IncomingMessage, request, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { ExplainedError } from './failure.ts'
import type { Proxy } from './proxy-address.ts'
import type { Target } from './target.ts'

/** Resolves when the socket leads to the target. Rejects when the proxy does not open the way, or with the socket. */
export function openTunnel(socket: Socket, target: Target, proxy: Proxy): Promise<void> {
  return new Promise((resolve, reject) => {
    const asking = request({
      method: 'CONNECT',
      path: target.where,
      headers: {
        Host: target.where,
        'Proxy-Connection': 'keep-alive',
        ...(proxy.authorization !== null && { 'Proxy-Authorization': proxy.authorization }),
      },
      createConnection: () => socket,
    })
    asking.once('connect', (response, _socket, first: Buffer) => {
      const refusal = refusalOf(response, target, proxy)
      if (refusal) return reject(refusal)
      if (first.length > 0) socket.unshift(first)
      resolve()
    })
    asking.once('error', reject)
    asking.end()
  })
}

function refusalOf({ statusCode = 0 }: IncomingMessage, target: Target, proxy: Proxy): ExplainedError | null {
  if (statusCode >= 200 && statusCode < 300) return null
  if (statusCode === 407) return proxyAuthorizationError(proxy)
  const status = `${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trim()
  return new ExplainedError(
    'proxy',
    `The proxy ${proxy.where} did not open a connection to ${target.where}: it answered ${status}. See whether it may and can reach that host.`,
  )
}

export function proxyAuthorizationError({ where, authorization }: Proxy): ExplainedError {
  const reason =
    authorization === null
      ? 'wants a user name and password (407). Set them in its URL, as in http://user:password@proxy.example:3128.'
      : 'did not take the user name and password (407). Check them in its URL.'
  return new ExplainedError('proxy', `The proxy ${where} ${reason}`)
}
