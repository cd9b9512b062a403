/**
 * The Format button: the only thing that ever changes a typed payload. It moves white space and nothing else, so
 * numbers above 2^53, escapes, key order and duplicate keys stay as they were typed.
 */
import { prettyJson } from '../ui/pretty-json.ts'

/** The text with two spaces a level; text that is not JSON comes back as it was. */
export function formatJson(text: string): string {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  return prettyJson(text)
}
