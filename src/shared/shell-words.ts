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

export interface ReadWord {
  text: string
  /** Of what was read, exclusive. */
  end: number
  /** What the shell would have put in its place: `$TOKEN`, `$(…)`. */
  expands: string[]
}

const blanks = /(?:[ \t]|\\\r?\n)*/y

/** Blanks and continued lines. */
export function skipBlanks(text: string, from: number): number {
  blanks.lastIndex = from
  return from + (blanks.exec(text)?.[0].length ?? 0)
}

/** One word; null where a quote is not closed. */
export function readWord(text: string, from: number): ReadWord | null {
  let word = ''
  let at = from
  const expands: string[] = []
  // Only these part words: a space that does not break a line is a letter like any other.
  while (at < text.length && !/^(?:[ \t\n;|&<>]|\r\n)/.test(text.slice(at, at + 2))) {
    const part = readPart(text, at)
    if (!part) return null
    word += part.text
    at = part.end
    expands.push(...part.expands)
  }
  return { text: word, end: at, expands }
}

/** What stands in quotes, each with what its escapes mean. Runs are taken at once: of a megabyte none is tried twice. */
const quotes: readonly { pattern: RegExp; unescape: (inner: string) => string; expands?: true }[] = [
  { pattern: /'([^']*)'/y, unescape: (inner) => inner },
  { pattern: /"([^"\\]*(?:\\[^][^"\\]*)*)"/y, unescape: inDoubleQuotes, expands: true },
  { pattern: /\$'([^'\\]*(?:\\[^][^'\\]*)*)'/y, unescape: ansiC },
]

const expansion = /\\[^]|(\$(?:\w+|\{[^}]*\}|\(|[@*#?!$-]))|(`)/g

/** In what is not quoted, or in double quotes. */
function expansionsIn(text: string): string[] {
  return [...text.matchAll(expansion)]
    .map(([, variable, backtick]) => (backtick ? '`…`' : variable === '$(' ? '$(…)' : variable))
    .filter((name) => name !== undefined)
}

const plain = /[^\s;|&<>'"\\$`]+/y

/** Some characters, or what stands in quotes; null where they are not closed. */
function readPart(text: string, at: number): ReadWord | null {
  plain.lastIndex = at
  const run = plain.exec(text)?.[0]
  if (run !== undefined) return { text: run, end: at + run.length, expands: [] }
  const next = text.slice(at, at + 3)
  if (/^(?:'|"|\$')/.test(next)) return readQuoted(text, at)
  const continued = /^\\\r?\n/.exec(next)
  if (continued) return { text: '', end: at + continued[0].length, expands: [] }
  if (next.startsWith('\\') && next.length > 1) return { text: next.charAt(1), end: at + 2, expands: [] }
  // Of a long one its beginning names it well enough.
  const begins = text.slice(at, at + 100)
  const expands = begins.search(expansion) === 0 ? expansionsIn(begins).slice(0, 1) : []
  return { text: next.charAt(0), end: at + 1, expands }
}

function readQuoted(text: string, at: number): ReadWord | null {
  for (const { pattern, unescape, expands } of quotes) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) continue
    const inner = match[1] ?? ''
    return { text: unescape(inner), end: at + match[0].length, expands: expands ? expansionsIn(inner) : [] }
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
