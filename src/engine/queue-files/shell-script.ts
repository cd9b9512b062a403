/**
 * The commands of a shell script one after the other, each with what is known of its standard input: a here-document, or what
 * `printf` pipes into it. Nothing is run and nothing is expanded; loops and conditions are read as the commands in them.
 */
import { type ReadWord, readWord, skipBlanks } from '../../shared/shell-words.ts'

export interface ShellCommand {
  /** 1-based, where it begins. */
  line: number
  words: string[]
  /** Null where only the script would know it. */
  stdin: string | null
  /** What the shell would have put in: `$TOKEN`. */
  expands: string[]
}

/** `words` is null where a quote or a here-document is not closed: nothing behind it can be told apart. */
export type ShellItem = ShellCommand | { line: number; words: null }

export function* shellCommands(text: string): Generator<ShellItem> {
  const reader = new ScriptReader(text)
  for (;;) {
    const item = reader.next()
    if (!item) return
    yield item
    if (!item.words) return
  }
}

interface HereDocument {
  delimiter: string
  /** `<<-`: tabs before its lines do not count. */
  isIndented: boolean
  into: ShellCommand
}

class ScriptReader {
  readonly #text: string
  #at = 0
  /** How many line ends were counted, up to where. */
  #line = 1
  #countedTo = 0
  /** The command before, where it pipes into the next one. */
  #pipedFrom: ShellCommand | null = null
  #documents: HereDocument[] = []

  constructor(text: string) {
    this.#text = text
  }

  next(): ShellItem | null {
    if (!this.#skipToCommand()) return this.#openDocument()
    const command: ShellCommand = { line: this.#lineHere(), words: [], stdin: null, expands: [] }
    const pipedFrom = this.#pipedFrom
    this.#pipedFrom = null
    for (;;) {
      this.#at = skipBlanks(this.#text, this.#at)
      const sign = /[\r\n;&|<>#]|$/y
      sign.lastIndex = this.#at
      const isSign = sign.test(this.#text)
      if (isSign && this.#endsHere(command)) {
        // Only now: a here-document of the one before stands below the line of both.
        if (pipedFrom) Object.assign(command, takenFrom(pipedFrom, command))
        return command
      }
      if (isSign ? !this.#readSign(command) : !this.#readWord(command))
        return { line: command.line, words: null }
    }
  }

  /** Over empty lines, comments and what parts commands; false at the end. */
  #skipToCommand(): boolean {
    const between = /(?:[ \t;&]|\\\r?\n|\r(?!\n))+|#[^\n]*/y
    for (;;) {
      between.lastIndex = this.#at
      const skipped = between.exec(this.#text)?.[0]
      if (skipped !== undefined) this.#at += skipped.length
      else if (/[\r\n]/.test(this.#text.charAt(this.#at))) {
        if (!this.#endLine()) return false
      } else return this.#at < this.#text.length
    }
  }

  #openDocument(): ShellItem | null {
    const open = this.#documents[0]
    this.#documents = []
    return open ? { line: open.into.line, words: null } : null
  }

  /** A pipe hands on; `|` within a line and `|` before its end alike. */
  #endsHere(command: ShellCommand): boolean {
    const rest = this.#text.slice(this.#at, this.#at + 2)
    if (rest.startsWith('<') || rest.startsWith('>') || rest === '&>') return false
    if (rest.startsWith('#')) return false
    if (rest.startsWith('\r') && rest !== '\r\n') return false
    // A here-document of this command stands below its line.
    if (/^\r?\n|^$/.test(rest)) {
      if (rest !== '' && !this.#endLine()) return false
      return true
    }
    if (rest.startsWith('|') && rest !== '||') this.#pipedFrom = command
    this.#at += rest === '||' || rest === '&&' ? 2 : 1
    return true
  }

  /** A redirection or a comment; false where something is not closed. */
  #readSign(command: ShellCommand): boolean {
    const sign = /#[^\n]*|<<<|<<-?|<&?|&?>>?&?\|?|\r/y
    sign.lastIndex = this.#at
    const found = sign.exec(this.#text)?.[0]
    if (found === undefined) return false
    this.#at += found.length
    if (found.startsWith('#') || found === '\r') return true
    this.#at = skipBlanks(this.#text, this.#at)
    const word = this.#takeWord()
    if (!word) return false
    if (found === '<<<') {
      command.stdin = `${word.text}\n`
      command.expands.push(...word.expands)
    } else if (found.startsWith('<<')) {
      this.#documents.push({ delimiter: word.text, isIndented: found === '<<-', into: command })
    } else if (found.startsWith('<')) command.stdin = null
    return true
  }

  #readWord(command: ShellCommand): boolean {
    const word = this.#takeWord()
    if (!word) return false
    // `2>` redirects what a number names.
    if (/^\d$/.test(word.text) && /[<>]/.test(this.#text.charAt(this.#at))) return true
    command.words.push(word.text)
    command.expands.push(...word.expands)
    return true
  }

  #takeWord(): ReadWord | null {
    const word = readWord(this.#text, this.#at)
    // A sign that is none here is a letter.
    if (word && word.end === this.#at && word.end < this.#text.length) word.end += 1
    if (word) this.#at = word.end
    return word
  }

  /** To the next line, over the here-documents that begin there; false where one is not closed. */
  #endLine(): boolean {
    const end = this.#text.indexOf('\n', this.#at)
    this.#at = end < 0 ? this.#text.length : end + 1
    for (let document = this.#documents.shift(); document; document = this.#documents.shift()) {
      if (this.#readDocument(document)) continue
      this.#documents = [document]
      this.#at = this.#text.length
      return false
    }
    return true
  }

  #readDocument({ delimiter, isIndented, into }: HereDocument): boolean {
    const lines: string[] = []
    while (this.#at < this.#text.length) {
      const end = this.#text.indexOf('\n', this.#at)
      const raw = this.#text.slice(this.#at, end < 0 ? undefined : end).replace(/\r$/, '')
      this.#at = end < 0 ? this.#text.length : end + 1
      const line = isIndented ? raw.replace(/^\t+/, '') : raw
      if (line === delimiter) {
        into.stdin = lines.map((each) => `${each}\n`).join('')
        return true
      }
      lines.push(line)
    }
    return false
  }

  #lineHere(): number {
    for (let at = this.#countedTo; at < this.#at; at += 1) {
      if (this.#text.charCodeAt(at) === 10) this.#line += 1
    }
    this.#countedTo = this.#at
    return this.#line
  }
}

function takenFrom(from: ShellCommand, command: ShellCommand): Partial<ShellCommand> {
  return { stdin: command.stdin ?? printed(from), expands: [...from.expands, ...command.expands] }
}

/** What a command writes, of those that say it themselves; null of all others. */
function printed({ words, stdin }: ShellCommand): string | null {
  const [name, first, ...rest] = words
  if (name === 'cat' && first === undefined) return stdin
  if (name === 'echo' && first === '-n') return rest.join(' ')
  if (name === 'echo') return `${words.slice(1).join(' ')}\n`
  if (name !== 'printf' || rest.length !== 1) return null
  if (first === '%s') return rest[0] ?? ''
  // As an export writes what holds a NUL.
  return first === '%b'
    ? (rest[0] ?? '').replaceAll(/\\(\\|0000)/g, (_all, sign) => (sign === '\\' ? '\\' : '\0'))
    : null
}
