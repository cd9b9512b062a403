/** The outage on the time axis: a hatched stretch between two edges that are dragged, or moved by the keys as sliders. */
import type { KeyboardEvent } from 'react'
import { percent } from './AxisParts.tsx'
import type { Outage } from './outage.ts'
import { type Edge, stepEdge } from './outage-edges.ts'
import { longestSnapMs } from './snap.ts'
import { axisPosition } from './time-axis.ts'
import { span } from './times.ts'

interface OutageEdgesProps {
  outage: Outage
  onOutage: (outage: Outage) => void
  endMs: number
}

const hatching =
  'repeating-linear-gradient(135deg, color-mix(in srgb, var(--color-bad) 16%, transparent) 0 1px, transparent 1px 6px), var(--color-bad-wash)'

const directions: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
}

export function OutageEdges({ outage, onOutage, endMs }: OutageEdgesProps) {
  const left = axisPosition(outage.startMs, endMs)
  const right = Math.min(1, axisPosition(outage.endMs, endMs))
  const press =
    (edge: Edge) =>
    (event: KeyboardEvent): void => {
      const direction = directions[event.key]
      if (!direction || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      onOutage(stepEdge(outage, { edge, direction, isFine: event.shiftKey }))
    }
  const length = outage.endMs - outage.startMs
  return (
    <>
      <div
        aria-hidden
        className="absolute top-5 h-7 rounded-sm"
        style={{ left: percent(left), width: percent(right - left), background: hatching }}
      />
      <OutageEdge
        edge="start"
        position={left}
        valueMs={outage.startMs}
        label="Outage begins"
        text={
          outage.startMs === 0 ? 'with the first attempt' : `${span(outage.startMs)} after the first attempt`
        }
        onKeyDown={press('start')}
      />
      <OutageEdge
        edge="end"
        position={right}
        valueMs={length}
        label="Outage ends"
        text={`after ${span(length)}`}
        onKeyDown={press('end')}
      />
    </>
  )
}

interface OutageEdgeProps {
  edge: Edge
  position: number
  valueMs: number
  label: string
  text: string
  onKeyDown: (event: KeyboardEvent) => void
}

function OutageEdge({ edge, position, valueMs, label, text, onKeyDown }: OutageEdgeProps) {
  return (
    <div
      role="slider"
      tabIndex={0}
      data-edge={edge}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(longestSnapMs, valueMs)}
      aria-valuenow={valueMs}
      aria-valuetext={text}
      title={`${label} ${text}`}
      onKeyDown={onKeyDown}
      className="absolute top-4.5 flex h-8 w-2.5 -translate-x-1/2 cursor-ew-resize justify-center rounded-sm"
      style={{ left: percent(position) }}
    >
      <span className="h-full w-0.5 rounded-full bg-bad" />
    </div>
  )
}
