import { randomBytes } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { decompress } from '@mongodb-js/zstd'
import { expect, it } from 'vitest'
import { zstdCuts } from '../../src/engine/zstd-cuts.ts'

const block = 128 * 1024
const mixed = Buffer.concat([
  Buffer.from('hello '.repeat(100_000)),
  randomBytes(300_000),
  Buffer.alloc(2_000_000, 'z'),
  Buffer.from(Array.from({ length: 50_000 }, (_, index) => `${index} `).join('')),
])
const {
  ZSTD_c_checksumFlag: checksum,
  ZSTD_c_contentSizeFlag: contentSize,
  ZSTD_c_windowLog: windowLog,
} = constants

it.each([
  ['plain', zstdCompressSync(mixed)],
  ['with a checksum', zstdCompressSync(mixed, { params: { [checksum]: 1 } })],
  ['without a content size', zstdCompressSync(mixed, { params: { [contentSize]: 0 } })],
  ['with a small window', zstdCompressSync(mixed, { params: { [windowLog]: 10 } })],
  [
    'two frames',
    Buffer.concat([zstdCompressSync(mixed.subarray(0, 70_000)), zstdCompressSync(mixed.subarray(70_000))]),
  ],
  [
    'with a skippable frame',
    Buffer.concat([Buffer.from([0x52, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9]), zstdCompressSync(mixed)]),
  ],
])('every cut decodes to a beginning, and the last one to all of it: %s', async (_what, bytes) => {
  let last = 0
  let isAll = false
  for (const cut of zstdCuts(bytes)) {
    const decoded = await decompress(cut.frames)
    expect(decoded.equals(mixed.subarray(0, decoded.length))).toBe(true)
    expect(decoded.length).toBeGreaterThan(last)
    last = decoded.length
    ;({ isAll } = cut)
  }
  expect(last).toBe(mixed.length)
  expect(isAll).toBe(true)
})

it('the first cut holds one block', async () => {
  const [first] = zstdCuts(zstdCompressSync(Buffer.alloc(1_000_000, 'a')))
  expect(first?.frames && (await decompress(first.frames))).toHaveLength(block)
  expect(first).toMatchObject({ isAll: false, broken: null })
})

it('the cuts are frames for any decoder', () => {
  for (const { frames } of zstdCuts(zstdCompressSync(mixed))) {
    const decoded = zstdDecompressSync(frames)
    expect(decoded.equals(mixed.subarray(0, decoded.length))).toBe(true)
  }
})

it('what breaks off has the whole blocks, and says so', async () => {
  const cuts = [...zstdCuts(zstdCompressSync(mixed).subarray(0, 200_000))]
  const last = cuts.at(-1)
  expect(last).toMatchObject({ isAll: false, broken: 'it breaks off' })
  const decoded = await decompress(last?.frames ?? Buffer.alloc(0))
  expect(decoded.length).toBeGreaterThan(block)
  expect(decoded.equals(mixed.subarray(0, decoded.length))).toBe(true)
})

it('what is behind the frames and no zstd is broken', () => {
  const cuts = [...zstdCuts(Buffer.concat([zstdCompressSync(Buffer.from('abc')), Buffer.from('garbage')]))]
  expect(cuts).toMatchObject([{ isAll: false, broken: 'it breaks off' }])
})

it.each([
  ['nothing', Buffer.alloc(0)],
  ['other bytes', Buffer.from('{"error":"no"}')],
  ['a header alone', zstdCompressSync(mixed).subarray(0, 8)],
  ['half a block', zstdCompressSync(randomBytes(1_000)).subarray(0, 500)],
])('%s has no cut', (_what, bytes) => {
  expect([...zstdCuts(bytes)]).toEqual([])
})

it('a million tiny blocks end after a bounded number of cuts', () => {
  // Raw blocks of one byte: 24-bit header 0b1000 (size 1, raw), then the byte.
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58])
  const blocks = Buffer.alloc(4 * 250_000)
  for (let at = 0; at < blocks.length; at += 4) blocks.writeUInt32LE(0x61_00_00_08, at)
  const cuts = [...zstdCuts(Buffer.concat([header, blocks]))]
  expect(cuts.length).toBeLessThanOrEqual(64)
})
