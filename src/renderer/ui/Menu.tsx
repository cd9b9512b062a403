/** Menus, from a button or at the pointer. Items are data, so that every menu of the window looks and behaves alike. */
import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import type { MouseEvent, ReactElement, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './Kbd.tsx'

export interface MenuAction {
  label: string
  /** Where two have the same label. */
  key?: string
  onSelect: () => void
  icon?: ReactNode
  shortcut?: string
  /** Quietly at the right end, such as what the choice stands for. */
  detail?: string
  /** A second line below the label. */
  note?: string
  danger?: boolean
  disabled?: boolean
  /** One of several that can be chosen at once: the menu stays open. */
  checked?: boolean
}

/** With `items` a menu of its own, beside it. */
export type MenuItem = 'separator' | MenuAction | { label: string; icon?: ReactNode; items: MenuItem[] }

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement
  items: MenuItem[]
  align?: 'start' | 'end'
}

const itemLook =
  'flex min-h-7 items-center gap-2 rounded-sm px-2 text-base outline-none select-none [&_svg]:size-3.5 [&_svg:not([class*=text-])]:text-muted ' +
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
  const hasIcons = items.some((item) => item !== 'separator' && item.icon !== undefined)
  return (
    <BaseMenu.Popup className="max-h-(--available-height) min-w-44 overflow-y-auto rounded-md bg-raised p-1 shadow-float outline-none">
      {items.map((item, index) => (
        // The order of a menu's items never changes while it is open.
        // oxlint-disable-next-line react/no-array-index-key
        <MenuLine
          key={item === 'separator' ? index : 'key' in item ? item.key : item.label}
          item={item}
          hasIcons={hasIcons}
        />
      ))}
    </BaseMenu.Popup>
  )
}

/** `hasIcons`: another item has one, so that the texts stand below each other. */
function MenuLine({ item, hasIcons }: { item: MenuItem; hasIcons: boolean }) {
  if (item === 'separator') return <BaseMenu.Separator className="mx-1 my-1 h-px bg-line" />
  const icon = item.icon ?? (hasIcons && <span className="size-3.5 shrink-0" aria-hidden />)
  if ('items' in item) return <SubMenu {...item} icon={icon} />
  const content = (
    <>
      {icon}
      <span className="flex max-w-80 min-w-0 flex-1 flex-col py-0.5 pr-4">
        <span className="truncate">{item.label}</span>
        {item.note && <span className="-mt-0.5 truncate text-sm text-faint">{item.note}</span>}
      </span>
      {item.detail && (
        <span className="tabular ml-auto max-w-60 truncate text-sm text-faint">{item.detail}</span>
      )}
      {item.shortcut && <Kbd chord={item.shortcut} />}
    </>
  )
  if (item.checked !== undefined) {
    return (
      <BaseMenu.CheckboxItem
        checked={item.checked}
        disabled={item.disabled ?? false}
        closeOnClick={false}
        onCheckedChange={item.onSelect}
        className={itemLook}
      >
        <span className="flex size-3.5 items-center" aria-hidden>
          {item.checked && <Check className="text-accent!" />}
        </span>
        {content}
      </BaseMenu.CheckboxItem>
    )
  }
  return (
    <BaseMenu.Item
      disabled={item.disabled ?? false}
      onClick={item.onSelect}
      className={classes(itemLook, item.danger && 'text-bad [&_svg]:text-bad!')}
    >
      {content}
    </BaseMenu.Item>
  )
}

function SubMenu({ label, icon, items }: { label: string; icon?: ReactNode; items: MenuItem[] }) {
  return (
    <BaseMenu.SubmenuRoot>
      <BaseMenu.SubmenuTrigger className={itemLook}>
        {icon}
        <span className="flex-1 truncate pr-4">{label}</span>
        <ChevronRight />
      </BaseMenu.SubmenuTrigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="z-50" alignOffset={-4}>
          <MenuPopup items={items} />
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.SubmenuRoot>
  )
}
