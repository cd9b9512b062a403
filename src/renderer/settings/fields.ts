/**
 * The settings that are one line of text each: how a value is written for a person, and how what the person typed is
 * read back. The ranges are those of `settings.set`, so nothing that is read here is refused there.
 */
import { checkHeaders } from '../../shared/checks.ts'
import { formatDuration, parseDuration } from '../../shared/durations.ts'
import { longestTimeoutMs, longestWaitMs, mostConcurrency, shortestTimeoutMs } from '../../shared/limits.ts'
import type { Settings } from '../../shared/model.ts'
import { checkCount } from '../retry/policy-draft.ts'

export type LineKey =
  | 'concurrency'
  | 'requestTimeoutMs'
  | 'connectTimeoutMs'
  | 'cooldownMs'
  | 'userAgent'
  | 'keepDeliveredDays'
  | 'keepDeliveredCount'

export type Read = { ok: true; change: Partial<Settings> } | { ok: false; message: string }

export interface LineField {
  key: LineKey
  label: string
  hint: string
  /** Of a bare number; a duration is typed with its own. */
  unit?: string
  /** The value may fill the line. */
  long?: boolean
  show: (settings: Settings) => string
  read: (text: string) => Read
}

export const lineFields: Readonly<Record<LineKey, LineField>> = {
  concurrency: {
    key: 'concurrency',
    label: 'Concurrency',
    hint: `Requests on their way at the same time, 1 to ${mostConcurrency}.`,
    unit: 'requests',
    show: (settings) => String(settings.concurrency),
    read(text) {
      const message = checkCount(text, { min: 1, max: mostConcurrency })
      return message ? { ok: false, message } : { ok: true, change: { concurrency: Number(text) } }
    },
  },
  requestTimeoutMs: duration({
    key: 'requestTimeoutMs',
    label: 'Request timeout',
    hint: 'For a whole attempt, from the connection to the end of the answer.',
    minMs: shortestTimeoutMs,
    maxMs: longestTimeoutMs,
  }),
  connectTimeoutMs: duration({
    key: 'connectTimeoutMs',
    label: 'Connect timeout',
    hint: 'For the connection alone, TLS included.',
    minMs: shortestTimeoutMs,
    maxMs: longestTimeoutMs,
  }),
  cooldownMs: duration({
    key: 'cooldownMs',
    label: 'Cooldown',
    hint: 'The wait after a failure where a retry schedule is empty.',
    minMs: 0,
    maxMs: longestWaitMs,
  }),
  keepDeliveredDays: limit({
    key: 'keepDeliveredDays',
    label: 'Days to keep delivered ones',
    hint: 'Older ones are deleted by and by. Empty keeps them for ever.',
    unit: 'days',
    max: 3_650,
  }),
  keepDeliveredCount: limit({
    key: 'keepDeliveredCount',
    label: 'Most delivered ones to keep',
    hint: 'The oldest go first. Empty keeps all of them.',
    unit: 'deliveries',
    max: 100_000_000,
  }),
  userAgent: {
    key: 'userAgent',
    label: 'User-Agent',
    hint: 'Empty sends the name and version of this application.',
    long: true,
    show: (settings) => settings.userAgent,
    read(text) {
      const complaint = checkHeaders([['User-Agent', text]])
      if (complaint) return { ok: false, message: complaint.message }
      if (text.length > 500) return { ok: false, message: 'A User-Agent has at most 500 characters.' }
      return { ok: true, change: { userAgent: text } }
    },
  },
}

interface DurationField {
  key: 'requestTimeoutMs' | 'connectTimeoutMs' | 'cooldownMs'
  label: string
  hint: string
  minMs: number
  maxMs: number
}

function duration({ key, label, hint, minMs, maxMs }: DurationField): LineField {
  return {
    key,
    label,
    hint,
    show: (settings) => formatDuration(settings[key]),
    read(text) {
      const parsed = parseDuration(text)
      if (!parsed.ok) return { ok: false, message: parsed.message }
      if (parsed.ms >= minMs && parsed.ms <= maxMs) return { ok: true, change: { [key]: parsed.ms } }
      const range = `from ${formatDuration(minMs)} to ${formatDuration(maxMs)}`
      return { ok: false, message: `Enter a duration ${range}.` }
    },
  }
}

interface LimitField {
  key: 'keepDeliveredDays' | 'keepDeliveredCount'
  label: string
  hint: string
  unit: string
  max: number
}

/** A count that may be left empty, which is no limit. */
function limit({ key, label, hint, unit, max }: LimitField): LineField {
  return {
    key,
    label,
    hint,
    unit,
    show: (settings) => (settings[key] === null ? '' : String(settings[key])),
    read(text) {
      if (text.trim() === '') return { ok: true, change: { [key]: null } }
      const message = checkCount(text, { min: 1, max })
      return message ? { ok: false, message } : { ok: true, change: { [key]: Number(text) } }
    },
  }
}
