/** How many deliveries the filter finds, and what can be done with all of them, those not in sight too. */
import {
  Ban,
  CalendarClock,
  ChevronDown,
  Download,
  Pause,
  Play,
  Repeat,
  RotateCw,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { BulkAction } from '../app/navigation.ts'
import { deliveryList } from '../live/deliveries.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { exportFound } from '../queue-files/open-export.ts'
import { bulkActions, openBulk } from './bulk.ts'
import { countText, deliveriesText } from './format.ts'
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

/** `label` stands in the place of the count. */
export function AllMenu({ label }: { label?: string }) {
  const total = deliveryList((list) => list.total + list.newer)
  const filter = deliveryList((list) => list.filter)
  return (
    <Menu
      align="end"
      trigger={
        <Button
          variant="ghost"
          aria-label={`${deliveriesText(total)}: act on all of them`}
          title="Act on all that the filter finds"
          disabled={total === 0}
          className="tabular -mr-1 gap-1 font-normal!"
        >
          {label ?? countText(total)}
          <ChevronDown className="text-faint" />
        </Button>
      }
      items={[
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
      ]}
    />
  )
}
