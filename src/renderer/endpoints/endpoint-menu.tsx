/** What the menu at an endpoint of the list offers: the actions of its pane, and its address to copy. */
import { Copy, List, Pause, Pencil, Play, Plus, Save, Send, Trash2 } from 'lucide-react'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { copyNamed } from '../ui/copy-text.ts'
import type { MenuItem } from '../ui/Menu.tsx'
import {
  askToDeleteEndpoint,
  canDelete,
  composeTo,
  editEndpoint,
  showDeliveriesOf,
  toggleEndpoint,
} from './actions.ts'
import { sendTestEvent } from './test-event.ts'

export function endpointMenu(endpoint: EndpointDetail): MenuItem[] {
  const { saved, paused, url } = endpoint
  return [
    {
      label: saved ? 'Edit…' : 'Save…',
      shortcut: 'E',
      icon: saved ? <Pencil /> : <Save />,
      onSelect: () => editEndpoint(endpoint),
    },
    {
      label: paused === null ? 'Pause' : 'Resume',
      shortcut: 'H',
      icon: paused === null ? <Pause /> : <Play />,
      onSelect: () => void toggleEndpoint(endpoint),
    },
    'separator',
    {
      label: 'Send a test event',
      shortcut: 'T',
      icon: <Send />,
      onSelect: () => void sendTestEvent(endpoint),
    },
    ...(saved ? [{ label: 'New event…', icon: <Plus />, onSelect: () => composeTo(endpoint) }] : []),
    { label: 'Its deliveries', shortcut: 'O', icon: <List />, onSelect: () => showDeliveriesOf(endpoint) },
    'separator',
    { label: 'Copy URL', icon: <Copy />, onSelect: () => copyNamed('URL', url) },
    ...(canDelete(endpoint)
      ? ([
          'separator',
          {
            label: 'Delete…',
            shortcut: 'Delete',
            icon: <Trash2 />,
            danger: true,
            onSelect: () => askToDeleteEndpoint(endpoint),
          },
        ] satisfies MenuItem[])
      : []),
  ]
}
