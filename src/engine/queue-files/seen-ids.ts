/**
 * Ids of a file that were seen before in it, for a dry run, which writes none of them down. By 52 bits of a hash: of four
 * million ids two are taken for one another once in a thousand files. Beyond that many none is remembered.
 */
const mostIds = 4_000_000

export class SeenIds {
  readonly #hashes = new Set<number>()

  /** Whether it was seen before; it is from now on. */
  add(id: string): boolean {
    const hash = hashOf(id)
    if (this.#hashes.has(hash)) return true
    if (this.#hashes.size < mostIds) this.#hashes.add(hash)
    return false
  }
}

/** FNV-1a, once from each of two beginnings. */
function hashOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x9747b28c]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x01000193)
  }
  return (low >>> 0) * 2 ** 20 + ((high >>> 0) & 0xfffff)
}
