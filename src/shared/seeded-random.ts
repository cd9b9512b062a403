/**
 * Chance that comes out the same again: what the composer's preview showed is what is sent, and tests find the same
 * failure twice. Not for secrets.
 */

/** Numbers from 0 to below 1, with all of their 53 bits (sfc32, seeded by cyrb128). */
export function seededRandom(seed: string | number): () => number {
  const state = hash(String(seed))
  const next = (): number => {
    const [a, b, c, counter] = state
    const sum = (a + b + counter) | 0
    state[3] = (counter + 1) | 0
    state[0] = b ^ (b >>> 9)
    state[1] = (c + (c << 3)) | 0
    state[2] = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  // The first ones still show what the seeds have in common.
  for (let round = 0; round < 12; round += 1) next()
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53
}

const factors = [597_399_067, 2_869_860_233, 951_274_213, 2_716_044_179] as const

function hash(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = b ^ Math.imul(a ^ code, factors[0])
    b = c ^ Math.imul(b ^ code, factors[1])
    c = d ^ Math.imul(c ^ code, factors[2])
    d = a ^ Math.imul(d ^ code, factors[3])
  }
  return [a | 0, b | 0, c | 0, d | 0]
}
