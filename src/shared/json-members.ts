/**
 * Where the members of a JSON object stand in its text, so that a value can be taken over as it was written: numbers above
 * 2^53, the order of keys, escapes and spacing survive only in the text itself.
 */
import { createScanner } from 'jsonc-parser'

export interface JsonMember {
  key: string
  /** The value's place in the text, without the white space around it; `to` is exclusive. */
  from: number
  to: number
}

/**
 * The members of the outermost object, in their order, a key that stands twice among them twice. `text` is valid JSON, an
 * object. A scanner, because the parsers of the library recurse, and a payload may be nested as deeply as it likes.
 */
export function jsonMembers(text: string): JsonMember[] {
  const members: JsonMember[] = []
  const scanner = createScanner(text, true)
  let depth = 0
  let key: string | null = null
  let from: number | null = null
  let end = 0
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const at = scanner.getTokenOffset()
    const sign = text.charAt(at)
    const closes = sign === '}' || sign === ']'
    if (depth === 1 && key === null && sign === '"') {
      key = scanner.getTokenValue()
    } else if (depth === 1 && key !== null && (sign === ',' || closes)) {
      members.push({ key, from: from ?? at, to: end })
      key = from = null
    } else if (depth === 1 && sign !== ':') {
      from ??= at
    }
    if (sign === '{' || sign === '[') depth += 1
    if (closes) depth -= 1
    end = at + scanner.getTokenLength()
  }
  return members
}
