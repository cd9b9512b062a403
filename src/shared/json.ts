/**
 * Where JSON is wrong, or odd, in words for a person. JSON is only read here: what is stored and sent is the text itself.
 */
import { parse, type ParseError, printParseErrorCode, visit } from 'jsonc-parser'
import type { Complaint } from './checks.ts'

/** The text that a person typed, where what is checked was made from it. */
export interface Typed {
  text: string
  /** Where in `text` a place of the checked text comes from; both 0-based. */
  positionOf(position: number): number
}

export function checkJson(text: string, typed: Typed): Complaint | null {
  if (text.trim() === '')
    return {
      code: 'json_invalid',
      message: 'The payload is empty. JSON has at least one value.',
      position: 0,
    }
  try {
    JSON.parse(text)
    return null
  } catch {
    return describeJsonError(text, typed)
  }
}

/** V8's own message has no position for short texts, so the place is found by a parser that recovers from errors. */
function describeJsonError(text: string, typed: Typed): Complaint {
  if (text.startsWith('\ufeff')) {
    const message =
      'The payload begins with a byte order mark (U+FEFF), which is no JSON. Remove it at line 1, column 1.'
    return { code: 'json_invalid', message, position: 0 }
  }
  const first = firstJsonError(text)
  if (!first)
    return {
      code: 'json_invalid',
      message: 'The payload is not valid JSON, and nested too deeply to say where.',
    }
  const position = typed.positionOf(first.offset)
  const what = wordsOf(printParseErrorCode(first.error))
  return {
    code: 'json_invalid',
    message: `The payload is not valid JSON: ${what} at ${placeText(typed.text, position)}.`,
    position,
  }
}

function firstJsonError(text: string): ParseError | undefined {
  const errors: ParseError[] = []
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false })
  } catch {
    // It recurses, and runs out of stack some thousand levels down; V8's own parser does not.
  }
  return errors[0]
}

/** `CommaExpected` -> `comma expected`. */
function wordsOf(name: string): string {
  return name.replace(/\B[A-Z]/g, (letter) => ` ${letter}`).toLowerCase()
}

/** `line 3, column 5`, both from 1. */
export function placeText(text: string, position: number): string {
  const before = text.slice(0, position)
  return `line ${before.split('\n').length}, column ${position - before.lastIndexOf('\n')}`
}

export interface DuplicateKey {
  key: string
  /** Of the second one, 0-based. */
  position: number
}

/** The first key that an object has twice: valid JSON, of which readers keep the first, the last, or neither. */
export function duplicateKey(text: string): DuplicateKey | null {
  const objects: Set<string>[] = []
  let found: DuplicateKey | null = null
  try {
    visit(
      text,
      {
        onObjectBegin: () => void objects.push(new Set()),
        onObjectEnd: () => void objects.pop(),
        onObjectProperty(key, position) {
          const keys = objects.at(-1)
          if (keys?.has(key)) found ??= { key, position }
          keys?.add(key)
        },
      },
      { disallowComments: true },
    )
  } catch {
    // It recurses; nobody looks for a key a thousand levels down.
  }
  return found
}
