import { randomBytes } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { assert, asyncProperty, property, uint8Array } from 'fast-check'
import { expect, it } from 'vitest'
import { compressGzip, compressZstd, decodeBody } from '../../src/engine/compress.ts'
import { zstdBound } from '../../src/engine/zstd-frame.ts'

const roomy = 64 * 1024 * 1024

it('zstd: what is compressed comes back, byte for byte', async () => {
  const bytes = uint8Array({ maxLength: 5_000 }).map((array) => Buffer.from(array))
  await assert(
    asyncProperty(bytes, async (body) => {
      expect(await decodeBody(await compressZstd(body), 'zstd', roomy)).toEqual(body)
    }),
  )
})

it('gzip: what is compressed comes back, byte for byte', async () => {
  const bytes = uint8Array({ maxLength: 5_000 }).map((array) => Buffer.from(array))
  await assert(
    asyncProperty(bytes, async (body) => {
      expect(await decodeBody(await compressGzip(body), 'gzip', roomy)).toEqual(body)
    }),
  )
})

it.each([0, 1, 1_025, 131_072, 131_073, 3_000_000])(
  'zstd: a frame of %i bytes says its content size, for readers that decompress in one call',
  async (length) => {
    const body = randomBytes(length)
    const frame = await compressZstd(body)
    expect(await decodeBody(frame, 'zstd', roomy)).toEqual(body)
    if (length === 0) return
    // RFC 8878, section 3.1.1.1: no single segment, four bytes of content size after the window descriptor.
    expect(frame.readUInt8(4)).toBe(0x80)
    expect(frame.readUInt32LE(6)).toBe(length)
  },
)

it('zstd: never asks more of the receiver than a window of 8 MB (RFC 9659)', async () => {
  const frame = await compressZstd(randomBytes(20_000_000))
  expect(2 ** (10 + (frame.readUInt8(5) >> 3))).toBeLessThanOrEqual(8 * 1024 * 1024)
})

it.each([
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync],
] as const)('%s: more than the bound is refused without holding it', async (encoding, encode) => {
  const small = encode(Buffer.alloc(50_000_000))
  await expect(decodeBody(small, encoding, 1_000_000)).rejects.toThrow(
    `The body cannot be read as ${encoding}: `,
  )
})

it('a lie about the content size does not get past the bound', async () => {
  const frame = zstdCompressSync(Buffer.alloc(50_000_000))
  expect(frame.readUInt8(4) >> 6).toBe(2)
  frame.writeUInt32LE(100, (frame.readUInt8(4) >> 5) & 1 ? 5 : 6)
  await expect(decodeBody(frame, 'zstd', 1_000_000)).rejects.toThrow('more than 1000000 bytes')
})

it('several frames and frames to be skipped count together', async () => {
  const [one, two] = [await compressZstd(Buffer.from('one ')), await compressZstd(Buffer.from('two'))]
  const skipped = Buffer.from('502a4d180400000061626364', 'hex')
  const all = Buffer.concat([one, skipped, two])
  expect(await decodeBody(all, 'zstd', roomy)).toEqual(Buffer.from('one two'))
  expect(zstdBound(all)).toBe((zstdBound(one) ?? 0) + (zstdBound(two) ?? 0))
})

it('the bound is never below the size, and broken bytes have none', async () => {
  for (const length of [0, 1, 100_000, 1_000_000]) {
    const frame = zstdCompressSync(Buffer.alloc(length, 'ab'))
    expect(zstdBound(frame)).toBeGreaterThanOrEqual(length)
    for (let cut = 0; cut < Math.min(frame.length, 40); cut += 1)
      expect(zstdBound(frame.subarray(0, cut))).toBeNull()
  }
  const magic = Buffer.from('28b52ffd', 'hex')
  const anything = uint8Array({ maxLength: 200 }).map((array) => Buffer.concat([magic, array]))
  const check = (bytes: Buffer): void => {
    expect(zstdBound(bytes) ?? 0).toBeGreaterThanOrEqual(0)
  }
  assert(property(anything, check))
})

it('an empty list of encodings leaves the bytes as they are', async () => {
  expect(await decodeBody(Buffer.from('abc'), ' , identity', roomy)).toEqual(Buffer.from('abc'))
})
