/** What stands in the charts' place where no attempt was made: what would be there, and the way to some. */
import { Activity } from 'lucide-react'
import type { PulseSpan } from '../../shared/pulse.ts'
import { sendFirstEvent } from '../deliveries/first-event.ts'
import { goTo } from '../app/navigation.ts'
import { Button } from '../ui/Button.tsx'
import { pulseView } from './pulse-view.ts'
import { spanTitle } from './spans.ts'

interface PulseEmptyProps {
  span: PulseSpan
  endpointId: string | null
}

export function PulseEmpty({ span, endpointId }: PulseEmptyProps) {
  const isLongest = span === '7d'
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 overflow-auto p-6 text-center">
      <Activity className="size-8 text-faint" strokeWidth={1.5} aria-hidden />
      <div className="max-w-110">
        <h2 className="text-lg font-semibold">
          No attempt in {spanTitle(span).toLowerCase()}
          {endpointId !== null && ' to this endpoint'}
        </h2>
        <p className="mt-1 text-balance text-muted">
          As soon as something is sent you see here how much, how it went and how long it took, and every bar
          leads to its deliveries. It is kept for a week, also of deliveries that are deleted.
        </p>
      </div>
      <div className="flex gap-2">
        {!isLongest && (
          <Button size="md" onClick={() => pulseView.setState({ span: '7d' })}>
            Look at the last 7 days
          </Button>
        )}
        {endpointId === null ? (
          <Button
            size="md"
            variant="primary"
            onClick={() => void sendFirstEvent().then(() => goTo('deliveries'))}
          >
            Send a test event
          </Button>
        ) : (
          <Button size="md" onClick={() => pulseView.setState({ endpointId: null })}>
            Show all endpoints
          </Button>
        )}
      </div>
    </div>
  )
}
