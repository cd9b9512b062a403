/** Menus by the menu key or Shift F10. The browser opens them at what has the focus, which may be a whole list. */
import type { MouseEvent as ReactMouseEvent } from 'react'

/** On a Mac the first button with Ctrl asks for a menu too. */
export function isByKey({ button, ctrlKey }: Pick<ReactMouseEvent, 'button' | 'ctrlKey'>): boolean {
  return button !== 2 && !ctrlKey
}

const insetPx = 24

/** Asks for the menu as a press at the lower left of the element would. */
export function openMenuAt(element: Element): void {
  const { left, bottom } = element.getBoundingClientRect()
  const place = { clientX: left + insetPx, clientY: bottom - 1, button: 2 }
  element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...place }))
}
