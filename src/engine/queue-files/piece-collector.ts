/** Gathers the bytes of one piece of a file over several chunks. Beyond the bound none of them is held, only that they were. */

export class PieceCollector {
  readonly #mostBytes: number
  #parts: Buffer[] = []
  #length = 0

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  get isEmpty(): boolean {
    return this.#length === 0
  }

  add(bytes: Buffer): void {
    this.#length += bytes.length
    if (this.#length <= this.#mostBytes) this.#parts.push(bytes)
    else this.#parts = []
  }

  /** What was gathered, null where it is too long; begins anew. */
  take(): Buffer | null {
    const [first = Buffer.alloc(0)] = this.#parts
    const whole = this.#parts.length > 1 ? Buffer.concat(this.#parts) : first
    const bytes = this.#length > this.#mostBytes ? null : whole
    this.#parts = []
    this.#length = 0
    return bytes
  }
}
