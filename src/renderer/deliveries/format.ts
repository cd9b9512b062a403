/** Times, durations and sizes as people read them in the table and the inspector. Pure; instants are epoch milliseconds. */
import { unixTarget } from '../../shared/checks.ts'
import { span } from '../retry/times.ts'

const clockMs = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })

/** `12:00:01.204` */
export function clockTime(at: number): string {
  return clockMs.format(at)
}

/** Date and time for a tooltip. */
export function fullTime(at: number): string {
  return full.format(at)
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

/** Further ahead than this nobody counts seconds, and the text would be cut in its column. */
const wholeMinutesPast = 600

/** `due`, `in 25 s`, `in 1 min 5 s`, `in 12 min`, `in 2 h 3 min`, `in 3 d 4 h`: two units at most, rounded up. */
export function countdownText(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1_000)
  if (seconds <= 0) return 'due'
  return `in ${span(seconds > wholeMinutesPast ? Math.ceil(seconds / 60) * 60_000 : seconds * 1_000)}`
}

/** How long something took: `0.4 ms`, `41 ms`, `1.24 s`, `2 min 3 s`. */
export function tookText(ms: number): string {
  if (ms < 10) return `${trim(ms, 1)} ms`
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${trim(ms / 1_000, 2)} s`
  return span(ms)
}

/** Decimal units: `512 B`, `1.2 kB`, `25 MB`, `1.46 GB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${trim(bytes / 1_000, 1)} kB`
  if (bytes < 1_000_000_000) return `${trim(bytes / 1_000_000, 1)} MB`
  return `${trim(bytes / 1_000_000_000, 2)} GB`
}

/** `12,345` */
export function countText(count: number): string {
  return count.toLocaleString('en-GB')
}

/** `1 delivery`, `12 deliveries`. */
export function deliveriesText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'delivery' : 'deliveries'}`
}

/** The host of a URL, or its socket, and what follows it, so that the table can weigh them differently. */
export function splitUrl(url: string): { host: string; path: string } {
  const unix = unixTarget(url)
  if (unix) {
    const end = `unix:${unix.socketPath}`.length
    return { host: url.slice(0, end), path: url.slice(end) }
  }
  const match = /^https?:\/\/([^/?]*)(.*)$/i.exec(url)
  if (!match) return { host: url, path: '' }
  return { host: match[1] ?? '', path: match[2] === '/' ? '' : (match[2] ?? '') }
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}
