/** Times of files: RFC 3339, as Go writes them, with up to nanoseconds and a zone. */
import { latestInstant } from '../../shared/input-parts.ts'

const written = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/

/** Epoch milliseconds, from 1970 to 9999; null for what is no such time. */
export function readInstant(text: string): number | null {
  if (!written.test(text)) return null
  const at = Date.parse(text)
  return at >= 0 && at <= latestInstant ? at : null
}
