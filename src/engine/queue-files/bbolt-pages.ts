/**
 * The pages of a bbolt database (bbolt, page.go): branches lead to pages, leaves hold keys and values. Nothing that a page
 * says is believed before it was checked, and what stands in a page never overlaps, so that no file takes longer to read
 * than its size allows.
 */
import type { Refusal } from '../../shared/result.ts'
import type { Bytes } from './bbolt-bytes.ts'

/** What is damaged, and where: `page 7`. */
export type Damage = (place: string, what: string) => Refusal

export interface BranchElement {
  page: number
}

export interface LeafElement {
  key: Buffer
  isBucket: boolean
  valueBytes: number
  /** Read when it is asked for. */
  value(): Buffer
}

export interface Page {
  place: string
  kind: 'branch' | 'leaf'
  count: number
  branch(index: number): BranchElement
  leaf(index: number): LeafElement
  /** No more elements are asked for; values of those that were may still be. */
  release(): void
}

const headBytes = 16
const elementBytes = 16
const branchFlag = 0x01
const leafFlag = 0x02
/** bbolt's `MaxKeySize`. */
const largestKey = 32_768

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
  const elementAt = (index: number): number => headBytes + index * elementBytes
  const claim = (from: number, length: number): void => {
    if (from < free || from + length > bytes.length)
      throw damage(place, 'has a key or a value that lies outside of its place')
    free = from + length
  }
  return {
    place,
    release: bytes.release,
    kind: flags === branchFlag ? 'branch' : 'leaf',
    count,
    branch(index) {
      const at = elementAt(index)
      claim(at + bytes.uint32(at), bytes.uint32(at + 4))
      return { page: bytes.uint32(at + 8) + bytes.uint32(at + 12) * 2 ** 32 }
    },
    leaf(index) {
      const at = elementAt(index)
      const flags = bytes.uint32(at)
      const from = at + bytes.uint32(at + 4)
      const [keyBytes, valueBytes] = [bytes.uint32(at + 8), bytes.uint32(at + 12)]
      if (flags > 1) throw damage(place, 'has an element of an unknown kind')
      if (keyBytes > largestKey) throw damage(place, 'has a key that is longer than 32,768 bytes')
      claim(from, keyBytes + valueBytes)
      return {
        key: bytes.copy(from, keyBytes),
        isBucket: flags === 1,
        valueBytes,
        value: () => bytes.copy(from + keyBytes, valueBytes),
      }
    },
  }
}
