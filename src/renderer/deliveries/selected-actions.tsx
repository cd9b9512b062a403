/** What can be done with several selected deliveries, as the bar and its menu offer it. */
import { Ban, CalendarClock, Download, Pause, Play, Repeat, RotateCw, Trash2 } from 'lucide-react'
import type { BulkAction } from '../app/navigation.ts'
import { exportSelected } from '../queue-files/open-export.ts'
import type { MenuAction } from '../ui/Menu.tsx'
import { askToDelete, cancel, hold, release, replayWithEdits, reschedule, retryNow } from './actions.ts'
import { isPossible } from './possible.ts'
import { statesOf } from './selection.ts'

export interface SelectedAction extends MenuAction {
  /** Where there is little room, it stands in a menu. */
  isRare?: boolean
}

/** Those that can be done with at least one of them. */
export function selectedActions(ids: string[]): SelectedAction[] {
  const states = statesOf(ids)
  const possible = actionsOn(ids).filter(({ action }) => isPossible(action, states))
  return [
    ...possible.map(({ action: _action, ...item }) => item),
    {
      label: 'Export…',
      shortcut: 'Ctrl Shift E',
      icon: <Download />,
      isRare: true,
      onSelect: () => exportSelected(ids),
    },
  ]
}

function actionsOn(ids: string[]): (SelectedAction & { action: BulkAction })[] {
  return [
    {
      action: 'retry',
      label: 'Retry now',
      shortcut: 'T',
      icon: <RotateCw />,
      onSelect: () => void retryNow(ids),
    },
    {
      action: 'replay',
      label: 'Replay…',
      shortcut: 'R',
      icon: <Repeat />,
      onSelect: () => replayWithEdits(ids),
    },
    { action: 'hold', label: 'Hold', icon: <Pause />, isRare: true, onSelect: () => void hold(ids) },
    { action: 'release', label: 'Release', icon: <Play />, isRare: true, onSelect: () => void release(ids) },
    {
      action: 'reschedule',
      label: 'Reschedule…',
      shortcut: 'Shift H',
      icon: <CalendarClock />,
      isRare: true,
      onSelect: () => reschedule(ids),
    },
    { action: 'cancel', label: 'Cancel', shortcut: 'X', icon: <Ban />, onSelect: () => void cancel(ids) },
    {
      action: 'delete',
      label: 'Delete…',
      shortcut: 'Delete',
      icon: <Trash2 />,
      danger: true,
      onSelect: () => askToDelete(ids),
    },
  ]
}
