/**
 * Which placeholders there are, and what each becomes. All values can stand inside a JSON string as they are. Random ones
 * are for tests: they are no secrets.
 */
import { parseDuration } from './durations.ts'

/** What is known of a copy when it is accepted. Instants are epoch milliseconds. */
export interface CopyValues {
  /** When it is accepted. */
  now: number
  /** When its first attempt is due; `now` where it goes out at once. */
  due: number
  /** 1-based. */
  index: number
  copies: number
  eventId: string
  /** From 0 to below 1. */
  random(): number
}

export type Write = (values: CopyValues) => string

interface PlaceholderKind {
  /** As it is offered while a person types, without braces. */
  example: string
  /** What it becomes. */
  meaning: string
  /** How it is written with these words behind its name, or what is wrong with them as the end of a sentence. */
  read(words: string[]): Write | string
}

const longestHex = 1_024

const plain = (meaning: string, write: Write): Omit<PlaceholderKind, 'example'> => ({
  meaning,
  read: (words) => (words.length === 0 ? write : 'takes nothing behind its name'),
})

/** An instant, with a duration added or taken away where one is named. */
const instant = (
  meaning: string,
  at: (values: CopyValues) => number,
  print: (at: number) => string,
): Omit<PlaceholderKind, 'example'> => ({
  meaning,
  read(words) {
    const [, sign, text = ''] = /^([+-])(.+)$/.exec(words.join('')) ?? []
    if (words.length === 0) return (values) => print(at(values))
    const parsed = parseDuration(text)
    if (sign === undefined || !parsed.ok) return 'takes a duration such as +1h or -5m, or nothing'
    const shift = sign === '-' ? -parsed.ms : parsed.ms
    return (values) => print(at(values) + shift)
  },
})

const iso = (at: number): string => new Date(at).toISOString()
const unix = (at: number): string => String(Math.floor(at / 1_000))
const ms = String
const date = (at: number): string => iso(at).slice(0, 10)
const now = ({ now: at }: CopyValues): number => at
const due = ({ due: at }: CopyValues): number => at

const kinds: Record<string, Omit<PlaceholderKind, 'example'> & { example?: string }> = {
  uuid: plain('a random UUID (version 4)', uuid),
  index: plain('the number of the copy, from 1', ({ index }) => String(index)),
  copies: plain('how many copies there are', ({ copies }) => String(copies)),
  'event.id': plain('the id of the event, as in webhook-id', ({ eventId }) => eventId),
  now: instant('when the event is accepted, RFC 3339 in UTC with milliseconds', now, iso),
  'now.unix': instant('the same in seconds since 1970', now, unix),
  'now.ms': instant('the same in milliseconds since 1970', now, ms),
  'now.date': instant('the same as a date in UTC', now, date),
  due: instant('when the copy is due, RFC 3339 in UTC with milliseconds', due, iso),
  'due.unix': instant('the same in seconds since 1970', due, unix),
  'due.ms': instant('the same in milliseconds since 1970', due, ms),
  'due.date': instant('the same as a date in UTC', due, date),
  'random.int': {
    example: 'random.int 1 100',
    meaning: 'a whole number between two others, both included; 0 to 999999 without them',
    read: randomInteger,
  },
  'random.hex': {
    example: 'random.hex 16',
    meaning: 'so many hexadecimal digits; 16 without a number',
    read: randomHex,
  },
  'random.of': {
    example: 'random.of red green blue',
    meaning: 'one of the words',
    read(words) {
      if (words.length === 0) return 'needs words to choose from, such as {{random.of red green blue}}'
      return ({ random }) => words[pick(random, words.length)] ?? ''
    },
  },
}

/** By name. */
export const placeholderKinds: Readonly<Record<string, PlaceholderKind>> = Object.fromEntries(
  Object.entries(kinds).map(([name, kind]) => [name, { example: name, ...kind }]),
)

/** A whole number from 0 to below `count`. */
function pick(random: () => number, count: number): number {
  return Math.min(count - 1, Math.floor(random() * count))
}

function randomInteger(words: string[]): Write | string {
  const [least = 0, most = 999_999] = words.map(Number)
  const isRange = words.length === 0 || (words.length === 2 && words.every((word) => /^-?\d+$/.test(word)))
  if (!isRange) return 'takes two whole numbers, such as {{random.int 1 100}}, or nothing'
  if (least > most) return 'has its numbers the wrong way round'
  if (!Number.isSafeInteger(least) || !Number.isSafeInteger(most) || !Number.isSafeInteger(most - least)) {
    return 'reaches beyond 2^53, where whole numbers are not exact'
  }
  return ({ random }) => String(least + pick(random, most - least + 1))
}

function randomHex(words: string[]): Write | string {
  const [digits = 16] = words.map(Number)
  const isCount = words.length === 0 || (words.length === 1 && /^\d+$/.test(words[0] ?? ''))
  if (!isCount || digits < 1 || digits > longestHex) {
    return `takes a number of digits from 1 to ${longestHex.toLocaleString('en')}, or nothing`
  }
  return ({ random }) => hex(random, digits)
}

function hex(random: () => number, digits: number): string {
  return Array.from({ length: digits }, () => pick(random, 16).toString(16)).join('')
}

/** RFC 9562, section 5.4. */
function uuid({ random }: CopyValues): string {
  const variant = (8 + pick(random, 4)).toString(16)
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${variant}${hex(random, 3)}-${hex(random, 12)}`
}
