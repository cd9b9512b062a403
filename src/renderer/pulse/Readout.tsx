/** The values under the cursor, or of the whole span: the charts' legend, with each series as it is drawn. */
import type { ReactNode } from 'react'
import type { PulseReading, PulseSpan } from '../../shared/pulse.ts'
import { countText } from '../deliveries/format.ts'
import { attemptsOf, latencyText, meanRate, rateOf, rateText, shareText } from './buckets.ts'
import { percentileLines } from './plots.ts'
import { bucketText, spanTitle } from './spans.ts'

interface ReadoutProps {
  reading: PulseReading
  span: PulseSpan
  cursor: number | null
}

export function Readout({ reading, span, cursor }: ReadoutProps) {
  const { points, totals, bucketMs } = reading
  const found = cursor === null ? null : points.find(({ at }) => at === cursor)
  const shown = cursor === null ? totals : (found ?? nothing)
  const rate = cursor === null ? meanRate(reading) : found ? rateOf(found, reading) : 0
  return (
    <div className="grid shrink-0 grid-cols-[minmax(8.5rem,1.6fr)_minmax(0,7fr)] items-center gap-x-3 border-b border-line px-5 py-2">
      <span className="tabular text-sm font-medium">
        {cursor === null ? spanTitle(span) : bucketText(cursor, bucketMs)}
      </span>
      <dl className="grid grid-cols-[1.35fr_1.15fr_repeat(5,minmax(0,1fr))] gap-x-3">
        <Value name="per second" value={rateText(rate)} sample={<Area className="bg-accent" />} />
        <Value name="delivered" value={countText(shown.delivered)} sample={<Area className="bg-good" />} />
        <Value name="failed" value={countText(shown.failed)} sample={<Hatched />} />
        <Value name="success" value={attemptsOf(shown) === 0 ? '–' : shareText(shown)} />
        {percentileLines.map(({ key, label, token, dash, width }) => (
          <Value
            key={key}
            name={label}
            value={latencyText(shown[key])}
            sample={
              <svg width="18" height="8" className="shrink-0" aria-hidden>
                <line
                  x1="0"
                  x2="18"
                  y1="4"
                  y2="4"
                  stroke={`var(--color-${token})`}
                  strokeWidth={width + 0.5}
                  strokeDasharray={dash.join(' ')}
                />
              </svg>
            }
          />
        ))}
      </dl>
    </div>
  )
}

const nothing = { delivered: 0, failed: 0, p50Ms: null, p95Ms: null, p99Ms: null }

function Value({ name, value, sample }: { name: string; value: string; sample?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col whitespace-nowrap">
      <dt className="flex items-center gap-1 text-xs text-muted">
        {sample}
        {name}
      </dt>
      <dd className="tabular font-semibold">{value}</dd>
    </div>
  )
}

function Area({ className }: { className: string }) {
  return <span aria-hidden className={`size-2.5 shrink-0 rounded-[2px] ${className}`} />
}

function Hatched() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" className="shrink-0 rounded-[2px] text-bad" aria-hidden>
      <rect width="10" height="10" fill="currentColor" opacity="0.35" />
      <path d="M-2 7 7 -2M-2 12 12 -2M3 12 12 3" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  )
}
