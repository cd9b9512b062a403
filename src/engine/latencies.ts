/**
 * How long attempts took, as a histogram with steps that grow with the time. Histograms add up, so a percentile of any
 * span and any set of endpoints is known without the attempts.
 */

/** Eight steps to a doubling: a percentile is at most 4.5 % off. */
const stepsPerDoubling = 8
/** Up to 2^20 ms; nothing may take longer than ten minutes. */
const stepCount = 160
/** A step and its count. */
const entryBytes = 5

/** How many attempts there were of each step. */
export type Latencies = Uint32Array

export function noLatencies(): Latencies {
  return new Uint32Array(stepCount)
}

/** Below a millisecond is told as one. */
export function addLatency(latencies: Latencies, ms: number): void {
  const step = Math.round(Math.log2(Math.max(ms, 1)) * stepsPerDoubling)
  addTo(latencies, Math.min(step, stepCount - 1), 1)
}

/** As it stands in the database: only the steps that have attempts, 5 bytes each. */
export function encodeLatencies(latencies: Latencies): Buffer {
  const used = latencies.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
  const bytes = Buffer.allocUnsafe(used * entryBytes)
  let offset = 0
  for (let step = 0; step < stepCount; step += 1) {
    const count = latencies[step] ?? 0
    if (count === 0) continue
    bytes.writeUInt8(step, offset)
    bytes.writeUInt32LE(count, offset + 1)
    offset += entryBytes
  }
  return bytes
}

export function addEncoded(latencies: Latencies, bytes: Buffer): void {
  for (let offset = 0; offset + entryBytes <= bytes.length; offset += entryBytes) {
    addTo(latencies, bytes.readUInt8(offset), bytes.readUInt32LE(offset + 1))
  }
}

export function addLatencies(latencies: Latencies, others: Latencies): void {
  for (let step = 0; step < stepCount; step += 1) addTo(latencies, step, others[step] ?? 0)
}

/** In ms, each for a share from 0 to 1; null where there were no attempts. */
export function percentilesOf(latencies: Latencies, shares: readonly number[]): (number | null)[] {
  const total = latencies.reduce((sum, count) => sum + count, 0)
  return shares.map((share) => {
    if (total === 0) return null
    const rank = Math.max(1, Math.ceil(total * share))
    let seen = 0
    const step = latencies.findIndex((count) => (seen += count) >= rank)
    return 2 ** (step / stepsPerDoubling)
  })
}

function addTo(latencies: Latencies, step: number, count: number): void {
  if (step < stepCount) latencies[step] = (latencies[step] ?? 0) + count
}
