/** Reads the JSON body of a command, within a bound. What it refuses it refuses with a `Refusal`, never half read. */
import type { IncomingMessage } from 'node:http'
import { Refusal } from '../shared/result.ts'

/** A payload of 25 MB in which JSON escapes every character still fits. */
export const largestMessageBytes = 64 * 1024 * 1024
/** From its head on, a body that takes longer is none of this machine's. */
const longestBodyMs = 60_000

/**
 * An empty body is `undefined`. Refuses with `content_type_invalid`, `body_too_large` or `json_invalid`; rejects with the
 * socket's own error when the request breaks off.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(request)
  if (bytes.length === 0) return undefined
  if (!isSentAs(request, ['application/json'])) throw notJson()
  const text = textOf(bytes)
  try {
    return JSON.parse(text)
  } catch {
    throw invalid()
  }
}

/**
 * The text of a JSON body, not yet parsed. As `readJson`, but for the type that `curl -d` gives unasked, which is taken for
 * JSON too: no page of another site gets here with it, because it cannot send the token.
 */
export async function readJsonText(request: IncomingMessage): Promise<string> {
  const bytes = await readBytes(request)
  if (!isSentAs(request, ['application/json', 'application/x-www-form-urlencoded', ''])) throw notJson()
  return textOf(bytes)
}

/** Refuses with `json_invalid` what is not UTF-8. A byte order mark stays, and is no JSON. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw invalid()
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > largestMessageBytes) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  const late = setTimeout(() => request.destroy(new Error('the body did not come')), longestBodyMs)
  request.once('close', () => clearTimeout(late))
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size > largestMessageBytes) throw tooLarge()
  }
  clearTimeout(late)
  return Buffer.concat(chunks)
}

function isSentAs({ headers }: IncomingMessage, types: string[]): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  return types.includes(type.trim().toLowerCase()) && headers['content-encoding'] === undefined
}

function notJson(): Refusal {
  return new Refusal('content_type_invalid', 'The input is JSON: send it with content-type application/json.')
}

function invalid(): Refusal {
  return new Refusal('json_invalid', 'The input is not valid JSON in UTF-8.')
}

function tooLarge(): Refusal {
  return new Refusal(
    'body_too_large',
    `The input is larger than ${largestMessageBytes / 1024 / 1024} MB; it was not read.`,
  )
}
