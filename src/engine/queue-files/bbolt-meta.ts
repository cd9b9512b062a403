/**
 * The two meta pages of a bbolt database, of which the one that was written last and is whole counts (bbolt, db.go: `meta`).
 * bbolt never changes a page that the valid meta leads to, so what is read stays true while both are the same.
 */
import { readSync } from 'node:fs'
import { Refusal } from '../../shared/result.ts'

export interface BboltMeta {
  pageSize: number
  /** Of the bucket that holds all buckets. */
  rootPage: number
  /** No page that is in use has this id or one above. */
  highWater: number
  txid: bigint
}

const magic = 0xed0cdaed
const version = 2
/** Behind the head of the page; the checksum is its last field, over all before it. */
const metaOffset = 16
const metaBytes = 64
const smallestPage = 512
/** Up to 16 MiB: where the library itself looks for the second meta page. */
const pageSizes = Array.from({ length: 15 }, (_, power) => 1_024 * 2 ** power)

/** From the first bytes of a file, at best 64 KiB of them: also one in the other byte order, which `openBbolt` refuses. */
export function looksLikeBbolt(firstBytes: Buffer): boolean {
  return [0, ...pageSizes].some((pageAt) => {
    const at = pageAt + metaOffset
    return at + 4 <= firstBytes.length && (hasMagic(firstBytes, at) || hasForeignMagic(firstBytes, at))
  })
}

const hasMagic = (bytes: Buffer, at: number): boolean => bytes.readUInt32LE(at) === magic
const hasForeignMagic = (bytes: Buffer, at: number): boolean => bytes.readUInt32BE(at) === magic

export interface FoundMeta {
  meta: BboltMeta
  /** The bytes of both meta pages: whether the database was written to since shows in them. */
  seal: Buffer
}

/** Refuses with `file_invalid` what is no such database, and with `bbolt_damaged` where no meta page is whole. */
export function findMeta(file: number): FoundMeta {
  const first = readMetaBytes(file, 0)
  const firstMeta = parseMeta(first)
  const size =
    firstMeta?.pageSize ?? pageSizes.find((at) => parseMeta(readMetaBytes(file, at))?.pageSize === at)
  if (size === undefined) throw whyNone(file, first)
  const second = readMetaBytes(file, size)
  const secondMeta = parseMeta(second)
  const metas = [firstMeta, secondMeta?.pageSize === size ? secondMeta : null].filter((meta) => meta !== null)
  const meta = metas.reduce((newest, each) => (each.txid > newest.txid ? each : newest))
  return { meta, seal: Buffer.concat([first, second]) }
}

/** What `seal` says now; empty where the file lost its meta pages. */
export function readSeal(file: number, pageSize: number): Buffer {
  return Buffer.concat([readMetaBytes(file, 0), readMetaBytes(file, pageSize)])
}

/** Shorter where the file ends. */
function readMetaBytes(file: number, pageAt: number): Buffer {
  const bytes = Buffer.alloc(metaBytes)
  return bytes.subarray(0, readSync(file, bytes, 0, metaBytes, pageAt + metaOffset))
}

function parseMeta(bytes: Buffer): BboltMeta | null {
  if (bytes.length < metaBytes || !hasMagic(bytes, 0) || bytes.readUInt32LE(4) !== version) return null
  if (bytes.readBigUInt64LE(56) !== fnv1a(bytes.subarray(0, 56))) return null
  const pageSize = bytes.readUInt32LE(8)
  if (pageSize < smallestPage || pageSize > (pageSizes.at(-1) ?? 0)) return null
  return {
    pageSize,
    rootPage: Number(bytes.readBigUInt64LE(16)),
    highWater: Number(bytes.readBigUInt64LE(40)),
    txid: bytes.readBigUInt64LE(48),
  }
}

/** FNV-1a with 64 bits. */
function fnv1a(bytes: Buffer): bigint {
  let hash = 0xcbf29ce484222325n
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash
}

function whyNone(file: number, first: Buffer): Refusal {
  const pages = [first, ...pageSizes.map((at) => readMetaBytes(file, at))].filter(
    (bytes) => bytes.length >= 8,
  )
  if (pages.some((bytes) => hasForeignMagic(bytes, 0)))
    return new Refusal(
      'file_invalid',
      'This bbolt database was written by a machine with another byte order (big-endian), which cannot be read here.',
    )
  const known = pages.find((bytes) => hasMagic(bytes, 0))
  if (!known) return new Refusal('file_invalid', 'This is not a bbolt database.')
  const found = known.readUInt32LE(4)
  return found === version ||
    pages.filter((bytes) => hasMagic(bytes, 0)).some((bytes) => bytes.readUInt32LE(4) === version)
    ? new Refusal(
        'bbolt_damaged',
        'Both meta pages of this bbolt database (pages 0 and 1) are damaged, so nothing in it can be found.',
      )
    : new Refusal(
        'file_invalid',
        `This bbolt database has version ${found} of the file format; only version ${version} can be read.`,
      )
}
