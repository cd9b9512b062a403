/**
 * The charts under each other on one time axis. The cursor stands on a bucket: it follows the pointer, or the arrow keys
 * while the stack has the focus; pressing there shows the deliveries of its time.
 */
import { type KeyboardEvent, type PointerEvent, useMemo } from 'react'
import type { PulseReading } from '../../shared/pulse.ts'
import { allBuckets, attemptsOf, spokenTotals } from './buckets.ts'
import { Chart } from './Chart.tsx'
import { gutterPx, latency, marginPx, outcomes, type Plot, throughput } from './plots.ts'
import { bucketText } from './spans.ts'

interface ChartStackProps {
  reading: PulseReading
  /** Of a bucket, by when it begins; null: nowhere. */
  cursor: number | null
  onCursor: (at: number | null) => void
  onChoose: (at: number) => void
}

export function ChartStack({ reading, cursor, onCursor, onChoose }: ChartStackProps) {
  const buckets = useMemo(() => allBuckets(reading), [reading])
  const { from, bucketMs } = reading
  const last = buckets.length - 1
  const index = cursor === null ? null : Math.min(last, Math.round((cursor - from) / bucketMs))
  const point = index === null ? undefined : buckets[index]
  const moveTo = (next: number): void => onCursor(buckets[Math.max(0, Math.min(last, next))]?.at ?? null)
  const choose = (): void => {
    if (point && attemptsOf(point) > 0) onChoose(point.at)
  }
  const press = (event: KeyboardEvent): void => {
    const from = index ?? last + 1
    const steps = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }
    const pages = { PageUp: from - 10, PageDown: from + 10 }
    const target = { ...steps, ...pages }[event.key]
    if (target !== undefined) moveTo(target)
    else if (event.key === 'Enter') choose()
    else if (event.key === 'Escape' && cursor !== null) onCursor(null)
    else return
    event.preventDefault()
  }
  const follow = (event: PointerEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - left - gutterPx) / (width - gutterPx - marginPx)
    if (share < 0 || share > 1) onCursor(null)
    else moveTo(Math.floor(share * buckets.length))
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Time in the charts"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index ?? last}
      aria-valuetext={
        point ? `${bucketText(point.at, bucketMs)}: ${spokenTotals(point)}` : spokenTotals(reading.totals)
      }
      onKeyDown={press}
      onPointerMove={follow}
      onPointerLeave={() => onCursor(null)}
      onClick={choose}
      className="focus-inset relative mx-2 flex min-h-90 flex-1 flex-col pb-2"
    >
      {index !== null && <Band index={index} count={buckets.length} />}
      {parts.map(({ title, unit, plot, share }) => (
        <div key={title} className="flex min-h-0 flex-col" style={{ flex: share }}>
          <p className="flex shrink-0 items-baseline gap-2 pt-2 pl-3 select-none">
            <span className="text-sm font-semibold">{title}</span>
            <span className="text-xs text-faint">{unit}</span>
          </p>
          <div className="relative min-h-0 flex-1">
            <Chart plot={plot} buckets={buckets} reading={reading} />
          </div>
        </div>
      ))}
    </div>
  )
}

const parts: readonly { title: string; unit: string; plot: Plot; share: number }[] = [
  { title: 'Throughput', unit: 'attempts per second', plot: throughput, share: 3 },
  { title: 'Outcome', unit: 'attempts, failed ones on top', plot: outcomes, share: 3 },
  { title: 'Latency', unit: 'logarithmic', plot: latency, share: 4 },
]

/** The bucket under the cursor, through all charts. */
function Band({ index, count }: { index: number; count: number }) {
  const width = `(100% - ${gutterPx + marginPx}px) / ${count}`
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-2 bottom-7 z-10 border-x border-accent/50 bg-accent/12"
      style={{ left: `calc(${gutterPx}px + ${width} * ${index})`, width: `max(2px, calc(${width}))` }}
    />
  )
}
