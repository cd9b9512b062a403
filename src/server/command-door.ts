/** `POST /api/commands/<name>`: the input as JSON in, the command's `Result` as JSON out. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { EngineClient } from '../engine/client.ts'
import type { Failure, Result } from '../shared/result.ts'

/** What the server needs of an engine. */
export type AskedEngine = Pick<EngineClient, 'invoke' | 'subscribe'>

/** Twice the largest payload, which in JSON is at most that much longer, and some room. */
export const largestRequestBytes = 64 * 1024 * 1024

export async function answerCommand(
  request: IncomingMessage,
  response: ServerResponse,
  { engine, name }: { engine: AskedEngine; name: string },
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST')
    return refuse(response, 405, { code: 'method_not_allowed', message: 'Commands are sent with POST.' })
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return refuse(response, 415, {
      code: 'content_type',
      message: 'Commands are sent with Content-Type: application/json.',
    })
  }
  const body = await readBody(request)
  if (body === null) {
    response.setHeader('connection', 'close')
    const message = `The request is larger than ${largestRequestBytes / 1024 / 1024} MB.`
    return refuse(response, 413, { code: 'body_too_large', message })
  }
  const input = parsed(body)
  if (!input.ok) return refuse(response, 400, input.error)
  const result = await engine.invoke(name, input.value)
  answer(response, statusOf(result), result)
}

export function refuse(response: ServerResponse, status: number, failure: Failure): void {
  answer(response, status, { ok: false, error: failure })
}

function answer(response: ServerResponse, status: number, result: Result<unknown>): void {
  const body = JSON.stringify(result)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

function statusOf(result: Result<unknown>): number {
  if (result.ok) return 200
  const { code } = result.error
  if (code === 'unknown_command' || code === 'delivery_unknown') return 404
  if (code === 'engine_unavailable' || code === 'stopping' || code === 'storage_failed') return 503
  if (code === 'body_too_large') return 413
  if (code === 'event_exists') return 409
  return code === 'internal' ? 500 : 400
}

/** Null where it is too large; what comes after the limit is not kept. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > largestRequestBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** No body is an empty input. */
function parsed(body: Buffer): Result<unknown> {
  if (body.length === 0) return { ok: true, value: {} }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      error: { code: 'invalid_json', message: `The request's body is not JSON in UTF-8: ${reason}.` },
    }
  }
}
