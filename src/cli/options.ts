/**
 * Turns option values into what commands take. What cannot be meant is a usage error; what is merely refused (a bad
 * URL, a bad wait in a schedule) is left to the engine, which says it best.
 */
import { InvalidArgumentError } from 'commander'
import { parseDuration } from '../shared/durations.ts'
import type { RateLimit } from '../shared/endpoint.ts'
import { answerSchema, type TextPlace, textPlaces } from '../shared/filter.ts'
import { type DeliveryState, deliveryStates, type HeaderList } from '../shared/model.ts'
import { parseInstant } from '../shared/instants.ts'

export function wholeNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(number)) return number
  throw new InvalidArgumentError('It is a whole number, 0 or more.')
}

export function positiveNumber(text: string): number {
  const number = wholeNumber(text)
  if (number > 0) return number
  throw new InvalidArgumentError('It is at least 1.')
}

/** An empty one would mean the current folder, which nobody means. */
export function folderName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is the name of a folder.')
  return text
}

export function portNumber(text: string): number {
  const number = wholeNumber(text)
  if (number <= 65_535) return number
  throw new InvalidArgumentError('It is at most 65535.')
}

/** A Go duration, in milliseconds; at least one. */
export function durationMs(text: string): number {
  const parsed = parseDuration(text)
  if (!parsed.ok) throw new InvalidArgumentError(parsed.message)
  if (parsed.ms === 0) throw new InvalidArgumentError('It is at least 1ms.')
  return parsed.ms
}

/** `10/s`, `100/m`; `misuse` says how it is written where it stands. */
export function rate(misuse: string): (text: string) => RateLimit {
  return (text) => {
    const [, count, span] = /^(\d+)\/(s|m|sec|min|second|minute)$/.exec(text.trim()) ?? []
    if (count === undefined || span === undefined) throw new InvalidArgumentError(misuse)
    return { count: Number(count), perMs: span.startsWith('s') ? 1_000 : 60_000 }
  }
}

/** `5s,30s,2m`; nothing is an empty list. */
export function waits(text: string): string[] {
  return text.trim() === '' ? [] : text.split(',').map((wait) => wait.trim())
}

/** One `K: V` more. */
export function header(text: string, before: HeaderList = []): HeaderList {
  const colon = text.indexOf(':')
  if (colon === -1) throw new InvalidArgumentError("It is written 'Name: value'.")
  return [...before, [text.slice(0, colon).trim(), text.slice(colon + 1).trim()]]
}

/** One name more. */
export function oneMore(text: string, before: string[] = []): string[] {
  return [...before, text]
}

/** One or several states more: `failed`, or `failed,canceled`. */
export function states(text: string, before: DeliveryState[] = []): DeliveryState[] {
  const named = text.split(',').map((name) => {
    const state = deliveryStates.find((one) => one === name.trim())
    if (state) return state
    throw new InvalidArgumentError(`Allowed choices are ${deliveryStates.join(', ')}.`)
  })
  return [...before, ...named]
}

/** One or several answers more: `503`, `5xx`, `refused,reset`. */
export function answers(text: string, before: string[] = []): string[] {
  const named = text.split(',').map((name) => name.trim().toLowerCase())
  for (const name of named) {
    const { success, error } = answerSchema.safeParse(name)
    if (!success) throw new InvalidArgumentError(error.issues[0]?.message ?? 'It is no answer.')
  }
  return [...before, ...named]
}

/** `name`, `body,response`. */
export function places(text: string): TextPlace[] {
  return text.split(',').map((name) => {
    const place = textPlaces.find((one) => one === name.trim())
    if (place) return place
    throw new InvalidArgumentError(`Allowed choices are ${textPlaces.join(', ')}.`)
  })
}

/** Epoch milliseconds of a time that is past, as `-1h` too: so long ago. */
export function pastInstant(text: string): number {
  const ago = /^-(?<wait>.+)$/.exec(text.trim())?.groups?.['wait']
  if (ago !== undefined) return Date.now() - durationMs(ago)
  return instantOr(text, () => 'It is a time such as 2026-11-23T22:03:40, or -1h for an hour ago.')
}

/** Epoch milliseconds of a time to come, or of one that is past. */
export function instant(text: string): number {
  return instantOr(text, (message) => message)
}

/** `misuse` says what is wrong, where the usual message does not fit. */
function instantOr(text: string, misuse: (message: string) => string): number {
  const parsed = parseInstant(text, Date.now())
  if (parsed.ok) return parsed.at
  throw new InvalidArgumentError(misuse(parsed.message))
}
