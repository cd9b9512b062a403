/** What the menu at a line of the log offers: the line to copy, what it speaks of, and those like it. */
import { Copy, Filter, Inbox } from 'lucide-react'
import type { LogLine } from '../../shared/log.ts'
import { openDelivery } from '../deliveries/show.ts'
import { copyNamed } from '../ui/copy-text.ts'
import type { MenuItem } from '../ui/Menu.tsx'
import { lineText } from './log-lines.ts'
import { findInLog, showInLog } from './log-view.ts'

export function lineMenu(line: LogLine): MenuItem[] {
  const { message, facts } = line
  const { deliveryId, host } = facts
  const selected = getSelection()?.toString() ?? ''
  return [
    ...(selected === ''
      ? []
      : [{ label: 'Copy selection', icon: <Copy />, onSelect: () => copyNamed('Selection', selected) }]),
    { label: 'Copy line', shortcut: 'C', icon: <Copy />, onSelect: () => copyNamed('Line', lineText(line)) },
    { label: 'Copy message', onSelect: () => copyNamed('Message', message) },
    ...(typeof deliveryId === 'string' ? ofDelivery(deliveryId) : []),
    ...(typeof host === 'string'
      ? [{ label: `Only lines with ${host}`, icon: <Filter />, onSelect: () => findInLog(`host=${host}`) }]
      : []),
  ]
}

function ofDelivery(id: string): MenuItem[] {
  return [
    'separator',
    { label: 'Open the delivery', icon: <Inbox />, onSelect: () => openDelivery(id) },
    { label: 'Copy delivery id', onSelect: () => copyNamed('Id', id) },
    { label: 'Only lines of this delivery', icon: <Filter />, onSelect: () => showInLog(id) },
  ]
}
