/** By a cell's grip: the wait goes to the place that the pointer is over. One drag is one step back. */
import { type PointerEvent, useRef } from 'react'

export function useReorder(move: (from: number, to: number, name: string) => void) {
  const held = useRef<{ index: number; name: string } | null>(null)
  const end = (): void => {
    held.current = null
  }
  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      const grip = event.target instanceof Element ? event.target.closest('[data-grip]') : null
      const index = placeOf(grip)
      if (event.button !== 0 || index === null) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current = { index, name: `reorder ${event.timeStamp}` }
    },
    onPointerMove({ clientX, clientY }: PointerEvent<HTMLElement>): void {
      if (!held.current) return
      const to = placeOf(document.elementFromPoint(clientX, clientY))
      if (to === null || to === held.current.index) return
      move(held.current.index, to, held.current.name)
      held.current.index = to
    },
    onPointerUp: end,
    onLostPointerCapture: end,
  }
}

function placeOf(element: Element | null): number | null {
  const input = element?.closest('li')?.querySelector<HTMLInputElement>('input[data-wait]')
  return input ? Number(input.dataset['wait']) : null
}
