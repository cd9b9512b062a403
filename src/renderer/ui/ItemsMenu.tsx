/**
 * One menu for all items of a list or a pane: at the pointer, or by the menu key at the item that the keyboard means. An
 * item is an element with `data-item`; where none is, the system's own menu of text stays.
 */
import { type MouseEvent, type ReactElement, useState } from 'react'
import { ContextMenu, type MenuItem } from './Menu.tsx'
import { isByKey, openMenuAt } from './menu-key.ts'

interface ItemsMenuProps {
  /** What is offered for an item, by its `data-item`; where that is nothing, no menu opens. */
  itemsOf: (item: string) => MenuItem[]
  /** The item that keys are for while the list itself has the focus. */
  current?: string | undefined
  /** The one element that holds the items. */
  children: ReactElement
}

export function ItemsMenu({ itemsOf, current, children }: ItemsMenuProps) {
  const [items, setItems] = useState<MenuItem[]>([])
  const begin = (event: MouseEvent<HTMLElement>): void => {
    const within = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-item]') : null
    const wanted =
      current === undefined ? null : event.currentTarget.querySelector(`[data-item="${CSS.escape(current)}"]`)
    if (!within && wanted && isByKey(event)) {
      event.preventDefault()
      event.stopPropagation()
      openMenuAt(wanted)
      return
    }
    const next = within ? itemsOf(within.dataset['item'] ?? '') : []
    if (next.length === 0) event.stopPropagation()
    setItems(next)
  }
  return (
    <ContextMenu items={items} onBegin={begin}>
      {children}
    </ContextMenu>
  )
}
