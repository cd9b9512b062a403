/**
 * Times as people write them: ISO 8601, in local time unless it names a zone, or `+10m` or `in 10m`, so long from now. What no
 * calendar has (February 30, 25:00) is refused, never moved to another day.
 */
import { parseDuration } from './durations.ts'

export type ParsedInstant = { ok: true; at: number } | { ok: false; message: string }

const written =
  /^(?<day>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?<zone>Z|[+-]\d\d(?::?\d\d)?)?)?$/i

export function parseInstant(text: string, now: number): ParsedInstant {
  const trimmed = text.trim()
  const ahead = /^(?:\+|in\s)/i.exec(trimmed)
  if (ahead) {
    const parsed = parseDuration(trimmed.slice(ahead[0].length))
    return parsed.ok ? { ok: true, at: now + parsed.ms } : parsed
  }
  const { day, time = '00:00', zone } = written.exec(trimmed)?.groups ?? {}
  const at = day === undefined ? Number.NaN : instantOf({ day, time, zone })
  if (Number.isFinite(at)) return { ok: true, at }
  const message = `"${text}" is not a time. Write 2026-11-23T22:03:40 (local time), 2026-11-23T22:03:40Z, or +10m.`
  return { ok: false, message }
}

interface Written {
  day: string
  time: string
  zone: string | undefined
}

/** NaN for what no calendar has. */
function instantOf({ day, time, zone }: Written): number {
  // A day that does not exist would become one of the next month.
  const noon = new Date(`${day}T12:00:00Z`)
  if (!Number.isFinite(noon.getTime()) || noon.toISOString().slice(0, 10) !== day) return Number.NaN
  return Date.parse(`${day}T${time}${zone === undefined ? '' : zoneOf(zone)}`)
}

/** `z` -> `Z`, `+0200` and `+02` -> `+02:00`. */
function zoneOf(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z'
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`
}
