/**
 * The attempts to come on a logarithmic axis: points that are dragged, or moved by the keys as sliders, with their clock
 * times below and the band that jitter gives them. An outage can lie over it, with edges of its own to drag.
 */
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { classes } from '../ui/classes.ts'
import { type AxisMark, axisEnd, axisLabels, axisMarks } from './axis-geometry.ts'
import { AxisLine, Band, PointLabel, percent } from './AxisParts.tsx'
import { AxisPoint, type PointLook } from './AxisPoint.tsx'
import { type Course, type CoursePoint, lastOf } from './course.ts'
import { insertAt } from './move-point.ts'
import { deliveredPlace, type Outage } from './outage.ts'
import { OutageEdges } from './OutageEdges.tsx'
import type { PolicyDraft } from './policy-draft.ts'
import { axisTicks, axisTime, nearestPoint } from './time-axis.ts'
import { clockTime } from './times.ts'
import { positionOf } from './use-drag.ts'
import type { ChangePolicy } from './use-history.ts'
import { useAxisDrag } from './use-axis-drag.ts'
import { usePointKeys } from './use-point-keys.ts'
import { useWidth } from './use-width.ts'

/** A tick's label is about as wide, in pixels. */
const tickPixels = 58

const hint =
  'Drag a point, or ← → (Shift: finer; Alt: to any wait). Page Up, Page Down: the next. Insert adds, Delete removes.'

export interface AxisProps {
  course: Course
  /** False while the policy is only readable in part: nothing is known of its end then. */
  isWhole: boolean
  draft: PolicyDraft
  change: ChangePolicy
  /** While a point is dragged: what it would be; null when it is over. */
  preview: (draft: PolicyDraft | null) => void
  /** Epoch milliseconds of the left end. */
  originAt: number
  now: number
  /** What stands at the left end, such as `now`. */
  origin: string
  outage: Outage | null
  onOutage: (outage: Outage) => void
}

export function RetryAxis(props: AxisProps) {
  const { course, isWhole, draft, change, originAt, now, outage } = props
  const [axis, width] = useWidth<HTMLDivElement>()
  const hintId = useId()
  const [pointed, setPointed] = useState(-1)
  const [active, setActive] = useState(0)
  /** The scale stands still while something is dragged on it. */
  const [frozen, setFrozen] = useState<number | null>(null)
  const endMs = frozen ?? axisEnd(course, outage?.endMs)
  const shown = outage && deliveredPlace(course, outage)
  const marks = axisMarks(course, { endMs, width, shown })
  const movable = marks.filter(({ point }) => point.entry !== null)
  const tabStop = Math.min(active, Math.max(0, movable.length - 1))
  const focusPoint = useFocusPoint(axis)
  const drag = useAxisDrag({ ...props, axis, width, endMs, marks: movable, freeze: setFrozen, focusPoint })
  const onKeyDown = usePointKeys({ draft, change, focusPoint })
  const labels = axisLabels(
    wantedLabels(marks, { last: isWhole ? lastOf(course) : null, originAt, now, shown }),
    width,
  )
  const held = drag.held && 'entry' in drag.held ? drag.held.entry : null
  const labelled = drag.held
    ? marks.find(({ point }) => held !== null && point.entry === held)
    : marks[pointed]
  return (
    <div className="px-2">
      <div
        ref={axis}
        role="group"
        aria-label="Attempts on the time axis"
        aria-describedby={hintId}
        className={classes('group/axis relative h-19 touch-none select-none', drag.held && 'cursor-grabbing')}
        onPointerDown={drag.onPointerDown}
        onPointerMove={(event) => {
          drag.onPointerMove(event)
          const positions = marks.map(({ position }) => position)
          if (!drag.held) setPointed(nearestPoint(positions, positionOf(event)))
        }}
        onPointerUp={drag.onPointerUp}
        onLostPointerCapture={drag.onLostPointerCapture}
        onPointerLeave={() => setPointed(-1)}
        onDoubleClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          const next = insertAt(draft, axisTime((event.clientX - box.left) / box.width, endMs), course.points)
          if (next) change(next)
        }}
      >
        {outage && <OutageEdges outage={outage} onOutage={props.onOutage} endMs={endMs} />}
        <AxisLine ticks={axisTicks(endMs, tickPixels / Math.max(width, 1))} origin={props.origin} />
        {marks.map(({ point }) => (
          <Band key={point.number} point={point} endMs={endMs} />
        ))}
        {marks.map((mark, index) => (
          <AxisPoint
            key={mark.point.number}
            mark={mark}
            look={lookOf(mark, { outage, shown })}
            isPointed={index === pointed}
            isRepeat={mark.place >= course.points.length}
            isTabStop={mark === movable[tabStop]}
            time={clockTime(originAt + mark.point.offsetMs, now)}
            onFocus={() => setActive(movable.indexOf(mark))}
            onKeyDown={onKeyDown(mark.point)}
          />
        ))}
        {isWhole && <EndMark course={course} marks={marks} />}
        {labels.map(({ place, text, left }) => (
          <span
            key={place}
            className="tabular pointer-events-none absolute top-13 text-xs whitespace-nowrap text-faint"
            style={{ left }}
          >
            {text}
          </span>
        ))}
        {labelled && <PointLabel mark={labelled} originAt={originAt} now={now} />}
      </div>
      <p
        id={hintId}
        title={hint}
        className="min-h-4 text-xs text-faint opacity-0 transition-opacity group-focus-within/editor:opacity-100 group-hover/editor:opacity-100"
      >
        {hint}
      </p>
    </div>
  )
}

/** Where it ends: given up, or going on beyond the picture. */
function EndMark({ course, marks }: { course: Course; marks: readonly AxisMark[] }) {
  const last = marks.at(-1)
  if (!last) return null
  if (lastOf(course) === null) {
    return (
      <div
        aria-hidden
        className="absolute top-[33px] right-0 border-t border-dashed border-muted"
        style={{ left: percent(last.position) }}
      />
    )
  }
  return (
    <div
      aria-hidden
      title="Given up"
      className="absolute top-[27px] ml-2.5 flex h-3 items-center"
      style={{ left: percent(last.position) }}
    >
      <span className="h-3 w-[3px] rounded-full bg-bad" />
    </div>
  )
}

function lookOf(
  mark: AxisMark,
  { outage, shown }: { outage: Outage | null; shown: number | null },
): PointLook {
  if (!outage) return 'planned'
  if (shown === null || mark.place < shown) return 'failed'
  return mark.place === shown ? 'delivered' : 'spared'
}

interface LabelContext {
  /** After which it gives up. */
  last: CoursePoint | null
  originAt: number
  now: number
  shown: number | null
}

/** The end first, because people look for it; then from the left. */
function wantedLabels(marks: readonly AxisMark[], { last, originAt, now, shown }: LabelContext) {
  const timeOf = (point: CoursePoint): string => clockTime(originAt + point.offsetMs, now)
  const rank = ({ place, point }: AxisMark): number => {
    if (place === shown) return 0
    return point.number === last?.number ? 1 : 2
  }
  return marks
    .toSorted((one, other) => rank(one) - rank(other))
    .map(({ place, position, point }) => {
      const isEnd = point.number === last?.number && shown === null
      const text = isEnd ? `gives up ${timeOf(point)}` : timeOf(point)
      return { place, position, text }
    })
}

/** A change may make the point that should have the focus next, so it goes there after the change is drawn. */
function useFocusPoint(axis: RefObject<HTMLElement | null>): (entry: number) => void {
  const wanted = useRef<number | null>(null)
  const focus = (entry: number): boolean => {
    const point = axis.current?.querySelector<HTMLElement>(`[data-entry="${entry}"]`)
    point?.focus()
    return Boolean(point)
  }
  useEffect(() => {
    if (wanted.current !== null) focus(wanted.current)
    wanted.current = null
  })
  return (entry) => {
    if (!focus(entry)) wanted.current = entry
  }
}
