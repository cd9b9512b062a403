/** Finding a name by a few of its letters, as a palette does: every typed part has to be in it, in any order of parts. */

export interface Match {
  /** Higher is nearer. */
  score: number
  /** Positions of the letters that were found, ascending. */
  marks: number[]
}

/** Null where it is not found. Nothing typed is found in everything. */
export function fuzzyMatch(text: string, typed: string): Match | null {
  const marks = new Set<number>()
  let score = 0
  for (const part of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = matchPart(text.toLowerCase(), part)
    if (!found) return null
    score += found.score
    for (const mark of found.marks) marks.add(mark)
  }
  return { score, marks: [...marks].sort((a, b) => a - b) }
}

/** The beginning of a word, then anywhere, then letters with others between them, the first at the beginning of a word. */
function matchPart(text: string, part: string): Match | null {
  const starts = wordStarts(text)
  const atWord = starts.find((start) => text.startsWith(part, start))
  if (atWord !== undefined) return { score: atWord === 0 ? 110 : 100, marks: range(atWord, part.length) }
  const within = text.indexOf(part)
  if (within >= 0) return { score: 60, marks: range(within, part.length) }
  for (const start of starts) {
    const marks = scattered(text, part, start)
    if (marks) return { score: 30 - Math.min(20, (marks.at(-1) ?? 0) - start - part.length), marks }
  }
  return null
}

/** Each letter at the next beginning of a word that has it, else at its next place. */
function scattered(text: string, part: string, start: number): number[] | null {
  const starts = new Set(wordStarts(text))
  const marks: number[] = []
  let from = start
  for (const letter of part) {
    const next = text.indexOf(letter, from)
    if (next < 0 || (marks.length === 0 && next !== start)) return null
    let place = next
    for (let at = next; at >= 0; at = text.indexOf(letter, at + 1)) {
      if (starts.has(at)) {
        place = at
        break
      }
    }
    // A word's beginning further on may leave nothing for the rest.
    const rest = part.slice(marks.length + 1)
    const chosen = isWithin(text, rest, place + 1) ? place : next
    marks.push(chosen)
    from = chosen + 1
  }
  return marks
}

function isWithin(text: string, letters: string, from: number): boolean {
  let at = from
  for (const letter of letters) {
    const next = text.indexOf(letter, at)
    if (next < 0) return false
    at = next + 1
  }
  return true
}

function wordStarts(text: string): number[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => index)
}

function range(start: number, length: number): number[] {
  return Array.from({ length }, (_none, index) => start + index)
}
