/**
 * Cuts the text of a JSON array into its elements, byte for byte. Only brackets, quotes and commas are looked at: whether an
 * element is right, its reader says.
 */
import { Refusal } from '../../shared/result.ts'
import { PieceCollector } from './piece-collector.ts'
import type { Piece } from './split-lines.ts'

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const opening = new Set([0x7b, 0x5b])
const closing = new Set([0x7d, 0x5d])
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d])

/** Throws `file_truncated` where the array has no end, `file_invalid` where something comes after it. */
export async function* splitArray(chunks: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Piece> {
  const state = { depth: 0, inString: false, escaped: false, isOver: false }
  const collector = new PieceCollector(mostBytes)
  let number = 1
  const take = (): Piece | null => {
    const bytes = collector.take()
    const piece = bytes !== null && isBlank(bytes) ? null : { number, bytes }
    if (piece) number += 1
    return piece
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const what = look(chunk[at] ?? 0, state)
      if (what === 'begin') start = at + 1
      else if (what === 'part') {
        collector.add(chunk.subarray(start, at))
        start = at + 1
        const piece = take()
        if (piece) yield piece
      }
    }
    if (!state.isOver) collector.add(chunk.subarray(start))
  }
  if (!state.isOver) {
    const message = `The list breaks off in its entry ${number}: the file is not whole.`
    throw new Refusal('file_truncated', message, { field: 'file' })
  }
}

interface State {
  depth: number
  inString: boolean
  escaped: boolean
  isOver: boolean
}

/** `part`: an element ends before this byte. */
function look(byte: number, state: State): 'begin' | 'part' | 'inside' {
  if (state.isOver) {
    if (blanks.has(byte)) return 'inside'
    throw new Refusal('file_invalid', 'Something comes after the end of the list.', { field: 'file' })
  }
  if (state.inString) {
    if (state.escaped) state.escaped = false
    else if (byte === backslash) state.escaped = true
    else if (byte === quote) state.inString = false
    return 'inside'
  }
  if (byte === quote) state.inString = true
  else if (opening.has(byte)) {
    state.depth += 1
    return state.depth === 1 ? 'begin' : 'inside'
  } else if (closing.has(byte)) {
    state.depth -= 1
    state.isOver = state.depth === 0
    return state.isOver ? 'part' : 'inside'
  } else if (byte === comma && state.depth === 1) return 'part'
  return 'inside'
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => blanks.has(byte))
}
