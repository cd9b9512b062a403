/**
 * Where the values of an object stand in its text, so that they can be taken over byte for byte. For text that JSON.parse
 * has accepted: it is found here, not checked.
 */

export interface Span {
  start: number
  /** Exclusive. */
  end: number
}

const [quote, comma, colon] = [0x22, 0x2c, 0x3a]
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d]

/** By key, of the outermost object; of a key that stands there twice the last one, as JSON.parse has it. */
export function valueSpans(text: string): Map<string, Span> {
  const spans = new Map<string, Span>()
  let depth = 0
  let key: string | null = null
  let start = 0
  const end = (position: number): void => {
    if (depth !== 1) return
    if (key !== null) spans.set(key, trimmed(text, { start, end: position }))
    key = null
  }
  for (let position = 0; position < text.length; position += 1) {
    const code = text.charCodeAt(position)
    if (code === quote) {
      const after = stringEnd(text, position)
      if (depth === 1 && key === null) key = JSON.parse(text.slice(position, after)) as string
      position = after - 1
    } else if (code === colon) {
      if (depth === 1) start = position + 1
    } else if (code === comma) end(position)
    else if (code === openObject || code === openList) depth += 1
    else if (code === closeObject || code === closeList) {
      end(position)
      depth -= 1
    }
  }
  return spans
}

/** Behind the closing quote. */
function stringEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
  }
  return text.length
}

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end]
  while (from < to && isSpace(text.charCodeAt(from))) from += 1
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1
  return { start: from, end: to }
}

/** RFC 8259, section 2. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}
