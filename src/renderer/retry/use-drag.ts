/**
 * Dragging along the axis: the pointer is captured, Escape puts everything back and nobody else hears of it. Positions
 * are shares of the axis; where on the mark it was taken makes no difference.
 */
import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'

interface DragHandlers<T> {
  /** What lies under the pointer, with its position; null where nothing can be dragged. */
  take(position: number, target: EventTarget): { what: T; position: number } | null
  move(what: T, position: number, isFree: boolean): void
  drop(what: T): void
  cancel(what: T): void
}

interface Held<T> {
  what: T
  pointerId: number
  /** From the pointer to the mark. */
  offset: number
}

export function useDrag<T>(axis: RefObject<HTMLElement | null>, handlers: DragHandlers<T>) {
  const held = useRef<Held<T> | null>(null)
  const [what, setWhat] = useState<T | null>(null)
  const end = (how: 'drop' | 'cancel'): void => {
    const { current } = held
    if (!current) return
    held.current = null
    setWhat(null)
    if (axis.current?.hasPointerCapture(current.pointerId)) {
      axis.current.releasePointerCapture(current.pointerId)
    }
    handlers[how](current.what)
  }
  useEscape(what !== null, () => end('cancel'))
  return {
    /** What is being dragged. */
    held: what,
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button !== 0 || held.current) return
      const position = positionOf(event)
      const taken = handlers.take(position, event.target)
      if (!taken) return
      // Or the text around it is selected.
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current = { what: taken.what, pointerId: event.pointerId, offset: taken.position - position }
      setWhat(() => taken.what)
    },
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const { current } = held
      if (current?.pointerId !== event.pointerId) return
      handlers.move(current.what, positionOf(event) + current.offset, event.altKey)
    },
    onPointerUp: (): void => end('drop'),
    onLostPointerCapture: (): void => end('cancel'),
  }
}

/** A dialog around it would close: the window hears the key first. */
function useEscape(isActive: boolean, cancel: () => void): void {
  const onEscape = useEffectEvent(cancel)
  useEffect(() => {
    if (!isActive) return
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopImmediatePropagation()
      onEscape()
    }
    window.addEventListener('keydown', press, true)
    return () => window.removeEventListener('keydown', press, true)
  }, [isActive])
}

export function positionOf(event: PointerEvent<HTMLElement>): number {
  const box = event.currentTarget.getBoundingClientRect()
  return box.width === 0 ? 0 : (event.clientX - box.left) / box.width
}
