/** Cuts chunks into lines. A line that is longer than the bound is let pass unread: only that it was there is told. */

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
  let number = 1
  let parts: Buffer[] = []
  let length = 0
  const add = (bytes: Buffer): void => {
    length += bytes.length
    if (length <= mostBytes) parts.push(bytes)
    else parts = []
  }
  const take = (): Piece | null => {
    const bytes =
      length > mostBytes ? null : withoutReturn(parts.length === 1 ? parts[0] : Buffer.concat(parts))
    const piece = bytes === null || bytes.length > 0 ? { number, bytes } : null
    parts = []
    length = 0
    number += 1
    return piece
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      add(chunk.subarray(start, end))
      start = end + 1
      const piece = take()
      if (piece) yield piece
    }
    if (start < chunk.length) add(chunk.subarray(start))
  }
  const last = length > 0 ? take() : null
  if (last) yield last
}

function withoutReturn(bytes: Buffer = Buffer.alloc(0)): Buffer {
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes
}
