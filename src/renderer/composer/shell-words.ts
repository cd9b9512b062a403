/**
 * The words of a command line as bash splits it: single and double quotes, `$'…'`, backslashes, continued lines. Nothing is
 * expanded: a variable or a command stays the text that it is. It ends where another command begins.
 */

/** Null where a quote is not closed. */
export function shellWords(text: string): string[] | null {
  const words: string[] = []
  let at = 0
  for (;;) {
    at = skipBlanks(text, at)
    if (at >= text.length || /^(?:\r?\n|[;|&<>#])/.test(text.slice(at, at + 2))) return words
    const word = readWord(text, at)
    if (!word) return null
    words.push(word.text)
    at = word.end
  }
}

interface Read {
  text: string
  /** Of what was read, exclusive. */
  end: number
}

function skipBlanks(text: string, from: number): number {
  return from + (/^(?:[ \t]|\\\r?\n)*/.exec(text.slice(from))?.[0].length ?? 0)
}

function readWord(text: string, from: number): Read | null {
  let word = ''
  let at = from
  // Only these part words: a space that does not break a line is a letter like any other.
  while (at < text.length && !/^(?:[ \t\n;|&<>]|\r\n)/.test(text.slice(at, at + 2))) {
    const part = readPart(text, at)
    if (!part) return null
    word += part.text
    at = part.end
  }
  return { text: word, end: at }
}

/** What stands in quotes, each with what its escapes mean. */
const quotes: readonly { pattern: RegExp; unescape: (inner: string) => string }[] = [
  { pattern: /^'([^']*)'/, unescape: (inner) => inner },
  { pattern: /^"((?:[^"\\]|\\[^])*)"/, unescape: inDoubleQuotes },
  { pattern: /^\$'((?:[^'\\]|\\[^])*)'/, unescape: ansiC },
]

/** One character, or what stands in quotes; null where they are not closed. */
function readPart(text: string, at: number): Read | null {
  const rest = text.slice(at)
  if (/^(?:'|"|\$')/.test(rest)) return readQuoted(rest, at)
  const continued = /^\\\r?\n/.exec(rest)
  if (continued) return { text: '', end: at + continued[0].length }
  if (rest.startsWith('\\') && rest.length > 1) return { text: rest.charAt(1), end: at + 2 }
  return { text: rest.charAt(0), end: at + 1 }
}

function readQuoted(rest: string, at: number): Read | null {
  for (const { pattern, unescape } of quotes) {
    const match = pattern.exec(rest)
    if (match) return { text: unescape(match[1] ?? ''), end: at + match[0].length }
  }
  return null
}

/** A backslash is one unless it stands before what is special there. */
function inDoubleQuotes(inner: string): string {
  return inner.replaceAll(/\\(?:\r?\n|([$`"\\]))/g, (_all, special: string | undefined) => special ?? '')
}

const ansiNames: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Bash's manual, "ANSI-C Quoting"; browsers copy requests with it. Bytes above 7F make up UTF-8. */
function ansiC(inner: string): string {
  return inner.replaceAll(
    /(?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+|\\u[0-9a-fA-F]{1,4}|\\U[0-9a-fA-F]{1,8}|\\[^]/g,
    (escape) => {
      if (/^\\(?:x.|[0-7])/.test(escape)) return bytesOf(escape)
      if (/^\\[uU]./.test(escape)) return codeText(Number.parseInt(escape.slice(2), 16)) ?? escape
      const letter = escape.slice(1)
      return ansiNames[letter] ?? (/['"\\?]/.test(letter) ? letter : escape)
    },
  )
}

function bytesOf(escapes: string): string {
  const values = escapes
    .split('\\')
    .slice(1)
    .map((digits) =>
      digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 8),
    )
  return new TextDecoder().decode(Uint8Array.from(values))
}

function codeText(code: number): string | null {
  return code <= 0x10ffff ? String.fromCodePoint(code) : null
}
