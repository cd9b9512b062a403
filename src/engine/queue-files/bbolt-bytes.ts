/**
 * Where the bytes of a page come from: a buffer of 64 KiB for each page that is open, used again for the next one, and the file
 * itself for what lies behind. So a walk takes as much memory as its tree is deep.
 */
import { readSync } from 'node:fs'
import type { Refusal } from '../../shared/result.ts'

/** All that is asked for must lie within `length`. */
export interface Bytes {
  length: number
  /** To look at, before `release`. */
  at(offset: number, length: number): Buffer
  /** Little-endian, before `release`. */
  uint32(offset: number): number
  /** To keep; also after `release`. */
  copy(offset: number, length: number): Buffer
  release(): void
}

/** Bytes in memory: of an inline bucket. */
export function bytesOf(buffer: Buffer): Bytes {
  const at = (offset: number, length: number): Buffer => buffer.subarray(offset, offset + length)
  return {
    length: buffer.length,
    at,
    uint32: (offset) => buffer.readUInt32LE(offset),
    copy: (offset, length) => Buffer.from(at(offset, length)),
    release() {},
  }
}

const bufferBytes = 64 * 1024

export class PageBuffers {
  /** As `openSync` gave it. */
  readonly #file: number
  readonly #free: Buffer[] = []

  constructor(file: number) {
    this.#file = file
  }

  /** `short` is thrown, then and later, where the file ends before them. */
  open({ from, length }: { from: number; length: number }, short: () => Refusal): Bytes {
    const buffer = this.#free.pop() ?? Buffer.allocUnsafe(bufferBytes)
    let start: Buffer | null = buffer.subarray(0, Math.min(length, bufferBytes))
    this.#read(start, from, short)
    const ofStart = (offset: number, size: number): Buffer | null =>
      start && offset + size <= start.length ? start.subarray(offset, offset + size) : null
    const read = (offset: number, size: number): Buffer => {
      const bytes = Buffer.allocUnsafe(size)
      this.#read(bytes, from + offset, short)
      return bytes
    }
    return {
      length,
      uint32: (offset) =>
        start && offset + 4 <= start.length ? start.readUInt32LE(offset) : read(offset, 4).readUInt32LE(),
      at: (offset, size) => ofStart(offset, size) ?? read(offset, size),
      copy: (offset, size) => {
        const known = ofStart(offset, size)
        return known ? Buffer.from(known) : read(offset, size)
      },
      release: () => {
        if (start) this.#free.push(buffer)
        start = null
      },
    }
  }

  #read(into: Buffer, from: number, short: () => Refusal): void {
    for (let done = 0; done < into.length;) {
      const count = readSync(this.#file, into, done, into.length - done, from + done)
      if (count === 0) throw short()
      done += count
    }
  }
}
