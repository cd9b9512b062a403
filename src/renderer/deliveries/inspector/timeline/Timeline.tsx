/** The attempts of a delivery from the first to the last one planned: as a picture, and as the list that says it all. */
import type { EndpointSummary } from '../../../../shared/endpoint.ts'
import type { DeliveryDetail } from '../../../../shared/model.ts'
import { AttemptAxis } from './AttemptAxis.tsx'
import { AttemptItem } from './AttemptItem.tsx'
import { LineageTree } from './LineageTree.tsx'
import { PlannedAttempts } from './PlannedAttempts.tsx'

interface TimelineProps {
  detail: DeliveryDetail
  /** Where it goes; null while that is not known. */
  endpoint: EndpointSummary | null
  /** Index of the chosen attempt, -1 when there is none. */
  chosen: number
  onChoose: (index: number) => void
}

/** Attempts that are listed at once: a delivery that never gives up has thousands. */
const mostListed = 200

export function Timeline({ detail, endpoint, chosen, onChoose }: TimelineProps) {
  const { attempts } = detail
  const longestMs = Math.max(...attempts.slice(-mostListed).map((attempt) => attempt.timings.totalMs), 1)
  const left = Math.max(0, attempts.length - mostListed)
  return (
    <div className="@container min-h-0 flex-1 overflow-y-auto py-2">
      <AttemptAxis detail={detail} chosen={chosen} onChoose={onChoose} />
      <ol className="relative">
        {left > 0 && (
          <li className="px-4 pb-2 text-sm text-muted">{left} earlier attempts are not listed.</li>
        )}
        {attempts.slice(left).map((attempt, index) => (
          <AttemptItem
            // Numbers repeat after an interruption; times do not.
            key={attempt.startedAt * 1_000 + index}
            attempt={attempt}
            index={left + index}
            longestMs={longestMs}
            isChosen={left + index === chosen}
            onChoose={onChoose}
          />
        ))}
        <PlannedAttempts detail={detail} endpoint={endpoint} />
      </ol>
      <LineageTree detail={detail} />
    </div>
  )
}
