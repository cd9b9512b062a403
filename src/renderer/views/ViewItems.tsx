/** The saved views in the sidebar, each with a menu of its own. Nothing while there is none. */
import { Bookmark, Ellipsis } from 'lucide-react'
import type { View } from '../../shared/view.ts'
import { navigation, openOverlay } from '../app/navigation.ts'
import { SidebarItem } from '../app/SidebarItem.tsx'
import { columnChoice } from '../deliveries/table-look.ts'
import { deliveryList } from '../live/deliveries.ts'
import { useLive } from '../live/store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { currentLook, deleteView, isShown, openView, updateView } from './view-actions.ts'

export function ViewItems() {
  const views = useLive((live) => live.views)
  const onScreen = navigation((place) => place.screen === 'deliveries')
  // What the table shows is told by these two.
  deliveryList((list) => list.filter)
  deliveryList((list) => list.sort)
  columnChoice()
  if (views.length === 0) return null
  const look = currentLook()
  return (
    <ul aria-label="Saved views" className="mt-1">
      {views.map((view) => (
        <SidebarItem
          key={view.id}
          icon={<Bookmark className="text-muted" />}
          label={view.name}
          title={view.name}
          current={onScreen && isShown(view, look)}
          onClick={() => openView(view)}
          more={<ViewMenu view={view} canUpdate={onScreen && !isShown(view, look)} />}
        />
      ))}
    </ul>
  )
}

function ViewMenu({ view, canUpdate }: { view: View; canUpdate: boolean }) {
  return (
    <Menu
      trigger={<IconButton label={`View ${view.name}: more`} icon={<Ellipsis />} className="bg-panel" />}
      items={[
        { label: 'Rename…', onSelect: () => openOverlay({ kind: 'view', id: view.id }) },
        { label: 'Replace by what is shown', disabled: !canUpdate, onSelect: () => void updateView(view) },
        'separator',
        { label: 'Delete', danger: true, onSelect: () => void deleteView(view) },
      ]}
    />
  )
}
