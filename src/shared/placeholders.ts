/**
 * Placeholders such as `{{uuid}}` in what a person composes. A text is read once and written for each copy, when the
 * event is accepted: what is stored is what is sent, on every attempt. Time and chance come in as values, so the
 * window's preview and the engine call the same function. Text outside of placeholders is copied as it stands.
 */
import type { Complaint } from './checks.ts'
import { placeText, type Typed } from './json.ts'
import { didYouMean } from './near-names.ts'
import { type CopyValues, placeholderKinds, type Write } from './placeholder-kinds.ts'

/** `{{` as it is, where placeholders are expanded. */
export const escapedBraces = '{{{{'

/** A placeholder, or the escape, in a typed text. */
export interface FoundPlaceholder {
  /** Of the typed text: 0-based, `to` exclusive. */
  from: number
  to: number
  write: Write
}

export interface PlaceholderText {
  text: string
  found: readonly FoundPlaceholder[]
}

export type PlaceholderReading = { ok: true; template: PlaceholderText } | { ok: false; complaint: Complaint }

/** Refuses with `placeholder_invalid` at the position of the first that is unknown, wrong or not closed. */
export function readPlaceholders(text: string): PlaceholderReading {
  const found: FoundPlaceholder[] = []
  let at = text.indexOf('{{')
  while (at !== -1) {
    const read = readAt(text, at)
    if (typeof read === 'string') {
      return { ok: false, complaint: { code: 'placeholder_invalid', message: read, position: at } }
    }
    found.push(read)
    at = text.indexOf('{{', read.to)
  }
  return { ok: true, template: { text, found } }
}

/** One placeholder, or a sentence about what is wrong with it. */
function readAt(text: string, from: number): FoundPlaceholder | string {
  if (text.startsWith(escapedBraces, from)) {
    return { from, to: from + escapedBraces.length, write: () => '{{' }
  }
  const end = text.indexOf('}}', from)
  const inner = text.slice(from + 2, end === -1 ? text.length : end)
  const place = `(${placeText(text, from)})`
  if (end === -1 || inner.includes('\n')) {
    return `A placeholder is not closed ${place}: write }} behind it. Two braces as they are: ${escapedBraces}.`
  }
  const [name = '', ...words] = inner.trim().split(/\s+/)
  const shown = `{{${inner.length > longestShown ? `${inner.slice(0, longestShown)}…` : inner}}}`
  const kind = Object.hasOwn(placeholderKinds, name) ? placeholderKinds[name] : undefined
  if (!kind) {
    const near = didYouMean(name, Object.keys(placeholderKinds))
    return `There is no placeholder ${shown} ${place}.${near} Two braces as they are: ${escapedBraces}.`
  }
  const write = kind.read(words)
  return typeof write === 'string' ? `${shown} ${place} ${write}.` : { from, to: end + 2, write }
}

/** Of what stands between the braces, in a sentence. */
const longestShown = 40

/** What a placeholder has become: where it stood, and where its value stands. */
export interface ExpandedPlace {
  from: number
  to: number
  start: number
  end: number
}

export interface Expansion {
  text: string
  places: readonly ExpandedPlace[]
}

/** The text of one copy. The same values, and the same course of chance, give the same text. */
export function expand({ text, found }: PlaceholderText, values: CopyValues): Expansion {
  if (found.length === 0) return { text, places: [] }
  const pieces: string[] = []
  const places: ExpandedPlace[] = []
  let typed = 0
  let length = 0
  for (const { from, to, write } of found) {
    const before = text.slice(typed, from)
    const value = write(values)
    pieces.push(before, value)
    const start = length + before.length
    length = start + value.length
    places.push({ from, to, start, end: length })
    typed = to
  }
  pieces.push(text.slice(typed))
  return { text: pieces.join(''), places }
}

/** Where in the typed text a place of the expanded one comes from: in a value, the beginning of its placeholder. */
export function typedOf(text: string, { places }: Expansion): Typed {
  return {
    text,
    positionOf(position) {
      let shift = 0
      for (const { from, to, start, end } of places) {
        if (position < start) break
        if (position < end) return from
        shift = to - end
      }
      return position + shift
    },
  }
}
