/** A response's head as it is kept: `HTTP 200`, then a line a header, `name: value`; `parseHead` is the way back. */

/** From names and values in turn, as bytes. Latin-1 keeps every byte apart. */
export function responseHead(statusCode: number, raw: readonly Buffer[]): string {
  const lines = inOnePiece(raw)?.toString('latin1') ?? joined(raw)
  return lines === '' ? `HTTP ${statusCode}\r\n` : `HTTP ${statusCode}\r\n${lines}\r\n`
}

const colonSpace = 0x3a20
const crlf = 0x0d0a

/**
 * undici's parts are slices of the chunk that was read, so the chunk itself mostly holds the lines as they are kept. One
 * string for five headers costs 0.4 us instead of 0.8, and leaves nothing to collect. Null where the bytes between the
 * parts are anything else: odd spacing, or parts that came in two chunks and that undici has copied elsewhere.
 */
function inOnePiece(raw: readonly Buffer[]): Buffer | null {
  const [first] = raw
  const last = raw.at(-1)
  if (!first || !last) return null
  const start = first.byteOffset
  const length = last.byteOffset + last.length - start
  if (length < 0 || start + length > first.buffer.byteLength) return null
  const lines = Buffer.from(first.buffer, start, length)
  let end = -2
  for (let index = 0; index < raw.length; index += 1) {
    const part = raw[index]
    if (!part || part.buffer !== first.buffer || part.byteOffset - start !== end + 2) return null
    if (end + 2 > length) return null
    if (index > 0 && lines.readUInt16BE(end) !== (index % 2 === 1 ? colonSpace : crlf)) return null
    end += 2 + part.length
  }
  return lines
}

function joined(raw: readonly Buffer[]): string {
  const lines: string[] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push(`${raw[index]?.toString('latin1') ?? ''}: ${raw[index + 1]?.toString('latin1') ?? ''}`)
  }
  return lines.join('\r\n')
}
