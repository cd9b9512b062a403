/**
 * A picture of planned attempts: hollow points on a logarithmic axis from the first of them. Read-only; the same numbers
 * stand as text beside it, so for a screen reader the whole picture is one image with a sentence.
 */
import { type PointerEvent, useState } from 'react'
import type { PlannedAttempt } from '../../shared/retry.ts'
import { axisPosition, axisTicks, nearestPoint } from './time-axis.ts'
import { clockTime, span } from './times.ts'

/** Share of the axis that a tick's label needs; below this two of them touch on the narrowest pane. */
const tickRoom = 0.14

interface RetryPlanProps {
  /** In order; the first one is "now" on the axis. */
  planned: PlannedAttempt[]
  /** More attempts follow the last one shown. */
  endless?: boolean
}

export function RetryPlan({ planned, endless = false }: RetryPlanProps) {
  const [pointed, setPointed] = useState(-1)
  const first = planned[0]
  const last = planned.at(-1)
  if (!first || !last) return null
  const endMs = last.at - first.at
  const positions = planned.map((attempt) => axisPosition(attempt.at - first.at, endMs))
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    setPointed(nearestPoint(positions, (event.clientX - box.left) / box.width))
  }
  const shown = planned[pointed]
  return (
    <div
      role="img"
      aria-label={`${planned.length} planned attempts over ${span(endMs)}`}
      className="px-2 pt-1 pb-0.5 select-none"
    >
      <div className="relative h-12" onPointerMove={point} onPointerLeave={() => setPointed(-1)}>
        <div className="absolute inset-x-0 top-4 h-px bg-edge" />
        {endless && <div className="absolute top-4 -right-2 h-px w-2 border-t border-dashed border-faint" />}
        {axisTicks(endMs, tickRoom).map((tick) => (
          <div key={tick.ms} className="absolute top-4" style={{ left: percent(tick.position) }}>
            <div className="h-2 w-px bg-edge" />
            <div className={`pt-1 text-xs whitespace-nowrap text-faint ${labelShift(tick.position)}`}>
              {tick.label}
            </div>
          </div>
        ))}
        {planned.map((attempt, index) => (
          <div
            key={attempt.number}
            className={`absolute top-4 size-2 -translate-x-1/2 -translate-y-1/2 rounded-full border-[1.5px] ${
              index === pointed ? 'z-10 scale-125 border-accent bg-accent' : 'border-muted bg-canvas'
            }`}
            style={{ left: percent(positions[index] ?? 0) }}
          />
        ))}
        {shown && <PointLabel attempt={shown} first={first} position={positions[pointed] ?? 0} />}
      </div>
    </div>
  )
}

function PointLabel(props: { attempt: PlannedAttempt; first: PlannedAttempt; position: number }) {
  const { attempt, first, position } = props
  const wait = attempt.waitMs === null ? '' : `, ${span(attempt.waitMs)} after the one before`
  return (
    <div
      className={`pointer-events-none absolute bottom-full z-20 mb-[-6px] rounded-sm bg-raised px-2 py-1 text-sm whitespace-nowrap text-fg shadow-float ${labelShift(position)}`}
      style={{ left: percent(position) }}
    >
      <span className="font-medium">Attempt {attempt.number}</span>{' '}
      <span className="tabular">{clockTime(attempt.at, first.at)}</span>
      <span className="text-muted">{wait}</span>
    </div>
  )
}

/** Labels near an end stay inside the picture. */
function labelShift(position: number): string {
  if (position < 0.15) return '-translate-x-1'
  return position > 0.85 ? '-translate-x-[calc(100%-4px)]' : '-translate-x-1/2'
}

function percent(position: number): string {
  return `${(position * 100).toFixed(3)}%`
}
