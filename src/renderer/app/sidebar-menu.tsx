/** What the menu at a line of the sidebar offers: for a state what can be done with all in it, for an endpoint its own. */
import { List, Pause, Play, Plus, Send, Waypoints } from 'lucide-react'
import type { EndpointSummary } from '../../shared/endpoint.ts'
import { deliveryStates } from '../../shared/model.ts'
import { bulkActions, openBulk } from '../deliveries/bulk.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { composeTo, openEndpoint, showDeliveriesOf, toggleEndpoint } from '../endpoints/actions.ts'
import { tryEndpoint } from '../endpoints/test-event.ts'
import { liveStore } from '../live/store.ts'
import type { MenuItem } from '../ui/Menu.tsx'

/** `item`: `state failed`, `state all`, `endpoint <id>`. */
export function sidebarMenu(item: string): MenuItem[] {
  const [kind, name] = item.split(' ')
  if (kind === 'state') return stateMenu(name ?? '')
  const endpoint = liveStore.getState().endpoints.find(({ id }) => id === name)
  return endpoint ? endpointItems(endpoint) : []
}

/** The actions ask first, and act on what the filter then finds. */
function stateMenu(name: string): MenuItem[] {
  const state = deliveryStates.find((one) => one === name)
  const show = (): void => showDeliveries(state === undefined ? {} : { states: [state] })
  return [
    { label: 'Show', icon: <List />, onSelect: show },
    'separator',
    ...bulkActions.map(({ action, verb }) => ({
      label: `${verb} all of them…`,
      danger: action === 'delete',
      onSelect: () => {
        show()
        openBulk(action)
      },
    })),
  ]
}

function endpointItems(endpoint: EndpointSummary): MenuItem[] {
  const { id, paused } = endpoint
  return [
    { label: 'Its deliveries', icon: <List />, onSelect: () => showDeliveriesOf(endpoint) },
    { label: 'Look at the endpoint', icon: <Waypoints />, onSelect: () => openEndpoint(id) },
    'separator',
    { label: 'Send a test event', icon: <Send />, onSelect: () => tryEndpoint(endpoint) },
    { label: 'New event…', icon: <Plus />, onSelect: () => composeTo(endpoint) },
    'separator',
    {
      label: paused === null ? 'Pause' : 'Resume',
      icon: paused === null ? <Pause /> : <Play />,
      onSelect: () => void toggleEndpoint(endpoint),
    },
  ]
}
