/** What a benchmark answers with: a ratio, what it must be here, and the two measurements behind it. */

export interface BenchResult {
  name: string
  ratio: number
  /** The bound of the ratio. */
  reach: number
  /** `at least`: ours by the bare thing's, 1 is as fast as that. `at most`: how much more the larger or the whole takes. */
  bound: 'at least' | 'at most'
  ours: string
  bare: string
}

export function isReached({ ratio, reach, bound }: BenchResult): boolean {
  return bound === 'at least' ? ratio >= reach : ratio <= reach
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Of pairs measured in turn, because the machine is noisy: the median of their ratios. */
export function medianRatio(one: readonly number[], other: readonly number[]): number {
  return median(one.map((value, index) => value / (other[index] ?? Number.NaN)))
}

export function perSecond(count: number, ms: number): string {
  return `${Math.round((count / ms) * 1_000).toLocaleString('en')}/s`
}
