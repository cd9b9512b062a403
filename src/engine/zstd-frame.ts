/**
 * What can be read and written of zstd data without (de)compressing it (RFC 8878, section 3). Keeps a few hundred bytes
 * from becoming gigabytes, and gives frames their content size, which many receivers ask for.
 */

const frameMagic = 0xfd2fb528
/** 0x184D2A50 to 0x184D2A5F: frames to be skipped. */
const skippableMagic = 0x184d2a5
/** Section 3.1.1.2.3: no block holds more. */
export const largestBlockBytes = 128 * 1024

/**
 * Upper bound of the decompressed size, found by walking over the block headers: a sender may lie about the content
 * size, not about the number of blocks. Null when the bytes are not whole zstd frames.
 */
export function zstdBound(bytes: Buffer): number | null {
  let bound = 0
  let position = 0
  while (position < bytes.length) {
    const frame = skippedFrame(bytes, position) ?? walkFrame(bytes, position)
    if (!frame || frame.end > bytes.length) return null
    bound += frame.bound
    position = frame.end
  }
  return position === 0 ? null : bound
}

/** Whether bytes begin with a frame, or with one to be skipped. */
export function isZstd(bytes: Buffer): boolean {
  if (bytes.length < 4) return false
  const magic = bytes.readUInt32LE(0)
  return magic === frameMagic || magic >>> 4 === skippableMagic
}

interface Walked {
  bound: number
  end: number
}

export function skippedFrame(bytes: Buffer, start: number): Walked | null {
  if (start + 8 > bytes.length || bytes.readUInt32LE(start) >>> 4 !== skippableMagic) return null
  return { bound: 0, end: start + 8 + bytes.readUInt32LE(start + 4) }
}

function walkFrame(bytes: Buffer, start: number): Walked | null {
  const header = frameHeader(bytes, start)
  if (!header) return null
  let position = header.end
  let bound = 0
  for (;;) {
    const block = blockAt(bytes, position)
    if (!block) return null
    bound += block.bound
    position = block.end
    if (block.isLast) break
  }
  return { bound, end: position + header.checksumBytes }
}

interface FrameHeader {
  descriptor: number
  end: number
  checksumBytes: number
}

export function frameHeader(bytes: Buffer, start: number): FrameHeader | null {
  if (start + 5 > bytes.length || bytes.readUInt32LE(start) !== frameMagic) return null
  const descriptor = bytes.readUInt8(start + 4)
  return {
    descriptor,
    end: start + 5 + headerFieldBytes(descriptor),
    checksumBytes: hasChecksum(descriptor) ? 4 : 0,
  }
}

interface Block extends Walked {
  isLast: boolean
}

/** Null where there is no header of a block; whether the block is whole is not looked at. */
export function blockAt(bytes: Buffer, position: number): Block | null {
  if (position + 3 > bytes.length) return null
  const header = bytes.readUIntLE(position, 3)
  const type = (header >> 1) & 3
  const size = header >> 3
  // Raw and run-length blocks say their size; a compressed one may become a full block. Type 3 is reserved.
  if (type === 3 || size > largestBlockBytes) return null
  return {
    bound: type === 2 ? largestBlockBytes : size,
    end: position + 3 + (type === 1 ? 1 : size),
    isLast: (header & 1) === 1,
  }
}

/** Section 3.1.1.1: the window descriptor, the dictionary id and the content size behind the descriptor byte. */
function headerFieldBytes(descriptor: number): number {
  const singleSegment = (descriptor >> 5) & 1
  const sizeBytes = [singleSegment, 2, 4, 8][descriptor >> 6] ?? 0
  return (singleSegment ? 0 : 1) + dictionaryBytes(descriptor & 3) + sizeBytes
}

export function dictionaryBytes(flag: number): number {
  return [0, 1, 2, 4][flag] ?? 0
}

const hasChecksum = (descriptor: number): boolean => (descriptor & 4) !== 0

/**
 * Writes the content size into a frame's header. Compressors that stream leave it out, and readers that decompress in
 * one call (Python's zstandard, many bindings of `ZSTD_getFrameContentSize`) then refuse the frame.
 * A frame that is not of the plain kind (one that has a size or a dictionary) is answered as it is.
 */
export function withContentSize(frame: Buffer, contentBytes: number): Buffer {
  const descriptor = frame.length > 6 ? frame.readUInt8(4) : 0xff
  if ((descriptor & ~4) !== 0 || frame.readUInt32LE(0) !== frameMagic) return frame
  const sized = Buffer.allocUnsafe(frame.length + 4)
  frame.copy(sized, 0, 0, 6)
  // Flag 2: four bytes, after the window descriptor.
  sized.writeUInt8(descriptor | 0x80, 4)
  sized.writeUInt32LE(contentBytes, 6)
  frame.copy(sized, 10, 6)
  return sized
}
