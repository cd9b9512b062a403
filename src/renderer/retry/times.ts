/**
 * Instants and spans as the schedule editor and its picture write them. Local time, 24-hour clock, English, so that
 * the same schedule reads the same on every machine; what no calendar can hold is said in years.
 */

/** The last instant that a `Date` can hold (ECMA-262, 21.4.1.1). */
const lastInstant = 8.64e15
const dayMs = 86_400_000

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', ...options })
const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
const minute = format({ hour: '2-digit', minute: '2-digit' })
const shortDay = format({ weekday: 'short' })
const longDay = format({ weekday: 'long' })
const date = format({ day: 'numeric', month: 'short' })
const longDate = format({ day: 'numeric', month: 'long' })

/** `14:03:20` today, `Tue 14:03` in the six days after, then `9 Dec 14:03`, then `Dec 2028`. */
export function clockTime(at: number, now: number): string {
  if (at > lastInstant) return yearsAhead(at, now)
  const days = calendarDays(now, at)
  if (days === 0) return second.format(at)
  if (days > 0 && days < 7) return `${shortDay.format(at)} ${minute.format(at)}`
  if (sameYearOrSoon(at, now)) return `${date.format(at)} ${minute.format(at)}`
  return format({ month: 'short', year: 'numeric' }).format(at)
}

/** Each as `clockTime`; where two of them would read the same, all have their seconds: `Tue 14:03:20`. */
export function distinctTimes(instants: readonly number[], now: number): string[] {
  const texts = instants.map((at) => clockTime(at, now))
  if (new Set(texts).size === texts.length) return texts
  return texts.map((text, index) =>
    /\D\d\d:\d\d$/.test(text) && !/:\d\d:/.test(text)
      ? text + second.format(instants[index]).slice(-3)
      : text,
  )
}

/** The same in a sentence: `14:03:20`, `Wednesday 15:04`, `9 December 15:04`, `9 December 2028`. */
export function spokenTime(at: number, now: number): string {
  if (at > lastInstant) return yearsAhead(at, now)
  const days = calendarDays(now, at)
  if (days === 0) return second.format(at)
  if (days > 0 && days < 7) return `${longDay.format(at)} ${minute.format(at)}`
  if (sameYearOrSoon(at, now)) return `${longDate.format(at)} ${minute.format(at)}`
  return `${longDate.format(at)} ${new Date(at).getFullYear()}`
}

const units: readonly [ms: number, name: string][] = [
  [365 * dayMs, 'y'],
  [dayMs, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
]

/** The two largest units: `2 d 3 h`, `35 min 5 s`, `400 ms`, `0 s`. Rounded to the smaller of the two. */
export function span(ms: number): string {
  if (ms < 1_000) return ms === 0 ? '0 s' : `${Math.round(ms)} ms`
  const first = units.findIndex(([unit]) => ms >= unit)
  const [large, largeName] = units[first] ?? [1_000, 's']
  const [small, smallName] = units[first + 1] ?? [1_000, '']
  const rounded = Math.round(ms / small) * small
  // 59 min 59.9 s rounds up into the next larger unit.
  if (first > 0 && rounded >= (units[first - 1]?.[0] ?? Number.POSITIVE_INFINITY)) return span(rounded)
  const rest = Math.round((rounded % large) / small)
  return smallName !== '' && rest > 0
    ? `${Math.floor(rounded / large)} ${largeName} ${rest} ${smallName}`
    : `${Math.floor(rounded / large)} ${largeName}`
}

/** Midnights between the two instants; a day of 23 or 25 hours counts as one. */
function calendarDays(from: number, to: number): number {
  return Math.round((midnight(to) - midnight(from)) / dayMs)
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

function sameYearOrSoon(at: number, now: number): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear() || Math.abs(at - now) < 180 * dayMs
}

function yearsAhead(at: number, now: number): string {
  return `in ${Math.round((at - now) / (365.2425 * dayMs)).toLocaleString('en')} years`
}
