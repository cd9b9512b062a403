/** Ways in which a file goes bad, each the same in every run with the same seed. */
import { seededRandom } from './random.ts'

const pageBytes = 4_096

type Damage = (bytes: Buffer, random: () => number) => Buffer

const below = (random: () => number, end: number): number => Math.floor(random() * end)

function overwritePages(share: number, fill: (page: Buffer, random: () => number) => void): Damage {
  return (bytes, random) => {
    const pages = bytes.length / pageBytes
    for (let count = Math.max(1, Math.round(pages * share)); count > 0; count -= 1) {
      // The first page says what the file is; without it there is nothing to tell.
      const at = (1 + below(random, pages - 1)) * pageBytes
      fill(bytes.subarray(at, at + pageBytes), random)
    }
    return bytes
  }
}

export const damages: Readonly<Record<string, Damage>> = {
  'some bytes flipped': (bytes, random) => {
    for (let count = 1 + below(random, 40); count > 0; count -= 1) {
      const at = below(random, bytes.length)
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << below(random, 8)), at)
    }
    return bytes
  },
  'a page of zeros': overwritePages(0, (page) => void page.fill(0)),
  'a page of noise': overwritePages(0, (page, random) => {
    for (let at = 0; at < page.length; at += 1) page.writeUInt8(below(random, 256), at)
  }),
  'a tenth of the pages gone': overwritePages(0.1, (page) => void page.fill(0)),
  'cut off': (bytes, random) => bytes.subarray(0, pageBytes + below(random, bytes.length - pageBytes)),
}

/** A damaged copy. */
export function damagedCopy(bytes: Buffer, kind: string, seed: number): Buffer {
  const damage = damages[kind]
  if (!damage) throw new Error(`there is no damage ${kind}`)
  return damage(Buffer.from(bytes), seededRandom(seed))
}
