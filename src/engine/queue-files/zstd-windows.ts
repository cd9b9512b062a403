/**
 * Watches zstd data as it goes by, header by header (RFC 8878, section 3): a frame may ask its reader for gigabytes of window
 * with a few bytes of data, and is refused before it is read.
 */
import { Refusal } from '../../shared/result.ts'
import { blockAt, dictionaryBytes, frameHeader, skippedFrame } from '../zstd-frame.ts'

/** What `zstd --ultra --long=27` writes still passes. */
const largestWindow = 128 * 1024 * 1024
/** Section 3.1.1.1: magic number, descriptor, window, dictionary id and content size. */
const longestHeader = 18

/** Gets the chunks in order. Throws a `Refusal`, `file_hostile`; what is no zstd is the decoder's to say. */
export function createWindowWatch(): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0)
  /** Bytes to let pass before the next header. */
  let skip = 0
  let state: 'frame' | 'block' | 'lost' = 'frame'
  let checksumBytes = 0

  const takeFrame = (): boolean => {
    const skipped = skippedFrame(held, 0)
    const header = skipped ? null : frameHeader(held, 0)
    if (skipped) return pass(skipped.end)
    if (!header) {
      state = held.length >= longestHeader ? 'lost' : state
      return false
    }
    if (held.length < header.end) return false
    const window = windowOf(held, header.descriptor)
    if (window > largestWindow) throw tooLarge(window)
    checksumBytes = header.checksumBytes
    state = 'block'
    return pass(header.end)
  }
  const takeBlock = (): boolean => {
    if (held.length < 3) return false
    const block = blockAt(held, 0)
    if (!block) {
      state = 'lost'
      return false
    }
    if (block.isLast) state = 'frame'
    return pass(block.end + (block.isLast ? checksumBytes : 0))
  }
  const pass = (bytes: number): boolean => {
    const here = Math.min(bytes, held.length)
    held = held.subarray(here)
    skip = bytes - here
    return true
  }

  const takeNext = (): boolean => {
    if (skip > 0 || held.length === 0 || state === 'lost') return false
    return state === 'frame' ? takeFrame() : takeBlock()
  }

  return (chunk) => {
    const passed = Math.min(skip, chunk.length)
    skip -= passed
    if (state === 'lost' || passed === chunk.length) return
    held = Buffer.concat([held, chunk.subarray(passed)])
    while (takeNext());
  }
}

/** Section 3.1.1.1.2; a frame of a single segment has the size of its content as its window. */
function windowOf(bytes: Buffer, descriptor: number): number {
  const isSingleSegment = ((descriptor >> 5) & 1) === 1
  if (!isSingleSegment) {
    const window = bytes.readUInt8(5)
    const base = 2 ** (10 + (window >> 3))
    return base + (base / 8) * (window & 7)
  }
  const at = 5 + dictionaryBytes(descriptor & 3)
  const flag = descriptor >> 6
  if (flag === 0) return bytes.readUInt8(at)
  if (flag === 1) return bytes.readUInt16LE(at) + 256
  return flag === 2 ? bytes.readUInt32LE(at) : Number(bytes.readBigUInt64LE(at))
}

function tooLarge(window: number): Refusal {
  const megabytes = Math.ceil(window / 1024 / 1024).toLocaleString('en')
  const message = `The zstd data asks for ${megabytes} MB of memory to be read; 128 MB are the most. Compress the file again without long windows.`
  return new Refusal('file_hostile', message, { field: 'file' })
}
