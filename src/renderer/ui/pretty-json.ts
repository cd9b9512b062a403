/**
 * JSON laid out for reading, token by token: numbers, escapes and key order stay as they were written, which parsing and
 * printing again would not keep. The text may end early or be wrong; what is not understood is copied.
 * A scanner by hand, because a regular expression overflows its stack in strings of several megabytes.
 */

/** Deeper levels are not indented further: a hundred thousand opening brackets would fill the memory with spaces. */
const deepestIndent = 40

/** Lays out JSON text; every token of it is in the answer, in order and unchanged. */
export function prettyJson(text: string): string {
  const out: string[] = []
  let depth = 0
  let position = 0
  while (position < text.length) {
    const sign = text.charAt(position)
    const end = tokenEnd(text, position)
    if (sign === '{' || sign === '[') {
      const closing = skipSpace(text, end)
      if (isClosing(text.charAt(closing))) {
        // An empty pair stays together.
        out.push(sign, text.charAt(closing))
        position = closing + 1
        continue
      }
      depth += 1
      out.push(sign, '\n', indent(depth))
    } else if (isClosing(sign)) {
      depth = Math.max(0, depth - 1)
      out.push('\n', indent(depth), sign)
    } else if (sign === ',') {
      out.push(sign, '\n', indent(depth))
    } else if (sign === ':') {
      out.push(': ')
    } else if (!isSpace(sign)) {
      out.push(text.slice(position, end))
    }
    position = end
  }
  return out.join('')
}

/** Whether a text looks like a JSON object or list, by its first sign. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text)
}

/** Past the token or the single sign that begins at `start`. */
function tokenEnd(text: string, start: number): number {
  if (text.charAt(start) === '"') return stringEnd(text, start)
  if (isDelimiter(text.charAt(start))) return start + 1
  let end = start + 1
  while (end < text.length && !isDelimiter(text.charAt(end))) end += 1
  return end
}

/** Past the closing quote; the end of the text where there is none. */
function stringEnd(text: string, start: number): number {
  let quote = start
  for (;;) {
    quote = text.indexOf('"', quote + 1)
    if (quote < 0) return text.length
    let slashes = 0
    while (text.charAt(quote - 1 - slashes) === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
  }
}

function skipSpace(text: string, start: number): number {
  let position = start
  while (isSpace(text.charAt(position))) position += 1
  return position
}

function indent(depth: number): string {
  return '  '.repeat(Math.min(depth, deepestIndent))
}

function isClosing(sign: string): boolean {
  return sign === '}' || sign === ']'
}

function isSpace(sign: string): boolean {
  return sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t'
}

function isDelimiter(sign: string): boolean {
  return (
    sign === '"' ||
    sign === ',' ||
    sign === ':' ||
    sign === '{' ||
    sign === '[' ||
    isClosing(sign) ||
    isSpace(sign)
  )
}
