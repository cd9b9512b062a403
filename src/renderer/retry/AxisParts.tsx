/** What the time axis draws besides its points: the line with its ticks, bands of jitter, and the label of one point. */
import { classes } from '../ui/classes.ts'
import type { AxisMark } from './axis-geometry.ts'
import type { CoursePoint } from './course.ts'
import { axisPosition, type Tick } from './time-axis.ts'
import { clockTime, span } from './times.ts'

export function AxisLine({ ticks, origin }: { ticks: readonly Tick[]; origin: string }) {
  return (
    <div aria-hidden>
      <div className="absolute inset-x-0 top-[33px] h-px bg-edge" />
      {ticks.map(({ ms, label, position }) => (
        <div key={ms} className="absolute top-0" style={{ left: percent(position) }}>
          <div className={classes('text-xs whitespace-nowrap text-faint', ms > 0 && '-translate-x-1/2')}>
            {ms === 0 ? origin : label}
          </div>
          <div className="absolute top-[18px] h-4 w-px bg-line" />
        </div>
      ))}
    </div>
  )
}

/** From the earliest to the latest instant that jitter makes of it. */
export function Band({ point: { earliestMs, latestMs }, endMs }: { point: CoursePoint; endMs: number }) {
  if (earliestMs === latestMs) return null
  const left = axisPosition(earliestMs, endMs)
  const width = Math.min(1, axisPosition(latestMs, endMs)) - left
  return (
    <div
      aria-hidden
      className="absolute top-[29px] h-2 min-w-1 rounded-full bg-accent/20"
      style={{ left: percent(left), width: percent(width) }}
    />
  )
}

interface PointLabelProps {
  mark: AxisMark
  originAt: number
  now: number
}

export function PointLabel({ mark, originAt, now }: PointLabelProps) {
  const { number, offsetMs, earliestMs, latestMs, waitMs } = mark.point
  const time = (ms: number): string => clockTime(originAt + ms, now)
  return (
    <div
      className={classes(
        'pointer-events-none absolute bottom-13 z-20 rounded-sm bg-raised px-2 py-1 text-sm whitespace-nowrap text-fg shadow-float',
        mark.position < 0.25
          ? '-translate-x-2'
          : mark.position > 0.75
            ? '-translate-x-[calc(100%-8px)]'
            : '-translate-x-1/2',
      )}
      style={{ left: percent(mark.position) }}
    >
      <span className="font-medium">Attempt {number}</span>
      {waitMs !== null && <span className="text-muted"> after {span(waitMs)}</span>}{' '}
      <span className="tabular">{time(offsetMs)}</span>
      {earliestMs < latestMs && (
        <span className="tabular text-muted">
          {' '}
          (jitter: {time(earliestMs)} to {time(latestMs)})
        </span>
      )}
    </div>
  )
}

export function percent(position: number): string {
  return `${(position * 100).toFixed(3)}%`
}
