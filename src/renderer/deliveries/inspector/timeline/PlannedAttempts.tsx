/** What will happen if every attempt to come fails at once: the next few with their times, and when it is given up. */
import type { EndpointSummary } from '../../../../shared/endpoint.ts'
import { type DeliveryDetail, isFinal } from '../../../../shared/model.ts'
import type { PlannedAttempt } from '../../../../shared/retry.ts'
import { useNow } from '../../../live/now.ts'
import { clockTime, distinctTimes, span } from '../../../retry/times.ts'
import { classes } from '../../../ui/classes.ts'
import { countdownText, countText } from '../../format.ts'
import type { WaitReason } from '../../wait-reasons.ts'
import { useWaitReasons } from '../use-wait-reasons.ts'
import { mostPlannedShown, usePlan } from './use-plan.ts'

interface PlannedAttemptsProps {
  detail: DeliveryDetail
  /** Where it goes; null while that is not known. */
  endpoint: EndpointSummary | null
}

export function PlannedAttempts({ detail, endpoint }: PlannedAttemptsProps) {
  const planned = usePlan(detail)
  const now = useNow()
  const [reason] = useWaitReasons(detail, endpoint)
  if (isFinal(detail.state)) return <Ending detail={detail} />
  const shown = planned.slice(0, mostPlannedShown)
  const times = distinctTimes(
    shown.map(({ at }) => at),
    now,
  )
  // Its times follow from the release.
  const isHeld = detail.state === 'held'
  const rest = planned.length - shown.length
  return (
    <>
      {shown.map((attempt, index) => (
        <li
          key={attempt.number}
          className="grid grid-cols-[16px_20px_92px_minmax(0,1fr)] @max-[420px]:grid-cols-[16px_20px_minmax(58px,max-content)_minmax(0,1fr)] items-center gap-x-2 py-1 pr-4 pl-4 text-sm text-muted"
        >
          <span className="ml-[3px] size-2 rounded-full border border-dashed border-faint" aria-hidden />
          <span className="tabular text-right text-faint">{attempt.number}</span>
          <span className="tabular font-mono whitespace-nowrap">{isHeld ? '' : times[index]}</span>
          <span
            className={classes(
              'tabular truncate',
              index === 0 && detail.nextAttemptAt !== null && 'font-medium text-warn',
            )}
          >
            {index === 0 ? firstText(detail, { at: attempt.at, now, reason }) : laterText(attempt)}
          </span>
        </li>
      ))}
      <li className="tabular py-1 pr-4 pl-[52px] text-sm text-faint">
        {endText(detail, { planned, rest, now })}
      </li>
    </>
  )
}

function firstText(
  detail: DeliveryDetail,
  next: { at: number; now: number; reason: WaitReason | undefined },
): string {
  if (detail.state === 'sending') return 'on its way'
  if (next.reason && next.reason.about !== 'time') return `waits: ${next.reason.short}`
  return detail.state === 'queued' ? 'waits for its turn' : countdownText(next.at, next.now)
}

function laterText({ waitMs, number }: PlannedAttempt): string {
  return `${waitMs ? span(waitMs) : 'at once'} after attempt ${number - 1}`
}

function endText(
  detail: DeliveryDetail,
  plan: { planned: PlannedAttempt[]; rest: number; now: number },
): string {
  if (detail.maxAttempts === 0) return 'Goes on until it is delivered or canceled.'
  const last = plan.planned.at(-1)
  if (!last) return ''
  const more = plan.rest > 0 ? `${countText(plan.rest)} more. ` : ''
  if (detail.state === 'held') return `${more}Gives up if attempt ${countText(last.number)} fails.`
  return `${more}Gives up ${clockTime(last.at, plan.now)} if attempt ${countText(last.number)} fails.`
}

function Ending({ detail }: { detail: DeliveryDetail }) {
  const now = useNow()
  const when = clockTime(detail.updatedAt, now)
  const text =
    detail.state === 'delivered'
      ? null
      : detail.state === 'canceled'
        ? `Canceled ${when}.`
        : `Given up ${when}. The event is kept: retry or replay it.`
  return text && <li className="tabular py-1 pr-4 pl-[52px] text-sm text-faint">{text}</li>
}
