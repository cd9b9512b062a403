/** Keeps what the table shows: as a new view or, where a saved one was opened and changed, in its place. */
import { BookmarkPlus } from 'lucide-react'
import { openOverlay } from '../app/navigation.ts'
import { deliveryList } from '../live/deliveries.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { currentLook, isShown, openedView, updateView } from './view-actions.ts'

export function ViewButton() {
  const { id } = openedView()
  const views = useLive((live) => live.views)
  deliveryList((list) => list.filter)
  deliveryList((list) => list.sort)
  const look = currentLook()
  if (views.some((view) => isShown(view, look))) return null
  const opened = views.find((view) => view.id === id)
  const saveNew = (): void => openOverlay({ kind: 'view' })
  const button = (
    <Button variant="ghost" icon={<BookmarkPlus />} {...(opened ? {} : { onClick: saveNew })}>
      Save view
    </Button>
  )
  if (!opened) return button
  return (
    <Menu
      align="end"
      trigger={button}
      items={[
        { label: `Replace “${opened.name}”`, onSelect: () => void updateView(opened) },
        { label: 'Save as a new view…', onSelect: saveNew },
      ]}
    />
  )
}
