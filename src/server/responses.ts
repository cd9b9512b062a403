/** How this server answers commands: a `Result` as JSON, with the HTTP status for clients that look no further. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Failure, Result } from '../shared/result.ts'

const statusOfCode: Readonly<Record<string, number>> = {
  unauthorized: 401,
  host_refused: 403,
  origin_refused: 403,
  unknown_command: 404,
  not_found: 404,
  api_off: 403,
  method_refused: 405,
  queue_paused: 409,
  body_too_large: 413,
  content_type_invalid: 415,
  upgrade_required: 426,
  rate_limited: 429,
  internal: 500,
  engine_unavailable: 503,
  stopping: 503,
  storage_failed: 503,
  timeout: 504,
}

/** 200 when ok; 400 for a refusal that has no status of its own. */
export function statusOf(result: Result<unknown>): number {
  if (result.ok) return 200
  const { code } = result.error
  if (code.endsWith('_unknown')) return 404
  if (code.endsWith('_exists')) return 409
  return statusOfCode[code] ?? 400
}

export function giveResult(response: ServerResponse, result: Result<unknown>): void {
  const details = result.ok ? undefined : result.error.details
  giveJson(response, result, { status: statusOf(result), type: 'application/json', details })
}

interface JsonAnswer {
  status: number
  type: string
  /** Of a failure: `allow` and `retryAfterSeconds` become headers. */
  details?: Failure['details']
}

export function giveJson(response: ServerResponse, value: unknown, answer: JsonAnswer): void {
  // The client gave up waiting, which is its right.
  if (response.destroyed) return
  const { status, type, details } = answer
  const body = Buffer.from(JSON.stringify(value))
  const allow = details?.['allow']
  const retryAfter = details?.['retryAfterSeconds']
  const headers: OutgoingHttpHeaders = {
    'content-type': type,
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(typeof allow === 'string' ? { allow } : {}),
    ...(typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  }
  response.writeHead(status, headers)
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

/** `waitMs`: until the next request is taken. */
export function rateLimited(waitMs: number): Failure {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000))
  const message = `Too many requests at once. Ask again in ${retryAfterSeconds} s; this one was not looked at.`
  return { code: 'rate_limited', message, details: { retryAfterSeconds } }
}

/** `allow`: the methods that are taken, as in the header of that name. */
export function methodRefused(allow: string): Failure {
  return { code: 'method_refused', message: `This address takes ${allow} only.`, details: { allow } }
}
