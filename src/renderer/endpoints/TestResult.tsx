/** What came of the test event, where the button for it is: the answer or why there is none, and the way to its delivery. */
import { X } from 'lucide-react'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { land } from '../deliveries/actions.ts'
import { tookText } from '../deliveries/format.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { StateMark, stateLabels } from '../ui/StateMark.tsx'
import { dismissTestEvent, type TestEvent, testEvents } from './test-event.ts'

export function TestResult({ endpoint: { id } }: { endpoint: EndpointDetail }) {
  const event = testEvents((byEndpoint) => byEndpoint.get(id))
  return (
    <div role="status" aria-label="Test event" className="empty:hidden">
      {event && <Result event={event} onDismiss={() => dismissTestEvent(id)} />}
    </div>
  )
}

function Result({ event, onDismiss }: { event: TestEvent; onDismiss: () => void }) {
  const { deliveryId, attempt, state, refused } = event
  const markState = attempt ? (attempt.outcome === 'delivered' ? 'delivered' : 'failed') : state
  return (
    <div className="flex items-start gap-2 rounded-sm border border-line bg-panel py-1 pr-1 pl-2 text-sm">
      <span className="mt-1">
        <StateMark state={refused === null ? markState : 'failed'} named={false} />
      </span>
      <p className="tabular min-w-0 flex-1 py-0.5 break-words select-text">
        {resultText(event)}{' '}
        {deliveryId !== null && (
          <button
            type="button"
            className="rounded-sm text-accent-strong underline-offset-2 hover:underline"
            onClick={() => show(deliveryId)}
          >
            Show the delivery
          </button>
        )}
      </p>
      <IconButton label="Dismiss the test" icon={<X />} onClick={onDismiss} />
    </div>
  )
}

/** `Delivered: 200 in 12 ms.`, `Failed: 503 in 41 ms. A test is sent once.`, `Failed: Connection refused …` */
export function resultText(event: TestEvent): string {
  return event.attempt?.outcome === 'failed' ? `${outcomeOf(event)} A test is sent once.` : outcomeOf(event)
}

function outcomeOf({ refused, attempt, state }: TestEvent): string {
  if (refused !== null) return `Not sent: ${refused}`
  if (!attempt) {
    return state === 'held'
      ? 'Held: the endpoint is paused, and the test goes out when it is resumed.'
      : `${stateLabels[state]}: no attempt yet.`
  }
  const { outcome, statusCode, errorMessage, timings } = attempt
  const word = outcome === 'delivered' ? 'Delivered' : outcome === 'failed' ? 'Failed' : 'Interrupted'
  if (errorMessage !== null || statusCode === null) {
    return `${word} after ${tookText(timings.totalMs)}: ${errorMessage ?? 'no answer came.'}`
  }
  return `${word}: ${statusCode} in ${tookText(timings.totalMs)}.`
}

function show(id: string): void {
  showDeliveries({})
  land([id], true)
}
