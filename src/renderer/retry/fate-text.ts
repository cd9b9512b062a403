/** What would have become of a delivery in an outage, as sentences. */
import { mostAttempts } from '../../shared/limits.ts'
import type { Fate } from './outage.ts'
import { span } from './times.ts'

export function fateText(fate: Fate, lastsMs: number): string {
  switch (fate.kind) {
    case 'before':
      return `Attempt ${count(fate.number)} is made before the outage begins, and is delivered.`
    case 'atOnce':
      return 'It is tried without a pause and without end: delivered as soon as the receiver is back.'
    case 'delivered':
      return `Delivered at attempt ${range(fate.number.map(count))}, ${afterText(fate.afterMs)}.`
    case 'unsure':
      return `Up to chance: delivered at attempt ${range(fate.number.map(count))}, or given up. ${neededText(fate.neededAttempts)}`
    case 'givesUp': {
      const early = `${range(fate.shortMs.map(span))} before the receiver was back`
      return `Given up after attempt ${count(fate.number)}, ${early}. An outage of ${span(lastsMs)} needs a longer schedule. ${neededText(fate.neededAttempts)}`
    }
  }
}

/** The attempts that would be enough, where there can be so many. */
export function offeredAttempts(fate: Fate | null): number | null {
  if (fate?.kind !== 'givesUp' && fate?.kind !== 'unsure') return null
  const { neededAttempts } = fate
  return neededAttempts !== null && neededAttempts <= mostAttempts ? neededAttempts : null
}

function neededText(needed: number | null): string {
  return needed !== null && needed <= mostAttempts
    ? `${count(needed)} attempts with these waits would be enough.`
    : 'Its waits are too short for that, however many attempts there are.'
}

function afterText([least, most]: readonly [number, number]): string {
  if (most === 0) return 'the moment the receiver was back'
  return `${range([span(least), span(most)])} after the receiver was back`
}

function range([least, most]: readonly string[]): string {
  return least === most ? `${least}` : `${least} to ${most}`
}

function count(value: number): string {
  return value.toLocaleString('en')
}
