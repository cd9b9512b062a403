/** What the menu at a received request offers: all of it, or a part, to copy; and the delivery that it belongs to. */
import { Copy } from 'lucide-react'
import type { ReceivedRequest } from '../../shared/model.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { copyNamed } from '../ui/copy-text.ts'
import type { MenuItem } from '../ui/Menu.tsx'

export function requestMenu({ method, path, headers, body }: ReceivedRequest): MenuItem[] {
  const lines = headers.map((header) => header.join(': '))
  const eventId = headers.find(([name]) => name.toLowerCase() === 'webhook-id')?.[1]
  return [
    { label: 'Copy body', icon: <Copy />, disabled: body === '', onSelect: () => copyNamed('Body', body) },
    { label: 'Copy headers', onSelect: () => copyNamed('Headers', lines.join('\n')) },
    {
      label: 'Copy request',
      onSelect: () => copyNamed('Request', [`${method} ${path}`, ...lines, '', body].join('\n')),
    },
    ...(eventId === undefined
      ? []
      : ([
          'separator',
          { label: 'Its delivery', onSelect: () => showDeliveries({ text: eventId }) },
        ] satisfies MenuItem[])),
  ]
}
