/** Asks before an endpoint is deleted, and says what goes and what stays. */
import { countText } from '../deliveries/format.ts'
import { useEndpoint } from '../live/endpoint.ts'
import { AskToDelete } from '../ui/AskToDelete.tsx'
import { deleteEndpoint } from './actions.ts'
import { totalCount, waitingCount } from './tallies.ts'

export function DeleteEndpointDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const endpoint = useEndpoint(id)
  const name = endpoint?.name ?? 'the endpoint'
  return (
    <AskToDelete
      title={`Delete ${name}?`}
      action="Delete the endpoint"
      disabled={!endpoint}
      onDelete={() => deleteEndpoint({ id, name })}
      onClose={onClose}
    >
      <p>Its name and its options go: pace, breaker, retry schedule, headers, certificates.</p>
      <p className="mt-2">
        {endpoint && 'counts' in endpoint ? staysText(endpoint.counts) : 'Its deliveries stay.'}
        {endpoint && endpoint.paused !== null && ' Its pause ends with it: what it held goes on.'}
      </p>
    </AskToDelete>
  )
}

function staysText(counts: Parameters<typeof totalCount>[0]): string {
  const total = totalCount(counts)
  if (total === 0) return 'Nothing was sent to it, so nothing else changes.'
  const waiting = waitingCount(counts)
  const stay = total === 1 ? 'Its one delivery stays' : `Its ${countText(total)} deliveries stay`
  return waiting === 0
    ? `${stay}, with everything that is recorded of them, under its URL.`
    : `${stay} under its URL, and what waits among them (${countText(waiting)}) still goes there.`
}
