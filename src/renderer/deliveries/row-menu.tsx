/** What the menu at the pointer offers for the selected deliveries: the inspector's actions, and filters like this row. */
import { Ban, CalendarClock, Copy, Pause, Pencil, Play, Repeat, RotateCw, Trash2 } from 'lucide-react'
import type { DeliveryRow } from '../../shared/model.ts'
import { showInLog } from '../log/log-view.ts'
import type { MenuItem } from '../ui/Menu.tsx'
import {
  askToDelete,
  cancel,
  copyCurl,
  copyPayload,
  hold,
  release,
  replayAsIs,
  replayWithEdits,
  reschedule,
  retryNow,
} from './actions.ts'
import { changeFilter } from './FilterBar.tsx'
import { nextNowText } from './state-text.ts'

/** `row` is the one under the pointer, `ids` the selection that holds it. */
export function rowMenu(row: DeliveryRow, ids: string[]): MenuItem[] {
  return [
    {
      label: ids.length > 1 ? 'Retry now' : nextNowText(row),
      shortcut: 'T',
      icon: <RotateCw />,
      onSelect: () => void retryNow(ids),
    },
    { label: 'Replay', shortcut: 'R', icon: <Repeat />, onSelect: () => void replayAsIs(ids) },
    {
      label: 'Replay with edits…',
      shortcut: 'Shift R',
      icon: <Pencil />,
      onSelect: () => replayWithEdits(ids),
    },
    'separator',
    ...holdItems(row, ids),
    {
      label: 'Reschedule…',
      shortcut: 'Shift H',
      icon: <CalendarClock />,
      onSelect: () => reschedule(ids),
    },
    { label: 'Cancel', shortcut: 'X', icon: <Ban />, onSelect: () => void cancel(ids) },
    'separator',
    { label: 'Copy as cURL', shortcut: 'C', icon: <Copy />, onSelect: () => void copyCurl(row.id) },
    { label: 'Copy payload', shortcut: 'Shift C', onSelect: () => void copyPayload(row.id) },
    'separator',
    { label: 'Only this category', onSelect: () => changeFilter({ category: row.category }) },
    { label: 'Only this endpoint', onSelect: () => changeFilter({ endpointId: row.endpointId }) },
    { label: 'Its lines of the log', shortcut: 'L', onSelect: () => showInLog(row.id) },
    'separator',
    {
      label: 'Delete…',
      shortcut: 'Delete',
      icon: <Trash2 />,
      danger: true,
      onSelect: () => askToDelete(ids),
    },
  ]
}

/** The key H does what fits the one under the pointer; of several both may be wanted. */
function holdItems({ state }: DeliveryRow, ids: string[]): MenuItem[] {
  const isHeld = state === 'held'
  const holding: MenuItem = {
    label: 'Hold',
    icon: <Pause />,
    ...(isHeld ? {} : { shortcut: 'H' }),
    onSelect: () => void hold(ids),
  }
  const releasing: MenuItem = {
    label: 'Release',
    icon: <Play />,
    ...(isHeld ? { shortcut: 'H' } : {}),
    onSelect: () => void release(ids),
  }
  if (ids.length > 1) return [holding, releasing]
  return [isHeld ? releasing : holding]
}
