/**
 * What can be done with several deliveries at once. It floats over the table's foot, so that no row moves when it comes, and
 * fits in any width: first its words go, then what is wanted less stands in a menu.
 */
import { Ellipsis, X } from 'lucide-react'
import { useEffect } from 'react'
import { mostIds } from '../../shared/limits.ts'
import { deliveryList } from '../live/deliveries.ts'
import { hiddenCount, watchedDeliveries } from '../live/watched.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { allItems } from './all-items.tsx'
import { AllMenu } from './AllMenu.tsx'
import { countText } from './format.ts'
import { type SelectedAction, selectedActions } from './selected-actions.tsx'
import { clearSelection, isSeveral, selection } from './selection.ts'
import { focusTableIfLost } from './table-focus.ts'

const ifRoom = '@max-[460px]:hidden'
const ifNoRoom = '@min-[460px]:hidden'

export function SelectionBar() {
  const selected = selection((state) => state.selected)
  return isSeveral(selected) ? <SelectionTools selected={selected} /> : null
}

function SelectionTools({ selected }: { selected: ReadonlySet<string> }) {
  // Rows change their states while they are selected.
  deliveryList((list) => list.version)
  watchedDeliveries((state) => state.version)
  // With it goes the button that was pressed.
  useEffect(() => focusTableIfLost, [])
  const ids = [...selected]
  const actions = selectedActions(ids)
  const total = useMoreFound(ids.length)
  return (
    <div className="@container pointer-events-none absolute inset-x-3 bottom-3 z-20 flex justify-center">
      <div
        role="toolbar"
        aria-label="Selected deliveries"
        className="pointer-events-auto flex max-w-full items-center gap-0.5 rounded-lg bg-raised p-1 pl-3 shadow-float"
      >
        <Count selected={ids.length} hidden={hiddenCount()} />
        {actions.map((action) => (
          <Action key={action.label} {...action} />
        ))}
        {total !== null && <AllMenu label={allText(total)} className={ifRoom} />}
        <MoreMenu actions={actions} total={total} />
        <span className="mx-1 h-4 w-px shrink-0 bg-line" />
        <IconButton label="Clear selection" shortcut="Esc" icon={<X />} onClick={clearSelection} />
      </div>
    </div>
  )
}

/** How many, and how many of them the filter does not find any more. */
function Count({ selected, hidden }: { selected: number; hidden: number }) {
  return (
    <span className="tabular mr-2 flex min-w-0 flex-col leading-tight whitespace-nowrap" aria-live="polite">
      <span className="truncate text-sm leading-tight font-medium">{countText(selected)} selected</span>
      {hidden > 0 && (
        <span className="truncate text-xs leading-tight text-warn" title="The filter does not find them now.">
          {hidden === selected ? 'none in view' : `${countText(hidden)} not in view`}
        </span>
      )}
    </span>
  )
}

/** How many the filter finds where that is more than can be selected one by one; else null. */
function useMoreFound(selected: number): number | null {
  const total = deliveryList((list) => list.total + list.newer)
  return selected < mostIds || total <= selected ? null : total
}

function allText(total: number): string {
  return `All ${countText(total)}`
}

function MoreMenu({ actions, total }: { actions: SelectedAction[]; total: number | null }) {
  const filter = deliveryList((list) => list.filter)
  const all = total === null ? [] : [{ label: allText(total), items: allItems(filter) }]
  return (
    <Menu
      align="end"
      trigger={<IconButton label="More actions" icon={<Ellipsis />} className={ifNoRoom} />}
      items={[...actions.filter(({ isRare }) => isRare).map(({ isRare: _isRare, ...item }) => item), ...all]}
    />
  )
}

/** In a narrow table the words go and the icons stay. */
function Action({ label, shortcut, icon, danger = false, isRare = false, onSelect }: SelectedAction) {
  return (
    <Tooltip text={label} shortcut={shortcut} side="top">
      <Button
        variant="ghost"
        icon={icon}
        aria-label={label}
        onClick={onSelect}
        className={classes(danger && 'text-bad! hover:bg-bad-wash!', isRare && ifRoom)}
      >
        <span className="@max-[760px]:hidden">{label}</span>
      </Button>
    </Tooltip>
  )
}
