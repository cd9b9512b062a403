/** Menus, from a button or at the pointer. Items are data, so that every menu of the window looks and behaves alike. */
import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { MouseEvent, ReactElement, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './Kbd.tsx'

export type MenuItem =
  | 'separator'
  | {
      label: string
      /** Where two have the same label. */
      key?: string
      onSelect: () => void
      icon?: ReactNode
      shortcut?: string
      /** Quietly at the right end, such as what the choice stands for. */
      detail?: string
      danger?: boolean
      disabled?: boolean
    }

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement
  items: MenuItem[]
  align?: 'start' | 'end'
}

const itemLook =
  'flex h-7 items-center gap-2 rounded-sm px-2 text-base outline-none select-none [&_svg]:size-3.5 [&_svg]:text-muted ' +
  'data-disabled:opacity-45 data-highlighted:bg-press'

export function Menu({ trigger, items, align = 'start' }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} sideOffset={4} className="z-50">
          <MenuPopup items={items} />
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

interface ContextMenuProps {
  items: MenuItem[]
  /** Called before it opens; to stop the event there keeps it from opening. */
  onBegin?: (event: MouseEvent<HTMLElement>) => void
  /** The element on which a secondary click opens the menu. */
  children: ReactElement
}

/** The same menu at the pointer. */
export function ContextMenu({ items, onBegin, children }: ContextMenuProps) {
  return (
    <BaseContextMenu.Root>
      <BaseContextMenu.Trigger render={children} onContextMenuCapture={onBegin} />
      <BaseContextMenu.Portal>
        <BaseContextMenu.Positioner className="z-50">
          <MenuPopup items={items} />
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  )
}

function MenuPopup({ items }: { items: MenuItem[] }) {
  return (
    <BaseMenu.Popup className="max-h-(--available-height) min-w-44 overflow-y-auto rounded-md bg-raised p-1 shadow-float outline-none">
      {items.map((item, index) =>
        item === 'separator' ? (
          // The order of a menu's items never changes while it is open.
          // oxlint-disable-next-line react/no-array-index-key
          <BaseMenu.Separator key={index} className="mx-1 my-1 h-px bg-line" />
        ) : (
          <BaseMenu.Item
            key={item.key ?? item.label}
            disabled={item.disabled ?? false}
            onClick={item.onSelect}
            className={classes(itemLook, item.danger && 'text-bad [&_svg]:text-bad')}
          >
            {item.icon}
            <span className="max-w-80 flex-1 truncate pr-4">{item.label}</span>
            {item.detail && <span className="max-w-60 truncate text-sm text-faint">{item.detail}</span>}
            {item.shortcut && <Kbd chord={item.shortcut} />}
          </BaseMenu.Item>
        ),
      )}
    </BaseMenu.Popup>
  )
}
