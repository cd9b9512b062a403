/** What can be done with several deliveries at once. It floats over the table's foot, so that no row moves when it comes. */
import { Ban, CalendarClock, Download, Pause, Play, Repeat, RotateCw, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { mostIds } from '../../shared/limits.ts'
import type { BulkAction } from '../app/navigation.ts'
import { deliveryList } from '../live/deliveries.ts'
import { classes } from '../ui/classes.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { askToDelete, cancel, hold, release, replayWithEdits, reschedule, retryNow } from './actions.ts'
import { AllMenu } from './AllMenu.tsx'
import { exportSelected } from '../queue-files/open-export.ts'
import { countText } from './format.ts'
import { isPossible } from './possible.ts'
import { clearSelection, selection, statesOf } from './selection.ts'

export function SelectionBar() {
  const selected = selection((state) => state.selected)
  return selected.size < 2 ? null : <SelectionTools selected={selected} />
}

function SelectionTools({ selected }: { selected: ReadonlySet<string> }) {
  // Rows change their states while they are selected.
  deliveryList((list) => list.version)
  const ids = [...selected]
  const states = statesOf(ids)
  return (
    <div className="@container pointer-events-none absolute inset-x-3 bottom-3 z-20 flex justify-center">
      <div
        role="toolbar"
        aria-label="Selected deliveries"
        className="pointer-events-auto flex items-center gap-0.5 rounded-lg bg-raised p-1 pl-3 shadow-float"
      >
        <span className="tabular mr-2 text-sm font-medium whitespace-nowrap" aria-live="polite">
          {countText(ids.length)} selected
        </span>
        {actionsOn(ids)
          .filter(({ action }) => isPossible(action, states))
          .map(({ action: _action, ...action }) => (
            <Action key={action.label} {...action} />
          ))}
        <Action
          label="Export…"
          chord="Ctrl Shift E"
          icon={<Download />}
          onClick={() => exportSelected(ids)}
        />
        <MoreFound selected={ids.length} />
        <span className="mx-1 h-4 w-px bg-line" />
        <IconButton label="Clear selection" shortcut="Esc" icon={<X />} onClick={clearSelection} />
      </div>
    </div>
  )
}

function actionsOn(ids: string[]): (ActionProps & { action: BulkAction })[] {
  return [
    {
      action: 'retry',
      label: 'Retry now',
      chord: 'T',
      icon: <RotateCw />,
      onClick: () => void retryNow(ids),
    },
    { action: 'replay', label: 'Replay…', chord: 'R', icon: <Repeat />, onClick: () => replayWithEdits(ids) },
    { action: 'hold', label: 'Hold', icon: <Pause />, onClick: () => void hold(ids) },
    { action: 'release', label: 'Release', icon: <Play />, onClick: () => void release(ids) },
    {
      action: 'reschedule',
      label: 'Reschedule…',
      chord: 'Shift H',
      icon: <CalendarClock />,
      onClick: () => reschedule(ids),
    },
    { action: 'cancel', label: 'Cancel', chord: 'X', icon: <Ban />, onClick: () => void cancel(ids) },
    {
      action: 'delete',
      label: 'Delete',
      chord: 'Delete',
      icon: <Trash2 />,
      danger: true,
      onClick: () => askToDelete(ids),
    },
  ]
}

/** Where the filter finds more than can be selected one by one: what is done with all of them. */
function MoreFound({ selected }: { selected: number }) {
  const total = deliveryList((list) => list.total + list.newer)
  if (selected < mostIds || total <= selected) return null
  return <AllMenu label={`All ${countText(total)}`} />
}

interface ActionProps {
  label: string
  chord?: string
  icon: ReactNode
  danger?: boolean
  onClick: () => void
}

/** In a narrow table the words go and the icons stay. */
function Action({ label, chord, icon, danger = false, onClick }: ActionProps) {
  return (
    <Tooltip text={label} shortcut={chord} side="top">
      <Button
        variant="ghost"
        icon={icon}
        aria-label={label}
        onClick={onClick}
        className={classes(danger && 'text-bad! hover:bg-bad-wash!')}
      >
        <span className="@max-[720px]:hidden">{label}</span>
      </Button>
    </Tooltip>
  )
}
