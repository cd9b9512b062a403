/**
 * The pages of a bbolt database (bbolt, page.go): branches lead to pages, leaves hold keys and values. Nothing that a page
 * says is believed before it was checked, and what stands in a page never overlaps, so that no file takes longer to read
 * than its size allows. Memory: one buffer of at most 64 KiB for a page.
 */
import { readSync } from 'node:fs'
import type { Refusal } from '../../shared/result.ts'

/** What is damaged, and where: `page 7`. */
export type Damage = (place: string, what: string) => Refusal

export interface Bytes {
  length: number
  /** A copy. Both must lie within `length`. */
  at(offset: number, length: number): Buffer
}

export interface BranchElement {
  page: number
}

export interface LeafElement {
  key: Buffer
  isBucket: boolean
  valueBytes: number
  /** Read from the file when it is asked for. */
  value(): Buffer
}

export interface Page {
  place: string
  kind: 'branch' | 'leaf'
  count: number
  branch(index: number): BranchElement
  leaf(index: number): LeafElement
}

const headBytes = 16
const elementBytes = 16
const branchFlag = 0x01
const leafFlag = 0x02
/** bbolt's `MaxKeySize`. */
const largestKey = 32_768
const bufferBytes = 64 * 1024

export interface PageHead {
  id: bigint
  flags: number
  count: number
  /** Pages that follow and belong to this one. */
  overflow: number
}

export function parseHead(bytes: Buffer): PageHead {
  return {
    id: bytes.readBigUInt64LE(0),
    flags: bytes.readUInt16LE(8),
    count: bytes.readUInt16LE(10),
    overflow: bytes.readUInt32LE(12),
  }
}

/** Of a page with its head; `damage` is thrown for all that cannot be. */
export function parsePage(bytes: Bytes, place: string, damage: Damage): Page {
  if (bytes.length < headBytes) throw damage(place, 'is shorter than its head')
  const { flags, count } = parseHead(bytes.at(0, headBytes))
  if (flags !== branchFlag && flags !== leafFlag) throw damage(place, 'is neither a branch nor a leaf')
  const tableEnd = headBytes + count * elementBytes
  if (tableEnd > bytes.length) throw damage(place, `says that it has ${count} elements, which do not fit`)
  if (flags === branchFlag && count === 0) throw damage(place, 'is a branch that leads nowhere')
  /** Elements are read in their order, and what they name stands in the same order. */
  let free = tableEnd
  const element = (index: number): { fields: Buffer; at: number } => {
    const at = headBytes + index * elementBytes
    return { fields: bytes.at(at, elementBytes), at }
  }
  const claim = (from: number, length: number): void => {
    if (from < free || from + length > bytes.length)
      throw damage(place, 'has a key or a value that lies outside of its place')
    free = from + length
  }
  return {
    place,
    kind: flags === branchFlag ? 'branch' : 'leaf',
    count,
    branch(index) {
      const { fields, at } = element(index)
      const keyBytes = fields.readUInt32LE(4)
      claim(at + fields.readUInt32LE(0), keyBytes)
      return { page: Number(fields.readBigUInt64LE(8)) }
    },
    leaf(index) {
      const { fields, at } = element(index)
      const elementFlags = fields.readUInt32LE(0)
      const [keyBytes, valueBytes] = [fields.readUInt32LE(8), fields.readUInt32LE(12)]
      if (elementFlags > 1) throw damage(place, 'has an element of an unknown kind')
      if (keyBytes > largestKey) throw damage(place, 'has a key that is longer than 32,768 bytes')
      const from = at + fields.readUInt32LE(4)
      claim(from, keyBytes + valueBytes)
      return {
        key: bytes.at(from, keyBytes),
        isBucket: elementFlags === 1,
        valueBytes,
        value: () => bytes.at(from + keyBytes, valueBytes),
      }
    },
  }
}

/** Bytes in memory: of an inline bucket. */
export function bytesOf(buffer: Buffer): Bytes {
  return {
    length: buffer.length,
    at: (offset, length) => Buffer.from(buffer.subarray(offset, offset + length)),
  }
}

export interface Span {
  /** Of the file, as `openSync` gave it. */
  file: number
  from: number
  length: number
}

/** Bytes of a file, its first 64 KiB at once; `short` is thrown where the file ends before them. */
export function bytesIn({ file, from, length }: Span, short: () => Refusal): Bytes {
  const read = (offset: number, size: number): Buffer => {
    const bytes = Buffer.allocUnsafe(size)
    let done = 0
    while (done < size) {
      const count = readSync(file, bytes, done, size - done, from + offset + done)
      if (count === 0) throw short()
      done += count
    }
    return bytes
  }
  const start = read(0, Math.min(length, bufferBytes))
  return {
    length,
    at: (offset, size) =>
      offset + size <= start.length ? Buffer.from(start.subarray(offset, offset + size)) : read(offset, size),
  }
}
