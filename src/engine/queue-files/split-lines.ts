/** Cuts chunks into lines. A line that is longer than the bound is let pass unread: only that it was there is told. */
import { PieceCollector } from './piece-collector.ts'

export interface Piece {
  /** 1-based. */
  number: number
  /** Null where it is too long. */
  bytes: Buffer | null
}

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** Without line ends; empty lines are counted and not given. */
export async function* splitLines(chunks: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Piece> {
  const collector = new PieceCollector(mostBytes)
  let number = 0
  const take = (): Piece | null => {
    const whole = collector.take()
    const bytes = whole && withoutReturn(whole)
    number += 1
    return bytes === null || bytes.length > 0 ? { number, bytes } : null
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      collector.add(chunk.subarray(start, end))
      start = end + 1
      const piece = take()
      if (piece) yield piece
    }
    if (start < chunk.length) collector.add(chunk.subarray(start))
  }
  const last = collector.isEmpty ? null : take()
  if (last) yield last
}

function withoutReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes
}
