/** A part of a text that is there as bytes, without reading the rest of it as text. */

export function bytesOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0)
}

/** The text of at most `most` bytes of UTF-8 from byte `from` on, up to the end of a whole sign; `end` is the byte after it. */
export function textOfParts(
  parts: readonly Buffer[],
  from: number,
  most: number,
): { text: string; end: number } {
  const wanted: Buffer[] = []
  let start = 0
  for (const part of parts) {
    // Positions before a part are its begin, those after it its end.
    const within = (position: number): number => Math.min(Math.max(position - start, 0), part.length)
    wanted.push(part.subarray(within(from), within(from + most)))
    start += part.length
  }
  const bytes = Buffer.concat(wanted)
  const length = from + bytes.length < start ? wholeSigns(bytes) : bytes.length
  return { text: bytes.toString('utf8', 0, length), end: from + length }
}

/** How many bytes are left without a sign that is cut off at the end. */
function wholeSigns(bytes: Buffer): number {
  const isFollowing = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80
  let length = bytes.length
  while (isFollowing(bytes[length - 1])) length -= 1
  const last = bytes[length - 1]
  if (last === undefined) return bytes.length
  // The first byte of a sign tells how many it has.
  const size = last >= 0xf0 ? 4 : last >= 0xe0 ? 3 : last >= 0xc0 ? 2 : 1
  const whole = length - 1 + size
  return whole <= bytes.length || length === 1 ? Math.min(whole, bytes.length) : length - 1
}
