/** How this server answers: always a `Result` as JSON, with the HTTP status for clients that look no further. */
import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Failure, Result } from '../shared/result.ts'

const statusOfCode: Readonly<Record<string, number>> = {
  unauthorized: 401,
  host_refused: 403,
  origin_refused: 403,
  unknown_command: 404,
  not_found: 404,
  delivery_unknown: 404,
  method_refused: 405,
  event_exists: 409,
  queue_paused: 409,
  body_too_large: 413,
  content_type_invalid: 415,
  upgrade_required: 426,
  internal: 500,
  engine_unavailable: 503,
  stopping: 503,
  storage_failed: 503,
  timeout: 504,
}

/** 200 when ok; 400 for a refusal that has no status of its own. */
function statusOf(result: Result<unknown>): number {
  return result.ok ? 200 : (statusOfCode[result.error.code] ?? 400)
}

export function giveResult(response: ServerResponse, result: Result<unknown>): void {
  // The client gave up waiting, which is its right.
  if (response.destroyed) return
  const body = Buffer.from(JSON.stringify(result))
  const allow = result.ok ? undefined : result.error.details?.['allow']
  response.writeHead(statusOf(result), {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(typeof allow === 'string' ? { allow } : {}),
  })
  response.end(body)
}

export function giveFailure(response: ServerResponse, error: Failure): void {
  giveResult(response, { ok: false, error })
}

/** For a socket that wanted to become a WebSocket; it is closed. */
export function refuseUpgrade(socket: Duplex, error: Failure): void {
  const result = { ok: false, error } as const
  const body = JSON.stringify(result)
  const head = [
    `HTTP/1.1 ${statusOf(result)} Refused`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

export const notFound: Failure = { code: 'not_found', message: 'There is nothing at this address.' }
export const upgradeRequired: Failure = { code: 'upgrade_required', message: 'The feed is a WebSocket.' }

/** `allow`: the methods that are taken, as in the header of that name. */
export function methodRefused(allow: string): Failure {
  return { code: 'method_refused', message: `This address takes ${allow} only.`, details: { allow } }
}
