/** Asks before an endpoint is deleted, and says what goes and what stays. */
import { useRef, useState } from 'react'
import { countText } from '../deliveries/format.ts'
import { useEndpoint } from '../live/endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { deleteEndpoint } from './actions.ts'
import { totalCount, waitingCount } from './tallies.ts'

export function DeleteEndpointDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const endpoint = useEndpoint(id)
  const keep = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState(false)
  const name = endpoint?.name ?? 'the endpoint'
  return (
    <Dialog
      size="sm"
      title={`Delete ${name}?`}
      onClose={onClose}
      initialFocus={keep}
      footer={
        <>
          <Button ref={keep} size="md" onClick={onClose}>
            Keep
          </Button>
          <Button
            size="md"
            variant="danger"
            disabled={busy || !endpoint}
            onClick={() => {
              setBusy(true)
              void deleteEndpoint({ id, name }).then(onClose)
            }}
          >
            Delete the endpoint
          </Button>
        </>
      }
    >
      <p>Its name and its options go: pace, breaker, retry schedule, headers, certificates.</p>
      <p className="mt-2">
        {endpoint && 'counts' in endpoint ? staysText(endpoint.counts) : 'Its deliveries stay.'}
        {endpoint && endpoint.paused !== null && ' Its pause ends with it: what it held goes on.'}
      </p>
    </Dialog>
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
