/** Whatever is done to a database: it is read whole, or refused with a sentence; never a crash, never without end. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Refusal } from '../../../src/shared/result.ts'
import {
  bboltFixture,
  changedFixture,
  type FixtureName,
  type ReadBuckets,
  readBuckets,
} from '../../support/bbolt/fixtures.ts'
import { seededRandom } from '../../support/random.ts'

function codeOf(path: string): string {
  const read = readOr(path)
  return read instanceof Refusal ? read.code : 'read'
}

/** Anything but a refusal is a failure of the test. */
function readOr(path: string): ReadBuckets | Refusal {
  try {
    return readBuckets(path)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

const metaAt = { magic: 16, version: 20, checksum: 72 }

it('the older meta page serves where the newer is broken, and the other way round', () => {
  const newest = readBuckets(bboltFixture('events'))
  const broken = (page: number): ReadBuckets =>
    readBuckets(changedFixture('events', (bytes) => bytes.fill(0xff, page * 4_096 + 16, page * 4_096 + 80)))
  const counts = [broken(0), broken(1)].map((buckets) => buckets['webhook_events']?.length)
  expect(newest['webhook_events']).toHaveLength(5)
  expect(counts).toContain(3)
  expect(counts).toContain(5)
})

it('without a whole meta page it is refused', () => {
  const path = changedFixture('events', (bytes) => {
    for (const page of [0, 4_096])
      bytes.writeUInt8(bytes.readUInt8(page + metaAt.checksum) ^ 1, page + metaAt.checksum)
    return bytes
  })
  expect(readOr(path)).toMatchObject({ code: 'bbolt_damaged' })
})

it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
  ['nothing', () => Buffer.alloc(0), /not a bbolt database/],
  ['text', () => Buffer.from('{"category":"a"}\n'.repeat(9_999)), /not a bbolt database/],
  ['another byte order', (bytes) => bytes.subarray(0, 16_384).swap32(), /byte order/],
  [
    'another version',
    (bytes) => {
      for (const page of [0, 4_096]) bytes.writeUInt32LE(3, page + metaAt.version)
      return bytes
    },
    /version 3/,
  ],
])('%s is no database', (_name, change, sentence) => {
  const refused = readOr(changedFixture('events', change))
  expect(refused).toMatchObject({ code: 'file_invalid' })
  expect(refused).toHaveProperty('message', expect.stringMatching(sentence))
})

/** Where page `id` begins, and its kind, in a file with pages of 1,024 bytes. */
function pagesOf(name: FixtureName, flag: number): number[] {
  const bytes = readFileSync(bboltFixture(name))
  const starts = Array.from({ length: bytes.length / 1_024 }, (_, id) => id * 1_024)
  return starts.filter((at) => bytes.readUInt16LE(at + 8) === flag && bytes.readUInt16LE(at + 10) > 0)
}

it.each<[string, (bytes: Buffer, branch: number) => void, RegExp]>([
  [
    'leads back to itself',
    (bytes, at) => bytes.writeBigUInt64LE(BigInt(at / 1_024), at + 24),
    /page \d+ is used twice/,
  ],
  ['leads to a meta page', (bytes, at) => bytes.writeBigUInt64LE(1n, at + 24), /page 1 is asked for/],
  ['leads out of the file', (bytes, at) => bytes.writeBigUInt64LE(2n ** 63n, at + 24), /is asked for/],
  ['counts too many', (bytes, at) => bytes.writeUInt16LE(0xffff, at + 10), /page \d+ says that it has 65535/],
  ['is of no kind', (bytes, at) => bytes.writeUInt16LE(0x40, at + 8), /neither a branch nor a leaf/],
  ['is another page', (bytes, at) => bytes.writeBigUInt64LE(7_777n, at), /says that it is page 7777/],
  ['overflows', (bytes, at) => bytes.writeUInt32LE(0xffff_ffff, at + 12), /longer than the database/],
  ['has keys elsewhere', (bytes, at) => bytes.writeUInt32LE(0xffff_ff00, at + 16), /lies outside/],
])('a branch that %s', (_name, damage, sentence) => {
  const branches = pagesOf('many', 1)
  expect(branches.length).toBeGreaterThan(1)
  const refused = readOr(
    changedFixture('many', (bytes) => {
      for (const at of branches) damage(bytes, at)
      return bytes
    }),
  )
  expect(refused).toMatchObject({ code: 'bbolt_damaged' })
  expect(refused).toHaveProperty('message', expect.stringMatching(sentence))
})

it.each<FixtureName>(['events', 'many', 'overflow'])('%s cut off anywhere is whole or refused', (name) => {
  const whole = readBuckets(bboltFixture(name))
  const { length } = readFileSync(bboltFixture(name))
  const seen = new Set<string>()
  for (let size = 0; size < length; size += 997) {
    const read = readOr(changedFixture(name, (bytes) => bytes.subarray(0, size)))
    seen.add(read instanceof Refusal ? read.code : 'read')
    if (!(read instanceof Refusal)) expect(read).toEqual(whole)
  }
  expect(seen).toContain('bbolt_damaged')
})

it.each<FixtureName>(['buckets', 'events', 'many', 'overflow'])('%s with single bytes changed', (name) => {
  const random = seededRandom(20_261_124)
  const codes = new Set<string>()
  for (let round = 0; round < 300; round += 1) {
    codes.add(
      codeOf(
        changedFixture(name, (bytes) => {
          // Half of them where pages begin, which is where the structure is.
          const page = Math.floor((random() * bytes.length) / 1_024) * 1_024
          const at = random() < 0.5 ? page + Math.floor(random() * 80) : Math.floor(random() * bytes.length)
          bytes.writeUInt8((bytes.readUInt8(at) + 1 + Math.floor(random() * 255)) % 256, at)
          return bytes
        }),
      ),
    )
  }
  expect([...codes].toSorted()).toEqual(['bbolt_damaged', 'read'])
})
