/**
 * A retry policy while a person edits it: the texts as typed, so that a half-typed duration is neither lost nor
 * repaired. Every edit answers with a new list and never changes the old one; checking is apart from editing.
 */
import { parseDuration } from '../../shared/durations.ts'
import { mostAttempts, mostWaits } from '../../shared/limits.ts'
import type { RetryPolicy } from '../../shared/model.ts'

export interface PolicyDraft {
  /** Durations as typed; entry n is the wait after failed attempt n. */
  waits: string[]
  /** A whole number as typed; 0 = never give up. */
  maxAttempts: string
}

/** By the input's path as the engine names it: `retrySchedule.2`, `maxAttempts`. */
export type Complaints = Record<string, string>

export function draftOf(policy: RetryPolicy): PolicyDraft {
  return { waits: [...policy.retrySchedule], maxAttempts: String(policy.maxAttempts) }
}

/** Null while anything in it is wrong. */
export function policyOf(draft: PolicyDraft): RetryPolicy | null {
  if (Object.keys(checkPolicy(draft)).length > 0) return null
  return { retrySchedule: draft.waits.map((wait) => wait.trim()), maxAttempts: Number(draft.maxAttempts) }
}

/** The policy as far as it can be read: up to the first wait that is wrong, and as if that were the end. */
export function readablePolicy(draft: PolicyDraft): RetryPolicy {
  const whole = policyOf(draft)
  if (whole) return whole
  const wrong = draft.waits.findIndex((wait) => !parseDuration(wait).ok)
  const retrySchedule = draft.waits.slice(0, wrong < 0 ? mostWaits : wrong)
  return { retrySchedule, maxAttempts: retrySchedule.length + 1 }
}

export function checkPolicy(draft: PolicyDraft): Complaints {
  const complaints: Complaints = {}
  for (const [index, wait] of draft.waits.entries()) {
    const parsed = parseDuration(wait)
    if (!parsed.ok) complaints[`retrySchedule.${index}`] = parsed.message
  }
  if (draft.waits.length > mostWaits) {
    complaints['retrySchedule'] = `A retry schedule has at most ${mostWaits} entries.`
  }
  const count = checkCount(draft.maxAttempts, { min: 0, max: mostAttempts })
  if (count) complaints['maxAttempts'] = count
  return complaints
}

/** The sentence that says what is wrong with a typed whole number, or null. Spaces around it are let pass. */
export function checkCount(text: string, range: { min: number; max: number }): string | null {
  const trimmed = text.trim()
  const value = Number(trimmed)
  if (/^\d+$/.test(trimmed) && value >= range.min && value <= range.max) return null
  return `Enter a whole number from ${range.min} to ${range.max.toLocaleString('en')}.`
}

/** A space between a number and what may be its unit. */
const spacedUnit = /(?<=\d) (?=[a-zµμ])/giu

/**
 * A typed or pasted text as waits: `5s, 30s 2m` is three, `5 s` is one. What is one wait or less stays as it is typed,
 * also with a space at its end, because the next key may begin a second one.
 */
function splitWaits(text: string): string[] {
  const joined = text.replace(spacedUnit, '')
  const parts = joined.split(/[\s,;]+/).filter((part) => part !== '')
  return parts.length > 1 ? parts : [joined]
}

/** Puts `text` in the place of wait `index`; more than one duration in it become as many waits. */
export function setWait(waits: readonly string[], index: number, text: string): string[] {
  return waits.toSpliced(index, 1, ...splitWaits(text))
}

/** A new wait at `index`, which begins as a copy of the one before it: schedules mostly go on as they were. */
export function addWait(waits: readonly string[], index: number): string[] {
  return waits.toSpliced(index, 0, waits[index - 1] ?? waits[index] ?? '5s')
}

export function removeWait(waits: readonly string[], index: number): string[] {
  return waits.toSpliced(index, 1)
}

/** Moves a wait by `step` places; at either end nothing happens. */
export function moveWait(waits: readonly string[], index: number, step: number): string[] {
  const target = index + step
  const wait = waits[index]
  if (wait === undefined || target < 0 || target >= waits.length) return [...waits]
  return waits.toSpliced(index, 1).toSpliced(target, 0, wait)
}

/** Equal in what they do: `1d` and `24h` are the same wait. */
export function samePolicy(one: PolicyDraft, other: PolicyDraft): boolean {
  return key(one) === key(other)
}

function key(draft: PolicyDraft): string {
  const waits = draft.waits.map((wait) => {
    const parsed = parseDuration(wait)
    return parsed.ok ? parsed.ms : wait
  })
  return JSON.stringify([waits, draft.maxAttempts.trim()])
}
