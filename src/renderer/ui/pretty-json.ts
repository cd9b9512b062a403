/**
 * JSON laid out for reading, token by token: numbers, escapes and key order stay as they were written, which parsing and
 * printing again would not keep. The text may end early or be wrong; what is not understood is copied.
 * A scanner by hand, because a regular expression overflows its stack in strings of several megabytes.
 */

/** Deeper levels are not indented further: a hundred thousand opening brackets would fill the memory with spaces. */
const deepestIndent = 40

/** Signs of a piece, about: a few thousandths of a second. */
const pieceLength = 65_536

/** Lays out JSON text; every token of it is in the answer, in order and unchanged. */
export function prettyJson(text: string): string {
  return [...prettyPieces(text)].join('')
}

/**
 * The same piece by piece, so that others can have their turn in between. What stays together is copied together: a slice
 * for each token would cost five times as much.
 */
export function* prettyPieces(text: string): Generator<string, void> {
  let piece = ''
  let depth = 0
  let position = 0
  /** Where what is not copied yet begins. */
  let start = 0
  let pieceEnd = pieceLength
  while (position < text.length) {
    if (position >= pieceEnd) {
      yield piece + text.slice(start, position)
      piece = ''
      start = position
      pieceEnd = position + pieceLength
    }
    const sign = text.charCodeAt(position)
    if (sign === quote) {
      position = stringEnd(text, position)
      continue
    }
    position += 1
    if (isSpace(sign)) {
      piece += text.slice(start, position - 1)
      start = position
    } else if (sign === colon) {
      piece += `${text.slice(start, position)} `
      start = position
    } else if (sign === comma) {
      piece += text.slice(start, position) + newLine(depth)
      start = position
    } else if (isOpening(sign)) {
      piece += text.slice(start, position)
      start = skipSpace(text, position)
      position = start
      // An empty pair stays together.
      if (isClosing(text.charCodeAt(start))) position += 1
      else piece += newLine((depth += 1))
    } else if (isClosing(sign)) {
      depth = Math.max(0, depth - 1)
      piece += text.slice(start, position - 1) + newLine(depth)
      start = position - 1
    }
  }
  yield piece + text.slice(start)
}

/** Parsing more would be felt: 10 ms for a megabyte. */
const parsedUpTo = 1_000_000

/**
 * Whether a text is worth laying out: a JSON object or list. Long ones, and those known to be cut off, are judged by
 * their first sign: laying out loses nothing of what it does not understand.
 */
export function isJsonDocument(text: string, { isCut = false } = {}): boolean {
  if (!/^\s*[{[]/.test(text)) return false
  if (isCut || text.length > parsedUpTo) return true
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Past the closing quote; the end of the text where there is none. */
function stringEnd(text: string, start: number): number {
  let end = start
  for (;;) {
    end = text.indexOf('"', end + 1)
    if (end < 0) return text.length
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1
    if (slashes % 2 === 0) return end + 1
  }
}

function skipSpace(text: string, start: number): number {
  let position = start
  while (isSpace(text.charCodeAt(position))) position += 1
  return position
}

const newLines = Array.from({ length: deepestIndent + 1 }, (_, depth) => `\n${'  '.repeat(depth)}`)

function newLine(depth: number): string {
  return newLines[Math.min(depth, deepestIndent)] ?? '\n'
}

const [quote = 0, backslash = 0, colon = 0, comma = 0] = Array.from('"\\:,', (sign) => sign.charCodeAt(0))

/** `{` or `[` */
function isOpening(sign: number): boolean {
  return sign === 0x7b || sign === 0x5b
}

/** `}` or `]` */
function isClosing(sign: number): boolean {
  return sign === 0x7d || sign === 0x5d
}

/** What JSON counts as space; nothing behind the end of the text does. */
function isSpace(sign: number): boolean {
  return sign === 0x20 || sign === 0x0a || sign === 0x0d || sign === 0x09
}
