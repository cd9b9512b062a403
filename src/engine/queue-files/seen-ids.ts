/**
 * Ids of a file that were seen before in it, for a dry run, which writes none of them down. By 52 bits of a hash: of four
 * million ids two are taken for one another once in a thousand files. Beyond that many none is remembered.
 */
const mostIds = 4_000_000

/** An open-addressed table of numbers, at most half full: 16 to 32 bytes an id, where a `Set` takes three times that. */
export class SeenIds {
  #slots = new Float64Array(1_024)
  #count = 0

  /** Whether it was seen before; it is from now on. */
  add(id: string): boolean {
    const hash = hashOf(id)
    const slot = this.#slotOf(hash)
    if (this.#slots[slot] === hash) return true
    if (this.#count >= mostIds) return false
    this.#slots[slot] = hash
    this.#count += 1
    if (this.#count * 2 > this.#slots.length) this.#grow()
    return false
  }

  /** Where it is, or the free place that it would have. */
  #slotOf(hash: number): number {
    const last = this.#slots.length - 1
    let slot = (hash % 2 ** 31) & last
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== hash) slot = (slot + 1) & last
    return slot
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Float64Array(before.length * 2)
    for (const hash of before) if (hash !== 0) this.#slots[this.#slotOf(hash)] = hash
  }
}

/** FNV-1a, once from each of two beginnings. Never 0, which is a free place. */
function hashOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x9747b28c]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x01000193)
  }
  return (low >>> 0) * 2 ** 20 + ((high >>> 0) & 0xfffff) || 1
}
