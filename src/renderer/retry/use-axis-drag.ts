/** Dragging on the time axis: a point, which is changed when the pointer lets go of it, or an edge of the outage. */
import type { RefObject } from 'react'
import type { AxisMark } from './axis-geometry.ts'
import { waitTo, withWait } from './move-point.ts'
import type { Outage } from './outage.ts'
import { type Edge, moveEdge } from './outage-edges.ts'
import type { PolicyDraft } from './policy-draft.ts'
import type { AxisProps } from './RetryAxis.tsx'
import { axisPosition, axisTime, nearestPoint } from './time-axis.ts'
import { useDrag } from './use-drag.ts'

/** How far from a point the pointer still takes it, in pixels. */
const reachPixels = 14

interface AxisDragProps extends Pick<
  AxisProps,
  'course' | 'draft' | 'change' | 'preview' | 'outage' | 'onOutage'
> {
  axis: RefObject<HTMLElement | null>
  width: number
  endMs: number
  /** Those that can be moved. */
  marks: readonly AxisMark[]
  freeze: (endMs: number | null) => void
  focusPoint: (entry: number) => void
}

interface DraggedPoint {
  entry: number
  /** Of the attempt before, from the origin. */
  fromMs: number
  before: PolicyDraft
  latest: PolicyDraft | null
}

interface DraggedEdge {
  edge: Edge
  outage: Outage
}

type Dragged = DraggedPoint | DraggedEdge

export function useAxisDrag(props: AxisDragProps) {
  const { axis, endMs, change, preview, freeze, onOutage } = props
  const end = (): void => {
    freeze(null)
    preview(null)
  }
  return useDrag<Dragged>(axis, {
    take(position, target) {
      const taken = takeEdge(props, target) ?? takePoint(props, position)
      if (taken) freeze(endMs)
      return taken
    },
    move(dragged, position, isFree) {
      const ms = axisTime(Math.min(position, 1), endMs)
      if ('edge' in dragged) return onOutage(moveEdge(dragged.outage, { edge: dragged.edge, ms, isFree }))
      dragged.latest = withWait(dragged.before, dragged.entry, waitTo(ms, dragged.fromMs, isFree))
      preview(dragged.latest)
    },
    drop(dragged) {
      end()
      if ('edge' in dragged) return
      const { before, latest, entry } = dragged
      if (latest && latest.waits[entry] !== before.waits[entry]) change(latest)
    },
    cancel(dragged) {
      end()
      if ('edge' in dragged) onOutage(dragged.outage)
    },
  })
}

function takeEdge({ outage, endMs }: AxisDragProps, target: EventTarget) {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-edge]') : null
  if (!element || !outage) return null
  element.focus()
  const edge: Edge = element.dataset['edge'] === 'start' ? 'start' : 'end'
  const what = { edge, outage }
  return { what, position: axisPosition(edge === 'start' ? outage.startMs : outage.endMs, endMs) }
}

function takePoint({ marks, width, course, draft, focusPoint }: AxisDragProps, position: number) {
  const positions = marks.map((each) => each.position)
  const mark = marks[nearestPoint(positions, position)]
  if (!mark || mark.point.entry === null) return null
  if (Math.abs(mark.position - position) * width > reachPixels) return null
  const { entry } = mark.point
  const fromMs = course.points[mark.place - 1]?.offsetMs ?? 0
  focusPoint(entry)
  return { what: { entry, fromMs, before: draft, latest: null }, position: mark.position }
}
