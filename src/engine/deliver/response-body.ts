/** The body of a response as far as it is kept: counted in full, held up to a bound. */
import { keptResponseBytes, largestResponseBytes } from '../../shared/limits.ts'

export class ResponseBody {
  /** All that came. */
  bytes = 0
  /** It has a content encoding, and is held as far as it is read: how much comes out of it cannot be told. */
  encoded = false
  private first: Buffer | null = null
  private more: Buffer[] | null = null

  holdEncoded(): void {
    this.encoded = true
  }

  add(chunk: Buffer): void {
    const held = this.bytes
    this.bytes += chunk.length
    if (held >= (this.encoded ? largestResponseBytes : keptResponseBytes)) return
    if (!this.first) this.first = chunk
    else if (this.more) this.more.push(chunk)
    else this.more = [chunk]
  }

  get tooLarge(): boolean {
    return this.bytes > largestResponseBytes
  }

  /** The first bytes as they came, as many as are kept. */
  start(): Buffer {
    const held = this.held()
    return held.length > keptResponseBytes ? held.subarray(0, keptResponseBytes) : held
  }

  held(): Buffer {
    if (!this.first) return nothing
    return this.more ? Buffer.concat([this.first, ...this.more]) : this.first
  }
}

const nothing = Buffer.alloc(0)
