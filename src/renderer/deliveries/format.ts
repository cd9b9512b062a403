/** Times, durations and sizes as people read them in the table and the inspector. Pure; instants are epoch milliseconds. */

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const clockMs = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})
const weekdayClock = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const dayClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const full = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
})

const dayMs = 86_400_000

/** `12:00:01.204` */
export function clockTime(at: number): string {
  return clockMs.format(at)
}

/** Date and time for a tooltip. */
export function fullTime(at: number): string {
  return full.format(at)
}

/** Seconds today, the weekday within six days, else the date: `15:04:05`, `Tue 15:04`, `12 Mar, 15:04`. */
export function whenText(at: number, now: number): string {
  if (new Date(at).toDateString() === new Date(now).toDateString()) return clock.format(at)
  return Math.abs(at - now) < 6 * dayMs ? weekdayClock.format(at) : dayClock.format(at)
}

/** `now`, `12 s ago`, `5 min ago`, `3 h ago`, `2 d ago`. */
export function agoText(at: number, now: number): string {
  const seconds = Math.floor((now - at) / 1_000)
  if (seconds < 2) return 'now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`
  return `${Math.floor(seconds / 86_400)} d ago`
}

/** `due`, `in 25 s`, `in 1 min 5 s`, `in 2 h 3 min`, `in 3 d 4 h`: two units at most, rounded up to the second. */
export function countdownText(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1_000)
  return seconds <= 0 ? 'due' : `in ${spanText(seconds * 1_000)}`
}

/** A longer span in two units at most: `25 s`, `1 min 5 s`, `2 h 3 min`, `3 d`. */
export function spanText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1_000)
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3_600), 'h'],
    [Math.floor((seconds % 3_600) / 60), 'min'],
    [seconds % 60, 's'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}

/** How long something took: `0.4 ms`, `41 ms`, `1.24 s`, `2 min 3 s`. */
export function tookText(ms: number): string {
  if (ms < 10) return `${trim(ms, 1)} ms`
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${trim(ms / 1_000, 2)} s`
  return spanText(ms)
}

/** Decimal units: `512 B`, `1.2 kB`, `25 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${trim(bytes / 1_000, 1)} kB`
  return `${trim(bytes / 1_000_000, 1)} MB`
}

/** `12,345` in the person's own grouping. */
export function countText(count: number): string {
  return count.toLocaleString()
}

/** `1 delivery`, `12 deliveries`. */
export function deliveriesText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'delivery' : 'deliveries'}`
}

/** The host of a URL and what follows it, so that the table can weigh them differently. */
export function splitUrl(url: string): { host: string; path: string } {
  const match = /^https?:\/\/([^/?]*)(.*)$/i.exec(url)
  if (!match) return { host: url, path: '' }
  return { host: match[1] ?? '', path: match[2] === '/' ? '' : (match[2] ?? '') }
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}
