/** Throughput of the last five minutes, a bar for five seconds: delivered below, failed on top. */
import type { PulseBucket } from '../../shared/model.ts'

const bars = 60
const heightPx = 20
const stepPx = 2
const barPx = 1.5

export function Sparkline({ buckets }: { buckets: PulseBucket[] }) {
  const shown = buckets.slice(-bars)
  const most = Math.max(1, ...shown.map((bucket) => bucket.delivered + bucket.failed))
  const delivered = shown.reduce((sum, bucket) => sum + bucket.delivered, 0)
  const failed = shown.reduce((sum, bucket) => sum + bucket.failed, 0)
  const label = `Last five minutes: ${delivered.toLocaleString()} delivered, ${failed.toLocaleString()} failed`
  const first = bars - shown.length
  /** At least a pixel for anything that happened. */
  const tall = (count: number): number =>
    count === 0 ? 0 : Math.max(1, Math.round((count / most) * (heightPx - 2)))
  return (
    <svg
      role="img"
      aria-label={label}
      width={bars * stepPx}
      height={heightPx}
      className="shrink-0 @max-[980px]:hidden"
    >
      <title>{label}</title>
      <rect y={heightPx - 1} width={bars * stepPx} height="1" className="fill-line" />
      {shown.map((bucket, index) => {
        const good = tall(bucket.delivered)
        const bad = tall(bucket.failed)
        const x = (first + index) * stepPx
        return (
          <g key={bucket.at}>
            <rect x={x} y={heightPx - good} width={barPx} height={good} className="fill-good/65" />
            <rect x={x} y={heightPx - good - bad} width={barPx} height={bad} className="fill-bad" />
          </g>
        )
      })}
    </svg>
  )
}
