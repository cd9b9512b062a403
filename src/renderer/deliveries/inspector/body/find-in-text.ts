/** Where a text contains another, whatever the case: in windows of the text, so that 25 MB hold nothing up. */

/** More are not counted, nor marked. */
export const mostMatches = 10_000
const windowLength = 200_000

export interface Searchable {
  length: number
  slice(from: number, to: number): string
}

/** Offsets of the matches, in order, none inside another. Yields after each window. */
export function* findAll(text: Searchable, wanted: string): Generator<void, number[]> {
  const found: number[] = []
  if (wanted === '') return found
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi')
  let from = 0
  while (from < text.length) {
    // A match may begin at the last sign of the window.
    const part = text.slice(from, Math.min(from + windowLength + wanted.length - 1, text.length))
    pattern.lastIndex = 0
    let next = from + windowLength
    for (let match = pattern.exec(part); match; match = pattern.exec(part)) {
      found.push(from + match.index)
      next = Math.max(next, from + match.index + wanted.length)
      if (found.length === mostMatches) return found
    }
    from = next
    yield
  }
  return found
}
