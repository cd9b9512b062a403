/** When the copies of a draft are due, as the engine plans them when they arrive, and that in a sentence. */
import { parseDuration } from '../../shared/durations.ts'
import { dueAt } from '../../shared/event-copies.ts'
import { parseInstant } from '../../shared/instants.ts'
import { longestEveryMs, mostCopies } from '../../shared/limits.ts'
import { checkCount, type Complaints } from '../retry/policy-draft.ts'
import { span, spokenTime } from '../retry/times.ts'
import type { Draft } from './draft.ts'

type Planned = Pick<Draft, 'copies' | 'every' | 'sendAt'>

export interface Plan {
  copies: number
  /** 0 where all are due at once. */
  everyMs: number
  /** Epoch milliseconds; null where the first is due at once. */
  sendAt: number | null
}

/** As far as it can be read: what is wrong counts as not given. */
export function planOf({ copies, every, sendAt }: Planned, now: number): Plan {
  const duration = parseDuration(every)
  const instant = parseInstant(sendAt, now)
  const count = checkCount(copies, { min: 1, max: mostCopies }) === null ? Number(copies) : 1
  return {
    copies: count,
    everyMs: count > 1 && every.trim() !== '' && duration.ok ? duration.ms : 0,
    sendAt: instant.ok ? instant.at : null,
  }
}

export function checkPlan({ copies, every, sendAt }: Planned): Complaints {
  const complaints: Complaints = {}
  const count = checkCount(copies, { min: 1, max: mostCopies })
  if (count) complaints['copies'] = count
  const duration = every.trim() === '' ? null : parseDuration(every)
  if (duration && !duration.ok) complaints['everyMs'] = duration.message
  else if (duration?.ok && duration.ms > longestEveryMs)
    complaints['everyMs'] = 'Copies are at most 30 days apart.'
  const instant = sendAt.trim() === '' ? null : parseInstant(sendAt, 0)
  if (instant && !instant.ok) {
    complaints['sendAt'] = `"${sendAt}" is not a time. Write 2026-11-23 22:03:40, or in 10m.`
  }
  return complaints
}

/**
 * `At once`, `3 events at once`, `At Wednesday 15:04, in 2 d 3 h`,
 * `100 events, one every 2 s, from 15:04:05 to 15:07:23`.
 */
export function planText(draft: Planned, now: number): string {
  const { copies, everyMs, sendAt } = planOf(draft, now)
  const isLater = sendAt !== null && sendAt > now
  const start = isLater ? sendAt : now
  const events = `${copies.toLocaleString('en')} events`
  if (copies > 1 && everyMs > 0) {
    const last = dueAt(start, everyMs, copies)
    return `${events}, one every ${span(everyMs)}, from ${spokenTime(start, now)} to ${spokenTime(last, now)}`
  }
  const when = isLater
    ? `at ${spokenTime(sendAt, now)}, in ${span(Math.ceil((sendAt - now) / 1_000) * 1_000)}`
    : 'at once'
  if (copies > 1) return `${events}, all ${when}`
  return when.charAt(0).toUpperCase() + when.slice(1)
}

/** Whether a time was given that is over. */
export function isPast(draft: Planned, now: number): boolean {
  const { sendAt } = planOf(draft, now)
  return sendAt !== null && sendAt < now
}
