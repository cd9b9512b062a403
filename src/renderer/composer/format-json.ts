/**
 * The Format button: the only thing that ever changes a typed payload. It moves white space and nothing else, so
 * numbers above 2^53, escapes, key order and duplicate keys stay as they were typed.
 */
import { readPlaceholders } from '../../shared/placeholders.ts'
import { prettyJson } from '../ui/pretty-json.ts'

/** The text with two spaces a level; text that is not JSON, or has placeholders that are wrong, comes back as it was. */
export function formatJson(text: string, placeholders = false): string {
  const reading = placeholders ? readPlaceholders(text) : null
  if (reading && !reading.ok) return text
  const places = reading?.template.found ?? []
  const masked = places.length > 0 ? mask(text, places) : text
  try {
    JSON.parse(masked)
  } catch {
    return text
  }
  const formatted = prettyJson(masked)
  return places.length > 0 ? unmask(formatted, text, places) : formatted
}

interface Place {
  from: number
  to: number
}

/** Digits are right inside a string and where a value is expected. */
function mask(text: string, places: readonly Place[]): string {
  const pieces: string[] = []
  let end = 0
  for (const { from, to } of places) {
    pieces.push(text.slice(end, from), '1'.repeat(to - from))
    end = to
  }
  return pieces.join('') + text.slice(end)
}

/** Formatting keeps everything but white space in its order, so a place is found again by what stands before it. */
function unmask(formatted: string, text: string, places: readonly Place[]): string {
  const pieces: string[] = []
  let at = 0
  let end = 0
  for (const { from, to } of places) {
    const before = skip(formatted, at, inked(text, end, from))
    pieces.push(formatted.slice(at, before), text.slice(from, to))
    at = before + (to - from)
    end = to
  }
  return pieces.join('') + formatted.slice(at)
}

/** How many characters other than white space stand there. */
function inked(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at += 1) if (!isSpace(text, at)) count += 1
  return count
}

/** Past so many of them, and the white space behind, to where the next one stands. */
function skip(text: string, from: number, count: number): number {
  let at = from
  for (let left = count; at < text.length; at += 1) {
    if (isSpace(text, at)) continue
    if (left === 0) break
    left -= 1
  }
  return at
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at))
}
