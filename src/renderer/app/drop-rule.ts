/**
 * What becomes of files that are dropped on the window: a queue file goes to the import, one of text is a payload, kept byte
 * for byte; whatever else is answered with a sentence.
 */
import { bytesText } from '../deliveries/format.ts'
import { largestDataBytes } from '../../shared/limits.ts'
import type { Draft } from '../composer/draft.ts'

export type Dropped =
  | { ok: true; as: 'payload'; draft: Partial<Draft> }
  | { ok: true; as: 'queue' }
  | { ok: false; title: string; detail: string }

interface DroppedFile {
  name: string
  /** In bytes. */
  size: number
}

/** Of a file that is too large to be read for a payload: what tells a database or zstd from a text. */
export const headBytes = 64

const queueFile: Dropped = { ok: true, as: 'queue' }

/** Before anything is read: which of them, or why none. */
export function chooseDropped<F extends DroppedFile>(
  files: readonly F[],
): { ok: true; file: F } | (Dropped & { ok: false }) {
  const [file] = files
  if (!file) return refusal('Nothing to read was dropped', 'Drop one file: a payload, or a queue file.')
  if (files.length > 1) {
    return refusal(
      `${files.length} files were dropped`,
      'One at a time: a file becomes the payload of an event, or is imported.',
    )
  }
  return { ok: true, file }
}

/** By its name alone, or because a text of this size can be nothing else. */
export function isQueueFile({ name, size }: DroppedFile): boolean {
  return (
    /\.(?:jsonl|ndjson|zst|har|db|bolt|bbolt)$/i.test(name) ||
    (size > largestDataBytes && /\.json$/i.test(name))
  )
}

export function isTooLarge({ size }: DroppedFile): boolean {
  return size > largestDataBytes
}

/** Of one that is too large for a payload, by its first bytes. */
export function readHead({ name }: DroppedFile, bytes: Uint8Array): Dropped {
  if (isZstd(bytes) || isBbolt(bytes)) return queueFile
  return refusal(`${name} is too large`, `A payload has at most ${bytesText(largestDataBytes)}.`)
}

/** The payload is the text of exactly these bytes, a byte order mark included. */
export function readDropped(name: string, bytes: Uint8Array): Dropped {
  if (isZstd(bytes) || isBbolt(bytes)) return queueFile
  let data: string
  try {
    data = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return refusal(
      `${name} is not text`,
      'A payload is text in UTF-8; other bytes would not arrive as they are.',
    )
  }
  const parsed = parse(data)
  if (!parsed) return payload({ data, bodyMode: 'raw', contentType: 'text/plain; charset=utf-8' })
  return /\.json$/i.test(name) && isQueue(parsed.value) ? queueFile : payload({ data })
}

/** Events in an array, a HAR, or a Postman collection: nothing of these is sent as it is. */
function isQueue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isEvent)
  const { log, info, item } = recordOf(value)
  if (Array.isArray(recordOf(log)['entries'])) return true
  return Array.isArray(item) && /getpostman\.com|postman/.test(String(recordOf(info)['schema']))
}

/** In the fields of the Go package. */
function isEvent(value: unknown): boolean {
  const { url, data, category, event_id: eventId } = recordOf(value)
  return typeof url === 'string' && (data !== undefined || category !== undefined || eventId !== undefined)
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function isZstd(bytes: Uint8Array): boolean {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd
}

/** The magic number of the first meta page, behind a page's head of 16 bytes, in either order. */
function isBbolt(bytes: Uint8Array): boolean {
  const magic = Array.from(bytes.subarray(16, 20), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return magic === 'edda0ced' || magic === 'ed0cdaed'
}

function payload(draft: Partial<Draft>): Dropped {
  return { ok: true, as: 'payload', draft }
}

function refusal(title: string, detail: string): Dropped & { ok: false } {
  return { ok: false, title, detail }
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return null
  }
}
