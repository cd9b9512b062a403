/**
 * Where the members of a JSON object stand in its text, so that a value can be taken over as it was written: numbers above
 * 2^53, the order of keys, escapes and spacing survive only in the text itself.
 */

export interface JsonMember {
  key: string
  /** The value's place in the text, without the white space around it; `to` is exclusive. */
  from: number
  to: number
}

const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c]
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d]

/**
 * The members of the outermost object, in their order, a key that stands twice among them twice. `text` is valid JSON, an
 * object: it is found here, not checked. By its brackets, quotes and commas alone, some milliseconds for 15 MB; and nothing
 * recurses: a payload may be nested as deeply as it likes.
 */
export function jsonMembers(text: string): JsonMember[] {
  const members: JsonMember[] = []
  let depth = 0
  let key: string | null = null
  let from = 0
  const end = (to: number): void => {
    if (depth !== 1) return
    if (key !== null) members.push({ key, ...trimmed(text, from, to) })
    key = null
  }
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const after = endOfString(text, at)
      if (depth === 1 && key === null) key = JSON.parse(text.slice(at, after)) as string
      at = after - 1
    } else if (code === colon) {
      if (depth === 1) from = at + 1
    } else if (code === comma) end(at)
    else if (code === openObject || code === openList) depth += 1
    else if (code === closeObject || code === closeList) {
      end(at)
      depth -= 1
    }
  }
  return members
}

/** Behind the quote that closes the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes += 1
    if (slashes % 2 === 0) return at + 1
  }
  return text.length
}

function trimmed(text: string, start: number, end: number): { from: number; to: number } {
  let [from, to] = [start, end]
  while (from < to && isSpace(text.charCodeAt(from))) from += 1
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1
  return { from, to }
}

/** RFC 8259, section 2. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}
