/** An attempt whose response has a content encoding, with the beginning of its body as people can read it. */
import { keptResponseBytes } from '../../shared/limits.ts'
import { decodeStart } from './decode-start.ts'
import { parseHead } from './request-head.ts'
import type { ResponseBody } from './response-body.ts'
import type { SentAttempt } from './sender.ts'

/** Never rejects: what cannot be decoded stays as it came, and the note says so. */
export async function withDecodedBody(attempt: SentAttempt, body: ResponseBody): Promise<SentAttempt> {
  const { decoded, problem, cut } = await decodeStart(body.held(), {
    contentEncoding: contentEncodingOf(attempt.responseHead),
    mostBytes: keptResponseBytes,
    whole: !body.tooLarge && attempt.errorCode === null,
  })
  const note = joinNotes([attempt.note, problem])
  if (!decoded) return { ...attempt, note }
  return { ...attempt, note, responseBody: decoded, responseTruncated: cut || body.tooLarge }
}

/** Repeated headers are one list (RFC 9110, section 5.3). */
function contentEncodingOf(head: string): string {
  return parseHead(head)
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .map(([, value]) => value)
    .join(',')
}

/** Sentences in one line; null where there are none. */
export function joinNotes(notes: readonly (string | null)[]): string | null {
  return notes.filter((note) => note !== null).join(' ') || null
}
