/**
 * Past and planned attempts on one axis, with now between them. A picture: the list below says the same, and what is
 * pointed at there is marked here.
 */
import { type DeliveryDetail, isFinal } from '../../../../shared/model.ts'
import { useNow } from '../../../live/now.ts'
import { spokenTime } from '../../../retry/times.ts'
import { classes } from '../../../ui/classes.ts'
import { clockTime, tookText } from '../../format.ts'
import { outcomeText } from '../outcome.ts'
import { axisOf, type AxisPoint, axisSentence } from './attempt-axis.ts'
import { OutcomeMark } from './OutcomeMark.tsx'
import { pointAt, pointedAttempt } from './pointed-attempt.ts'
import { usePlan } from './use-plan.ts'

interface AttemptAxisProps {
  detail: DeliveryDetail
  /** Index of the chosen attempt, -1 when there is none. */
  chosen: number
  onChoose: (index: number) => void
}

export function AttemptAxis({ detail, chosen, onChoose }: AttemptAxisProps) {
  const { attempts, state } = detail
  const now = useNow()
  const pointed = pointedAttempt(({ index }) => index)
  const plan = usePlan(detail)
  // What follows a release cannot be told before it.
  const planned = state === 'held' ? [] : plan
  const { points, gaps } = axisOf(attempts, { planned, now: isFinal(state) ? null : now })
  const sentence = axisSentence(attempts, { planned, now })
  const told = pointed === null ? undefined : attempts[pointed]
  if (points.length < 2) return null
  return (
    <div className="px-4 pb-1">
      {/* What is pointed at takes the sentence's place and no other: nothing below moves. */}
      <p className="tabular relative text-sm text-muted" aria-hidden>
        <span className={classes(told && 'invisible')}>{sentence}</span>
        {told && (
          <span className="absolute inset-0 truncate">
            {`Attempt ${told.number} at ${clockTime(told.startedAt)}: ${outcomeText(told)}, ${tookText(told.timings.totalMs)}`}
          </span>
        )}
      </p>
      <div role="img" aria-label={sentence} className="relative mx-2 h-11">
        <span className="absolute inset-x-0 top-3 h-px bg-edge" />
        {gaps.map(({ position, label }) => (
          <span
            key={position}
            className="tabular absolute top-6 -translate-x-1/2 text-xs whitespace-nowrap text-faint"
            style={{ left: `${100 * position}%` }}
          >
            {label}
          </span>
        ))}
        {points.map((point) => (
          <Mark
            key={`${point.kind} ${point.index}`}
            point={point}
            detail={detail}
            isChosen={point.kind === 'attempt' && point.index === chosen}
            isPointed={point.kind === 'attempt' && point.index === pointed}
            onChoose={onChoose}
            title={point.kind === 'planned' ? `Planned: ${spokenTime(point.at, now)}` : ''}
          />
        ))}
      </div>
    </div>
  )
}

interface MarkProps {
  point: AxisPoint
  detail: DeliveryDetail
  isChosen: boolean
  isPointed: boolean
  title: string
  onChoose: (index: number) => void
}

function Mark({ point, detail, isChosen, isPointed, title, onChoose }: MarkProps) {
  const { kind, index } = point
  const style = { left: `${100 * point.position}%` }
  if (kind === 'now') {
    return (
      <span
        title="Now"
        style={style}
        className="absolute top-0.5 h-[22px] w-0.5 -translate-x-1/2 rounded-full bg-accent"
      />
    )
  }
  if (kind === 'planned') {
    return (
      <span
        title={title}
        style={style}
        className="absolute top-2 size-2.5 -translate-x-1/2 rounded-full border border-dashed border-muted bg-canvas"
      />
    )
  }
  const attempt = detail.attempts[index]
  if (!attempt) return null
  return (
    <span
      style={style}
      className={classes(
        'absolute top-1 flex size-[18px] -translate-x-1/2 cursor-pointer items-center justify-center rounded-full',
        isChosen ? 'bg-selected ring-1 ring-accent' : isPointed && 'bg-press',
      )}
      onClick={() => onChoose(index)}
      onMouseEnter={() => pointAt(index)}
      onMouseLeave={() => pointAt(null)}
    >
      <OutcomeMark outcome={attempt.outcome} />
    </span>
  )
}
