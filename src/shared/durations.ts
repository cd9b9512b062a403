/**
 * Durations in Go's syntax (`300ms`, `1m30s`, `24h`), as the Go package and its queue files write them.
 * `d` is accepted on input and written back as hours, because Go does not read it.
 * Everything is whole milliseconds; what is finer is rounded up, so that a wait is never shorter than asked.
 */

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3, // U+00B5, micro sign
  μs: 1e-3, // U+03BC, Greek mu
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** Ten years: longer is a typing error, and stays far below 2^53 ms when a schedule is summed up. */
export const longestDurationMs = 3_650 * 86_400_000

export type ParsedDuration = { ok: true; ms: number } | { ok: false; message: string }

/** Reads a Go duration. Negative, empty and unitless values (but `0`) are refused with a sentence. */
export function parseDuration(text: string): ParsedDuration {
  const trimmed = text.trim()
  if (trimmed === '0') return { ok: true, ms: 0 }
  const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h|d)/y
  let total = 0
  let position = 0
  while (position < trimmed.length) {
    part.lastIndex = position
    const match = part.exec(trimmed)
    if (!match) return { ok: false, message: durationComplaint(text) }
    total += Number(match[1]) * (unitMs[match[2] ?? ''] ?? Number.NaN)
    position = part.lastIndex
  }
  if (trimmed === '') return { ok: false, message: durationComplaint(text) }
  // The product of a decimal fraction is inexact in its last digits: 1.1 s must not become 1,101 ms.
  const ms = Math.ceil(Number(total.toFixed(6)))
  if (ms > longestDurationMs) return { ok: false, message: `"${text}" is longer than ten years.` }
  return { ok: true, ms }
}

function durationComplaint(text: string): string {
  return `"${text}" is not a duration. Write a number with a unit, such as 300ms, 5s, 1m30s, 2h or 1d.`
}

/** Writes milliseconds in the shortest Go syntax: 90000 -> `1m30s`, 86400000 -> `24h`, 1500 -> `1.5s`, 0 -> `0s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s'
  if (ms < 1_000) return `${ms}ms`
  const hours = Math.floor(ms / 3_600_000)
  const minutes = Math.floor((ms % 3_600_000) / 60_000)
  const seconds = (ms % 60_000) / 1_000
  return `${hours ? `${hours}h` : ''}${minutes ? `${minutes}m` : ''}${seconds ? `${seconds}s` : ''}`
}
