/** What people should know of an attempt besides its answer, a sentence each, under its line. */
import type { Attempt } from '../../../../shared/model.ts'
import { clockTime, span } from '../../../retry/times.ts'

export function attemptNotes({ note, postponed }: Pick<Attempt, 'note' | 'postponed'>): string[] {
  return [...(postponed ? [postponedText(postponed)] : []), ...(note === null ? [] : [note])]
}

/** `Retry-After asked to wait 30 s: the next attempt moved from 12:00:05 to 12:00:35.` */
function postponedText({ since, from, to }: NonNullable<Attempt['postponed']>): string {
  return `Retry-After asked to wait ${span(to - since)}: the next attempt moved from ${clockTime(from, since)} to ${clockTime(to, since)}.`
}
