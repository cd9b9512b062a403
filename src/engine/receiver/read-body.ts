/** A request's body as the receiver shows it: read up to a bound, decoded, cut. Nothing that comes in can exhaust memory. */
import type { IncomingMessage } from 'node:http'
import { decodeBody } from '../compress.ts'

/** Above the largest payload that the dispatcher sends (25 MiB) with its envelope. */
const mostBodyBytes = 30 * 1024 * 1024
/** As much of a body as is kept of an answer. */
const shownBytes = 64 * 1024

export interface ShownBody {
  /** The first 64 KiB as UTF-8 text; a sentence in brackets where the body cannot be decoded. */
  text: string
  /** Full size, decoded where it could be. */
  bytes: number
}

/** Null when it is larger than the bound; the rest is not read then. Rejects when the connection ends in the middle. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Leaving the loop must not destroy the connection: the answer is still to be written to it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    if (bytes > mostBodyBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, bytes)
}

/** Never rejects. */
export async function showBody(body: Buffer, contentEncoding: string | undefined): Promise<ShownBody> {
  try {
    const decoded = contentEncoding ? await decodeBody(body, contentEncoding, mostBodyBytes) : body
    return { text: firstText(decoded), bytes: decoded.length }
  } catch (error) {
    return { text: `[${error instanceof Error ? error.message : String(error)}]`, bytes: body.length }
  }
}

/** In stream mode the decoder holds a character back that the cut went through. */
function firstText(bytes: Buffer): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return decoder.decode(bytes.subarray(0, shownBytes), { stream: bytes.length > shownBytes })
}
