/**
 * How large a payload is in UTF-8. Form, check and preview all ask at every change; of a payload of 7 MB counting alone
 * takes some 10 ms, so the last answer is kept.
 */
import { utf8Length } from '../../shared/checks.ts'

let last = { text: '', bytes: 0 }

export function payloadBytes(text: string): number {
  if (text !== last.text) last = { text, bytes: utf8Length(text) }
  return last.bytes
}
