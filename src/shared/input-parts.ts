/** The smallest parts of inputs: whole numbers, ids, instants. */
import { z } from 'zod'
import { formatDuration } from './durations.ts'
import { sentenceOf } from './input-words.ts'
import * as limits from './limits.ts'

/** The library probes `new Function` otherwise, which the window's Content-Security-Policy reports as a violation. */
z.config({ jitless: true, customError: sentenceOf })

/** A unit of `count`: its numbers are told as durations too. */
export const milliseconds = ' of milliseconds'

/**
 * A whole number in a range; every miss has the code `count_invalid` and names the range. What the API document says of it
 * stands in the metadata, because a transform has no shape of its own.
 */
export function count(min: number, max: number, unit = '') {
  const inUnit = (number: number): string =>
    unit === milliseconds ? `${number} (${formatDuration(number)})` : String(number)
  const shape = z.unknown().meta({ type: 'integer', minimum: min, maximum: max })
  return shape.transform((value, context): number => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
    const got = Number.isInteger(value) ? inUnit(value as number) : inWords(value)
    const message = `Expected a whole number${unit} from ${inUnit(min)} to ${inUnit(max)}, got ${got}.`
    context.addIssue({ code: 'custom', message, params: { code: 'count_invalid' } })
    return z.NEVER
  })
}

/** Short, and of whatever can come in: JSON has no words for a bigint, and none for what contains itself. */
function inWords(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100))
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  return String(value)
}

export const idSchema = z.string().min(1).max(100)
export const idsSchema = z.array(idSchema).min(1).max(limits.mostIds)
export const latestInstant = 253_402_300_799_999
/** Epoch milliseconds, up to the year 9999. */
export const instantSchema = count(0, latestInstant)

/** Deliveries that were accepted from the first to the last, both included. */
export const seqSpanSchema = z.strictObject({ firstSeq: z.int().min(1), lastSeq: z.int().min(1) })
