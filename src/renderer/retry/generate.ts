/**
 * Makes a schedule from a rule: the first wait, times a factor each time, up to the longest. It ends where the waits no
 * longer grow, because the last entry repeats by itself.
 */
import { formatDuration, longestDurationMs } from '../../shared/durations.ts'
import { mostWaits } from '../../shared/limits.ts'
import type { PolicyDraft } from './policy-draft.ts'
import { tidyWait } from './snap.ts'

export interface Rule {
  firstMs: number
  /** At least 1. */
  factor: number
  longestMs: number
  /** 0 = never give up. */
  maxAttempts: number
}

export function generate(rule: Rule): PolicyDraft {
  const longestMs = Math.min(rule.longestMs, longestDurationMs)
  const most = Math.min(mostWaits, rule.maxAttempts === 0 ? mostWaits : rule.maxAttempts - 1)
  const waits: number[] = []
  for (let entry = 0; entry < most; entry += 1) {
    const grown = rule.firstMs * rule.factor ** entry
    waits.push(grown >= longestMs ? longestMs : roundWait(grown, rule))
    if (grown >= longestMs || isEven(rule)) break
  }
  return { waits: waits.map(formatDuration), maxAttempts: String(rule.maxAttempts) }
}

function isEven({ firstMs, factor }: Rule): boolean {
  return factor === 1 || firstMs === 0
}

/** What was typed stays as it is; what comes of it is rounded to a number that people read at a glance. */
function roundWait(ms: number, { firstMs, longestMs }: Rule): number {
  return ms === firstMs ? ms : Math.min(Math.max(tidyWait(ms), firstMs), longestMs)
}
