/**
 * A bbolt database, the queue of the Go package, read as its file format is documented: read-only, page by page, a value when
 * it is asked for. Each page is visited once at most, so no damage makes it endless; a walk keeps a bit for each page.
 */
import { closeSync, fstatSync, openSync } from 'node:fs'
import { Refusal } from '../../shared/result.ts'
import { type FoundMeta, findMeta, readSeal } from './bbolt-meta.ts'
import { bytesOf, PageBuffers } from './bbolt-bytes.ts'
import { type Damage, type LeafElement, type Page, parseHead, parsePage } from './bbolt-pages.ts'

export { looksLikeBbolt } from './bbolt-meta.ts'

export interface BboltEntry {
  key: Buffer
  valueBytes: number
  /** Read each time it is asked for, while the database is open. */
  readonly value: Buffer
  /** 0 for the first of the bucket; nested buckets are not counted. */
  index: number
}

export interface Bbolt {
  /** In the order of the file, at most 1,000. */
  bucketNames(): string[]
  /** In the order of the keys, nested buckets left out. Refuses with `bucket_unknown` when it is asked for the first. */
  entries(bucket: string): Generator<BboltEntry>
  /** Refuses with `file_changed` when the database was written to since it was opened. */
  assertUnchanged(): void
  sizeBytes: number
  close(): void
}

const mostBuckets = 1_000
/** Branches over branches: with two keys a page at least this is more than any disk holds. */
const deepest = 64

/**
 * Refuses with `file_invalid` what is no such database, and with `bbolt_damaged`, here and while it is read, what is broken;
 * what the file system refuses is thrown as it is.
 */
export function openBbolt(path: string): Bbolt {
  const file = openSync(path, 'r')
  try {
    const database = new OpenBbolt(file)
    return {
      bucketNames: () => database.bucketNames(),
      entries: (bucket) => database.entries(bucket),
      assertUnchanged: () => database.assertUnchanged(),
      sizeBytes: database.sizeBytes,
      close: () => closeSync(file),
    }
  } catch (error) {
    closeSync(file)
    throw error
  }
}

/** Where a tree begins: at a page, or within a value. */
type Root = { page: number } | { inline: Buffer; place: string }

/** A class: with a getter in a literal V8 describes every object anew, and 500,000 entries took 330 MB instead of 100. */
class Entry implements BboltEntry {
  readonly key: Buffer
  readonly valueBytes: number
  readonly index: number
  readonly #leaf: LeafElement

  constructor(leaf: LeafElement, index: number) {
    this.key = leaf.key
    this.valueBytes = leaf.valueBytes
    this.index = index
    this.#leaf = leaf
  }

  get value(): Buffer {
    return this.#leaf.value()
  }
}

class OpenBbolt {
  readonly sizeBytes: number
  readonly #file: number
  readonly #buffers: PageBuffers
  readonly #found: FoundMeta

  constructor(file: number) {
    this.#file = file
    this.#buffers = new PageBuffers(file)
    this.sizeBytes = fstatSync(file).size
    this.#found = findMeta(file)
  }

  bucketNames(): string[] {
    const names: string[] = []
    for (const { key, isBucket } of this.#leaves({ page: this.#found.meta.rootPage })) {
      if (isBucket) names.push(key.toString())
      if (names.length === mostBuckets) break
    }
    return names
  }

  *entries(bucket: string): Generator<BboltEntry> {
    let index = 0
    for (const leaf of this.#leaves(this.#rootOf(bucket))) {
      if (leaf.isBucket) continue
      yield new Entry(leaf, index)
      index += 1
    }
  }

  assertUnchanged(): void {
    const { meta, seal } = this.#found
    if (readSeal(this.#file, meta.pageSize).equals(seal)) return
    throw new Refusal(
      'file_changed',
      'The database was written to while it was read. Stop the program that uses it, and import again.',
    )
  }

  #rootOf(bucket: string): Root {
    for (const leaf of this.#leaves({ page: this.#found.meta.rootPage })) {
      if (!leaf.isBucket || leaf.key.toString() !== bucket) continue
      const place = `the bucket "${bucket}"`
      // Its head: the id of its first page, or 0 where its only page follows at once.
      if (leaf.valueBytes < 16) throw this.#damage(place, 'has no head')
      const value = leaf.value()
      const page = Number(value.readBigUInt64LE(0))
      return page === 0 ? { inline: value.subarray(16), place } : { page }
    }
    throw new Refusal('bucket_unknown', `The database has no bucket "${bucket}".`)
  }

  *#leaves(root: Root): Generator<LeafElement> {
    const seen = new Uint8Array(Math.ceil(this.sizeBytes / this.#found.meta.pageSize / 8))
    const path = [{ page: this.#rootPage(root, seen), next: 0 }]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      if (top.next === top.page.count) {
        path.pop()?.page.release()
        continue
      }
      const index = top.next
      top.next += 1
      if (top.page.kind === 'leaf') yield top.page.leaf(index)
      else {
        if (path.length === deepest) throw this.#damage(top.page.place, `lies below ${deepest} others`)
        path.push({ page: this.#readPage(top.page.branch(index).page, seen), next: 0 })
      }
    }
  }

  #rootPage(root: Root, seen: Uint8Array): Page {
    if ('page' in root) return this.#readPage(root.page, seen)
    const page = parsePage(bytesOf(root.inline), root.place, this.#damage)
    if (page.kind !== 'leaf') throw this.#damage(root.place, 'is said to be small and has branches')
    return page
  }

  #readPage(id: number, seen: Uint8Array): Page {
    const { pageSize, highWater } = this.#found.meta
    const place = `page ${id}`
    // Pages 0 and 1 are the meta pages.
    if (id < 2 || id >= highWater) throw this.#damage(place, 'is asked for and cannot be one of its pages')
    const cutOff = (): Refusal => this.#damage(place, 'lies behind the end of the file, which is cut off')
    const from = id * pageSize
    if (from + pageSize > this.sizeBytes) throw cutOff()
    const first = this.#buffers.open({ from, length: pageSize }, cutOff)
    const head = parseHead(first.at(0, 16))
    if (head.id !== BigInt(id)) throw this.#damage(place, `says that it is page ${head.id}`)
    const length = (head.overflow + 1) * pageSize
    if (id + head.overflow >= highWater) throw this.#damage(place, 'says that it is longer than the database')
    if (from + length > this.sizeBytes) throw cutOff()
    for (let each = id; each <= id + head.overflow; each += 1) this.#visit(each, seen)
    if (head.overflow === 0) return parsePage(first, place, this.#damage)
    first.release()
    return parsePage(this.#buffers.open({ from, length }, cutOff), place, this.#damage)
  }

  #visit(id: number, seen: Uint8Array): void {
    const [byte, bit] = [Math.floor(id / 8), 1 << (id % 8)]
    const known = seen[byte] ?? 0
    if ((known & bit) !== 0) throw this.#damage(`page ${id}`, 'is used twice')
    seen[byte] = known | bit
  }

  /** What looks like damage may be a page that the program at work has just used anew. */
  readonly #damage: Damage = (place, what) => {
    this.assertUnchanged()
    return new Refusal(
      'bbolt_damaged',
      `The bbolt database is damaged: ${place} ${what}. Copy it anew while the program that uses it is stopped.`,
    )
  }
}
