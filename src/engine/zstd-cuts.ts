/**
 * Beginnings of zstd data that can be decoded by themselves: for readers that want the start of what may hold
 * gigabytes, and for data that breaks off. The package that decodes knows only whole frames.
 */
import { blockAt, dictionaryBytes, frameHeader, largestBlockBytes, skippedFrame } from './zstd-frame.ts'

/** What the blocks between two cuts can hold at most, behind the first cut: 16 MiB. */
const boundBetweenCuts = 128 * largestBlockBytes
/** So that many tiny blocks do not cost as many passes. */
const mostCuts = 64

export interface ZstdCut {
  /** Whole frames, the last of them ended after a block where it goes on. */
  frames: Buffer
  /** The bytes hold no more. */
  isAll: boolean
  /** Why the rest of the bytes cannot be read; null where it can, or where there is none. */
  broken: string | null
}

/**
 * Each longer than the one before: the first with one block, the others with blocks for at most 16 MiB more. Nothing
 * where not even one block is whole.
 */
export function* zstdCuts(bytes: Buffer): Generator<ZstdCut> {
  let cuts = 0
  let bound = 0
  let last: FoundBlock | null = null
  for (const found of blocksOf(bytes)) {
    const isFull = last !== null && bound + found.bound > (cuts === 0 ? 1 : boundBetweenCuts)
    if (last && isFull) {
      yield { frames: cutAfter(bytes, last), isAll: false, broken: null }
      cuts += 1
      if (cuts >= mostCuts) return
      bound = 0
    }
    bound += found.bound
    last = found
  }
  if (!last) return
  const isAll = last.end === bytes.length
  const broken = isAll ? null : 'it breaks off'
  yield { frames: cutAfter(bytes, last), isAll, broken }
}

interface FoundBlock {
  bound: number
  frameStart: number
  /** Where it begins. */
  start: number
  /** Where it ends, with the checksum of the frame where it is the last one. */
  end: number
  isLast: boolean
}

/** The whole blocks, in order, up to what is cut off or no zstd. */
function* blocksOf(bytes: Buffer): Generator<FoundBlock> {
  let frameStart = 0
  while (frameStart < bytes.length) {
    const skipped = skippedFrame(bytes, frameStart)
    const header = frameHeader(bytes, frameStart)
    if (skipped) {
      if (skipped.end > bytes.length) return
      frameStart = skipped.end
      continue
    }
    if (!header) return
    let position = header.end
    for (;;) {
      const block = blockAt(bytes, position)
      const end = block ? block.end + (block.isLast ? header.checksumBytes : 0) : 0
      if (!block || end > bytes.length) return
      yield { bound: block.bound, frameStart, start: position, end, isLast: block.isLast }
      position = end
      if (block.isLast) break
    }
    frameStart = position
  }
}

/** 2^25 bytes, section 3.1.1.1.2: more than a cut holds, and little enough for every decoder. */
const cutWindowDescriptor = (25 - 10) << 3

/** A frame that goes on is given an end, and a header that promises neither a size nor a checksum. */
function cutAfter(bytes: Buffer, { frameStart, start, end, isLast }: FoundBlock): Buffer {
  if (isLast) return bytes.subarray(0, end)
  const header = frameHeader(bytes, frameStart)
  if (!header) return bytes.subarray(0, frameStart)
  const isSingleSegment = ((header.descriptor >> 5) & 1) === 1
  const window = isSingleSegment ? cutWindowDescriptor : bytes.readUInt8(frameStart + 5)
  const dictionaryFlag = header.descriptor & 3
  const dictionaryStart = frameStart + (isSingleSegment ? 5 : 6)
  const dictionary = bytes.subarray(dictionaryStart, dictionaryStart + dictionaryBytes(dictionaryFlag))
  const blocks = Buffer.from(bytes.subarray(header.end, end))
  const lastBlock = start - header.end
  blocks.writeUInt8(blocks.readUInt8(lastBlock) | 1, lastBlock)
  return Buffer.concat([
    bytes.subarray(0, frameStart + 4),
    Buffer.from([dictionaryFlag, Math.min(window, cutWindowDescriptor)]),
    dictionary,
    blocks,
  ])
}
