/** Bytes as rows of offset, hexadecimal and ASCII, the form that `xxd` and every network tool show. */

export interface HexRow {
  /** `0001a0f0` */
  offset: string
  /** `7b 22 61 22`, in groups of eight. */
  hex: string
  /** What is printable in ASCII; a dot for the rest. */
  ascii: string
}

export function hexRow(bytes: Uint8Array, index: number, bytesPerRow: number): HexRow {
  const start = index * bytesPerRow
  const row = bytes.subarray(start, start + bytesPerRow)
  let hex = ''
  let ascii = ''
  for (const [place, byte] of row.entries()) {
    if (place > 0) hex += place % 8 === 0 ? '  ' : ' '
    hex += byte.toString(16).padStart(2, '0')
    ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
  }
  return { offset: start.toString(16).padStart(8, '0'), hex, ascii }
}

const pieceLength = 500_000

/** A sign of a string has three bytes at most; memory that is never written to costs nothing. */
const mostBytesPerSign = 3

/** The UTF-8 of a text, in slices. */
export function* utf8Of(text: string): Generator<void, Uint8Array> {
  const encoder = new TextEncoder()
  const bytes = new Uint8Array(text.length * mostBytesPerSign)
  let length = 0
  let from = 0
  while (from < text.length) {
    let end = Math.min(from + pieceLength, text.length)
    const last = text.charCodeAt(end - 1)
    // The two halves of a sign are encoded together.
    if (end < text.length && last >= 0xd800 && last < 0xdc00) end -= 1
    length += encoder.encodeInto(text.slice(from, end), bytes.subarray(length)).written
    from = end
    yield
  }
  return bytes.subarray(0, length)
}
