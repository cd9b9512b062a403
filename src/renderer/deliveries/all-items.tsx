/** What can be done with all that the filter finds, as the items of a menu. */
import { Ban, CalendarClock, Download, Pause, Play, Repeat, RotateCw, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryFilter } from '../../shared/filter.ts'
import type { BulkAction } from '../app/navigation.ts'
import { exportFound } from '../queue-files/open-export.ts'
import type { MenuItem } from '../ui/Menu.tsx'
import { bulkActions, openBulk } from './bulk.ts'
import { isPossible, statesFound } from './possible.ts'

const icons: Readonly<Record<BulkAction, ReactNode>> = {
  retry: <RotateCw />,
  replay: <Repeat />,
  hold: <Pause />,
  release: <Play />,
  reschedule: <CalendarClock />,
  cancel: <Ban />,
  delete: <Trash2 />,
}

export function allItems(filter: DeliveryFilter): MenuItem[] {
  return [
    ...bulkActions.map(({ action, verb }) => ({
      label: `${verb} all…`,
      icon: icons[action],
      danger: action === 'delete',
      disabled: !isPossible(action, statesFound(filter)),
      onSelect: () => openBulk(action),
    })),
    'separator',
    {
      label: 'Export all…',
      icon: <Download />,
      shortcut: 'Ctrl Shift E',
      onSelect: () => exportFound(filter),
    },
  ]
}
