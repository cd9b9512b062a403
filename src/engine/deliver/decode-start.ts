/**
 * The beginning of an encoded body, decoded. However much a body claims to hold, no more is decoded than is asked for,
 * so that a decompression bomb costs what it is worth; and of what is cut off or broken the part before that is shown.
 */
import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { decompress } from '@mongodb-js/zstd'
import { encodingNames } from '../compress.ts'
import { zstdCuts } from '../zstd-cuts.ts'

export interface DecodeOptions {
  /** The value of `Content-Encoding`. */
  contentEncoding: string
  /** As many bytes as are wanted. */
  mostBytes: number
  /** False where the bytes are known to break off, so that it is no news. */
  whole: boolean
}

export interface DecodedStart {
  /** At most `mostBytes`; null where nothing could be decoded. */
  decoded: Buffer | null
  /** More would have come. */
  cut: boolean
  /** A sentence about what could not be decoded. */
  problem: string | null
}

/** Nobody applies more, and each one costs a pass. */
const mostEncodings = 4
/** Of a body that is encoded twice, as much of the inner encoding is read as of an outer one. */
const innerBytes = 1024 * 1024

interface Piece {
  bytes: Buffer
  /** What follows is missing: cut here, or broken there. */
  cut: boolean
  /** Why it ended early; null at its end, and where it was cut here. */
  broken: string | null
}

/** Never rejects. */
export async function decodeStart(body: Buffer, options: DecodeOptions): Promise<DecodedStart> {
  const { contentEncoding, mostBytes, whole } = options
  const names = encodingNames(contentEncoding).filter((name) => name !== 'identity')
  const unknown = names.find((name) => !Object.hasOwn(decoders, name))
  if (unknown !== undefined || names.length > mostEncodings) {
    const what =
      unknown === undefined ? `${names.length} encodings at once` : `the content encoding "${unknown}"`
    return failed(`The body is shown as it came: ${what} cannot be decoded.`)
  }
  let piece: Piece = { bytes: body, cut: !whole, broken: null }
  let left = names.length
  for (const name of names.reverse()) {
    left -= 1
    const decoded = await decode(name, piece.bytes, left === 0 ? mostBytes : innerBytes)
    if (decoded.bytes.length === 0 && decoded.broken !== null && !piece.cut) {
      return failed(`The body is shown as it came: it cannot be read as ${name} (${decoded.broken}).`)
    }
    // That something cut off ends too early says nothing about who made it.
    piece = {
      ...decoded,
      cut: decoded.cut || piece.cut,
      broken: piece.broken ?? (piece.cut ? null : decoded.broken),
    }
  }
  const problem =
    piece.broken === null ? null : `Only the beginning of the body could be decoded (${piece.broken}).`
  return { decoded: piece.bytes, cut: piece.cut || piece.broken !== null, problem }
}

function failed(problem: string): DecodedStart {
  return { decoded: null, cut: false, problem }
}

type Decoder = (bytes: Buffer, mostBytes: number) => Promise<Piece>

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: (bytes, most) => throughStream(createGunzip(), bytes, most),
  'x-gzip': (bytes, most) => throughStream(createGunzip(), bytes, most),
  br: (bytes, most) => throughStream(createBrotliDecompress(), bytes, most),
  // RFC 9110 means zlib's format by it; many send the bare stream, whose first byte cannot look like zlib's.
  deflate: (bytes, most) =>
    throughStream(((bytes[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw(), bytes, most),
  zstd: decodeZstd,
}

function decode(name: string, bytes: Buffer, mostBytes: number): Promise<Piece> {
  return (decoders[name] ?? decodeZstd)(bytes, mostBytes)
}

/** zlib decodes 16 KiB at a time and waits until they are taken, so that it stops where this stops. */
function throughStream(stream: Transform, bytes: Buffer, mostBytes: number): Promise<Piece> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const settle = (cut: boolean, broken: string | null): void => {
      stream.destroy()
      resolve({ bytes: Buffer.concat(chunks).subarray(0, mostBytes), cut, broken })
    }
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (length > mostBytes) settle(true, null)
    })
    stream.once('end', () => settle(false, null))
    // After a call-off zlib may still report an error.
    stream.on('error', (error) => settle(false, error.message))
    stream.end(bytes)
  })
}

/**
 * The package decodes whole frames only, so it is given frames that end where enough has come out: more and more blocks,
 * until the bytes suffice. What the blocks of one round may hold at most is bounded (16 MiB), and so are the rounds.
 */
async function decodeZstd(bytes: Buffer, mostBytes: number): Promise<Piece> {
  let best: Piece = { bytes: Buffer.alloc(0), cut: true, broken: 'it is not zstd' }
  for (const { frames, isAll, broken } of zstdCuts(bytes)) {
    try {
      const decoded = await decompress(frames)
      const enough = decoded.length > mostBytes
      best = {
        bytes: decoded.subarray(0, mostBytes),
        cut: enough || !isAll,
        broken: enough ? null : broken,
      }
      if (enough) return best
    } catch (error) {
      return { ...best, cut: true, broken: error instanceof Error ? error.message : String(error) }
    }
  }
  return best
}
