/**
 * What becomes of files that are dropped on the window: one of text is a payload, kept byte for byte; whatever else is
 * answered with a sentence.
 */
import { bytesText } from '../deliveries/format.ts'
import { largestDataBytes } from '../../shared/limits.ts'
import type { Draft } from '../composer/draft.ts'

export type Dropped = { ok: true; draft: Partial<Draft> } | { ok: false; title: string; detail: string }

interface DroppedFile {
  name: string
  /** In bytes. */
  size: number
}

/** Before anything is read: which of them, or why none. */
export function chooseDropped<F extends DroppedFile>(
  files: readonly F[],
): { ok: true; file: F } | (Dropped & { ok: false }) {
  const [file] = files
  if (!file) return refusal('Nothing to read was dropped', 'Drop one file of text; it becomes a payload.')
  if (files.length > 1) {
    return refusal(
      `${files.length} files were dropped`,
      'One at a time: a file becomes the payload of an event.',
    )
  }
  if (/\.(?:jsonl|ndjson|zst|db)$/i.test(file.name)) return queueFile(file.name)
  if (file.size > largestDataBytes) {
    return refusal(`${file.name} is too large`, `A payload has at most ${bytesText(largestDataBytes)}.`)
  }
  return { ok: true, file }
}

/** The payload is the text of exactly these bytes, a byte order mark included. */
export function readDropped(name: string, bytes: Uint8Array): Dropped {
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) return queueFile(name)
  let data: string
  try {
    data = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return refusal(
      `${name} is not text`,
      'A payload is text in UTF-8; other bytes would not arrive as they are.',
    )
  }
  if (isJson(data)) return { ok: true, draft: { data } }
  return { ok: true, draft: { data, bodyMode: 'raw', contentType: 'text/plain; charset=utf-8' } }
}

function queueFile(name: string): Dropped & { ok: false } {
  return refusal(`${name} looks like a queue file`, 'Queue files cannot be imported yet. Nothing was read.')
}

function refusal(title: string, detail: string): Dropped & { ok: false } {
  return { ok: false, title, detail }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
