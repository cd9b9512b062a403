/** What can be done with the endpoint that is looked at. */
import { CircleCheck, List, Pause, Pencil, Play, Plus, Save, Send, Trash2 } from 'lucide-react'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import {
  askToDeleteEndpoint,
  canDelete,
  closeBreaker,
  composeTo,
  editEndpoint,
  showDeliveriesOf,
  toggleEndpoint,
} from './actions.ts'
import { conditionOf } from './condition.ts'
import { sendTestEvent } from './test-event.ts'

export function EndpointActions({ endpoint }: { endpoint: EndpointDetail }) {
  const { saved, paused } = endpoint
  return (
    <div role="toolbar" aria-label="Actions" className="flex flex-wrap items-center gap-1.5">
      <Button
        icon={saved ? <Pencil /> : <Save />}
        title={saved ? 'Edit its options (E)' : 'Give it a name and options (E)'}
        onClick={() => editEndpoint(endpoint)}
      >
        {saved ? 'Edit…' : 'Save…'}
      </Button>
      <Button
        icon={paused === null ? <Pause /> : <Play />}
        title={paused === null ? 'Nothing is sent there until it is resumed (H)' : 'Send again (H)'}
        onClick={() => void toggleEndpoint(endpoint)}
      >
        {paused === null ? 'Pause' : 'Resume'}
      </Button>
      {conditionOf(endpoint) === 'broken' && (
        <Button
          icon={<CircleCheck />}
          title="It is well again: send as before"
          onClick={() => void closeBreaker(endpoint)}
        >
          Close the breaker
        </Button>
      )}
      <Button
        icon={<Send />}
        title="A real event with its options, sent once (T)"
        onClick={() => void sendTestEvent(endpoint)}
      >
        Send a test event
      </Button>
      {saved && (
        <Button icon={<Plus />} title="Compose an event to it" onClick={() => composeTo(endpoint)}>
          New event
        </Button>
      )}
      <Button icon={<List />} title="All of its deliveries (O)" onClick={() => showDeliveriesOf(endpoint)}>
        Deliveries
      </Button>
      {canDelete(endpoint) && (
        <IconButton
          label="Delete…"
          shortcut="Delete"
          icon={<Trash2 />}
          className="ml-auto hover:text-bad"
          onClick={() => askToDeleteEndpoint(endpoint)}
        />
      )}
    </div>
  )
}
