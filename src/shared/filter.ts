/**
 * What part of the deliveries a list shows or an action is for, and in which order. All parts of a filter must hold; of
 * the values of one part, one must. Most filters are answered from indexes and tallies; the others search (decision 0024).
 */
import { z } from 'zod'
import { idSchema, instantSchema, seqSpanSchema } from './input-parts.ts'
import * as limits from './limits.ts'
import { deliveryStates } from './model.ts'

/** Where a text is looked for: category, URL and ids; the payload as it was typed; the responses of all attempts. */
export const textPlaces = ['name', 'body', 'response'] as const
export type TextPlace = (typeof textPlaces)[number]

export const answerSchema = z.string().regex(/^(?:[1-5]xx|[1-5]\d\d|[a-z][a-z0-9_]{1,39})$/, {
  error:
    'An answer is a status code such as 503, a class of them such as 5xx, or an error code such as refused.',
})

export const filterSchema = z.strictObject({
  states: z.array(z.enum(deliveryStates)).optional(),
  category: z.string().max(limits.longestCategory).optional(),
  endpointId: idSchema.optional(),
  /** Replays with a seq in this span: what one job has made. */
  replays: seqSpanSchema.optional(),
  /** Any with a seq in this span: what one import has made, and what was accepted meanwhile. */
  imported: seqSpanSchema.optional(),
  /** What the latest attempt came to: `2xx`, `503`, or an error code such as `refused`. */
  answers: z.array(answerSchema).max(100).optional(),
  /** Accepted at this time or after it. */
  acceptedFrom: instantSchema.optional(),
  /** Accepted before this time. */
  acceptedUntil: instantSchema.optional(),
  /** Has an attempt that began at this time or after it, and before the other where both are given. */
  attemptedFrom: instantSchema.optional(),
  attemptedUntil: instantSchema.optional(),
  /**
   * Letters in either case. In `name`: part of the category or the URL, or the beginning of the event id or the delivery
   * id, from eight characters on.
   */
  text: z.string().max(1_000).optional(),
  /** `name` unless said otherwise; one of them must have the text. */
  textIn: z.array(z.enum(textPlaces)).max(3).optional(),
})
export type DeliveryFilter = z.infer<typeof filterSchema>

/** In which order a list stands: `accepted` at any size, by another column up to `mostSorted` deliveries. */
export const sortColumns = ['accepted', 'category', 'target', 'attempts', 'answer', 'took'] as const
export type SortColumn = (typeof sortColumns)[number]

export const sortSchema = z.strictObject({ by: z.enum(sortColumns), descending: z.boolean() })
export type Sort = z.infer<typeof sortSchema>

export const newestFirst: Sort = { by: 'accepted', descending: true }

export function isNewestFirst({ by, descending }: Sort): boolean {
  return by === 'accepted' && descending
}

/** How far the search for a filter is that no index answers; the newest are looked at first. */
export interface SearchProgress {
  state: 'running' | 'stopped' | 'done'
  /** Of all deliveries, 0 to 1. */
  share: number
  /** When the oldest delivery that was looked at was accepted; null before the first. */
  reachedAt: number | null
}

/** Where the text of a filter is looked for besides the names; empty for most. */
export function searchedTexts({ text, textIn = [] }: DeliveryFilter): TextPlace[] {
  return text ? textIn.filter((place) => place !== 'name') : []
}

export function looksInNames({ text, textIn }: DeliveryFilter): boolean {
  return Boolean(text) && (textIn === undefined || textIn.length === 0 || textIn.includes('name'))
}

/** Whether no index and no tally knows what a filter finds, so that the deliveries have to be looked at. */
export function isSearched(filter: DeliveryFilter): boolean {
  const { answers = [], acceptedFrom, acceptedUntil, attemptedFrom, attemptedUntil } = filter
  const times = [acceptedFrom, acceptedUntil, attemptedFrom, attemptedUntil]
  return answers.length > 0 || times.some((time) => time !== undefined) || searchedTexts(filter).length > 0
}

export interface AnswerRanges {
  /** Both inclusive. */
  classes: { from: number; to: number }[]
  codes: number[]
  errors: string[]
}

/** The answers of a filter, sorted by what they are. */
export function answerRanges(answers: readonly string[]): AnswerRanges {
  const ranges: AnswerRanges = { classes: [], codes: [], errors: [] }
  for (const answer of answers) {
    const from = Number(answer.charAt(0)) * 100
    if (/^\dxx$/.test(answer)) ranges.classes.push({ from, to: from + 99 })
    else if (/^\d/.test(answer)) ranges.codes.push(Number(answer))
    else ranges.errors.push(answer)
  }
  return ranges
}
