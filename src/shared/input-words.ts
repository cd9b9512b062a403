/** What is wrong with an input, as a sentence that says what it should be. In place of the library's own words. */
import type { z } from 'zod'
import { didYouMean } from './near-names.ts'

type Issue = z.core.$ZodRawIssue

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

const mostNamed = 30

/** Undefined for what the library says best. */
export function sentenceOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.input, typeNames[issue.expected])
    case 'invalid_value':
      return `It is ${listed(issue.values.map((value) => JSON.stringify(value)))}.`
    case 'invalid_union':
      return wrongType(issue.input, unionOf(issue.errors))
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, issue.inst)
    case 'too_small':
      return `It ${bound(issue.origin, 'at least', issue.minimum)}.`
    case 'too_big':
      return `It ${bound(issue.origin, 'at most', issue.maximum)}.`
    case 'invalid_format':
      return issue.pattern === undefined ? undefined : `It does not match ${issue.pattern}.`
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return undefined
  }
}

function wrongType(input: unknown, expected: string | undefined): string | undefined {
  if (expected === undefined) return undefined
  return input === undefined
    ? `It is missing; it is ${expected}.`
    : `It is ${expected}, not ${typeOf(input)}.`
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return String(value)
  return typeNames[typeof value] ?? `a ${typeof value}`
}

/** Undefined where one of the kinds has no name here. */
function unionOf(errors: readonly (readonly z.core.$ZodIssue[])[]): string | undefined {
  const names = errors.map(([first]) =>
    first?.code === 'invalid_type' ? typeNames[first.expected] : undefined,
  )
  return names.every((name) => name !== undefined) ? listed([...new Set(names)]) : undefined
}

function unknownKeys(keys: readonly string[], inst: unknown): string {
  const shape = (inst as { shape?: Record<string, unknown> } | undefined)?.shape ?? {}
  const known = Object.keys(shape)
  const [first = ''] = keys
  const near = didYouMean(first, known)
  const all = known.length === 0 || known.length > mostNamed ? '' : ` There are ${known.join(', ')}.`
  return `There is no ${listed(keys.map((key) => JSON.stringify(key.slice(0, 100))))} here.${near || all}`
}

function bound(origin: string, which: string, limit: number | bigint): string {
  if (origin === 'string')
    return which === 'at least' && limit === 1 ? 'is empty' : `has ${which} ${limit} characters`
  return origin === 'array'
    ? `has ${which} ${limit} ${limit === 1 ? 'entry' : 'entries'}`
    : `is ${which} ${limit}`
}

/** `a`, `a or b`, `a, b or c`. */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
