/** The failures in a row: those that opened the breaker, or are about to. Each leads to its delivery. */
import { useEffect, useState } from 'react'
import type { AttemptReference, EndpointHealth } from '../../shared/endpoint.ts'
import type { DeliveryDetail } from '../../shared/model.ts'
import { goTo } from '../app/navigation.ts'
import { clockTime } from '../deliveries/format.ts'
import { answerText } from '../deliveries/inspector/outcome.ts'
import { selectOne } from '../deliveries/selection.ts'
import { invoke } from '../host/bridge.ts'

export function FailureList({ health }: { health: EndpointHealth }) {
  const { failures, failuresInRow, openedAt } = health
  const known = useDeliveries(failures)
  const latestFirst = failures.toReversed()
  return (
    <section className="px-4 pt-3">
      <h3 className="pb-1 text-sm font-semibold">
        {openedAt === null ? 'Failures in a row' : 'What opened the breaker'}
        {failuresInRow > failures.length && (
          <span className="font-normal text-faint"> the latest {failures.length}</span>
        )}
      </h3>
      <ol aria-label="Failures in a row" className="max-h-52 overflow-y-auto">
        {latestFirst.map((failure) => (
          <FailureLine
            key={`${failure.deliveryId} ${failure.number}`}
            failure={failure}
            detail={known.get(failure.deliveryId)}
          />
        ))}
      </ol>
    </section>
  )
}

interface FailureLineProps {
  failure: AttemptReference
  /** Undefined while it is fetched, null when it is no longer there. */
  detail: DeliveryDetail | null | undefined
}

function FailureLine({ failure, detail }: FailureLineProps) {
  const attempt = detail?.attempts.findLast(({ number }) => number === failure.number)
  if (detail === null) {
    return (
      <li className="py-0.5 text-sm text-faint">Attempt {failure.number} of a delivery that was deleted</li>
    )
  }
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          goTo('deliveries')
          selectOne(failure.deliveryId, true)
        }}
        className="focus-inset -mx-1 grid w-full grid-cols-[max-content_minmax(0,1fr)_max-content] items-center gap-2 rounded-sm px-1 py-0.5 text-left text-sm hover:bg-hover"
      >
        <span className="tabular font-mono text-muted">{attempt ? clockTime(attempt.startedAt) : ''}</span>
        <span className="truncate text-accent-strong">
          {detail ? `${detail.category}, attempt ${failure.number}` : `Attempt ${failure.number}`}
        </span>
        <span className="tabular max-w-36 truncate pr-2 text-bad">{attempt ? answerText(attempt) : ''}</span>
      </button>
    </li>
  )
}

/** At most twenty are named; each is fetched once. */
function useDeliveries(failures: readonly AttemptReference[]): ReadonlyMap<string, DeliveryDetail | null> {
  const [known, setKnown] = useState<ReadonlyMap<string, DeliveryDetail | null>>(new Map())
  const wanted = failures.map(({ deliveryId, number }) => `${deliveryId} ${number}`).join(',')
  useEffect(() => {
    let isWanted = true
    const load = async (): Promise<void> => {
      const ids = new Set(wanted.split(',').map((text) => text.split(' ')[0] ?? ''))
      const answers = await Promise.all(
        [...ids].map(async (id) => [id, await invoke('delivery.show', { id })] as const),
      )
      if (!isWanted) return
      setKnown(new Map(answers.map(([id, answer]) => [id, answer.ok ? answer.value : null])))
    }
    void load()
    return () => {
      isWanted = false
    }
  }, [wanted])
  return known
}
