/**
 * Which rows of a long list of equal rows exist: those in sight and some around them. The window moves in blocks, so that
 * most frames of a scroll draw nothing but what is there already.
 */
import { type RefObject, useEffect, useState } from 'react'

/** Rows that come and go together. */
const blockRows = 8

export interface RowSpan {
  start: number
  /** Exclusive. */
  end: number
}

export interface RowSizes {
  count: number
  rowPx: number
}

export function useRowWindow(element: RefObject<HTMLElement | null>, { count, rowPx }: RowSizes): RowSpan {
  const [span, setSpan] = useState<RowSpan>({ start: 0, end: 0 })
  useEffect(() => {
    const { current } = element
    if (!current) return
    // Reading it would lay the page out, at every step of a scroll.
    let heightPx = 0
    const look = (): void => {
      const next = spanOf(current.scrollTop / rowPx, (current.scrollTop + heightPx) / rowPx)
      setSpan((span) => (span.start === next.start && span.end === next.end ? span : next))
    }
    current.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(() => {
      heightPx = current.clientHeight
      look()
    })
    observer.observe(current)
    return () => {
      current.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [element, rowPx])
  return { start: Math.min(span.start, count), end: Math.min(span.end, count) }
}

/** Whole blocks around what is in sight, and one more on each side. */
export function spanOf(firstRow: number, lastRow: number): RowSpan {
  const start = (Math.floor(firstRow / blockRows) - 1) * blockRows
  const end = (Math.ceil(lastRow / blockRows) + 1) * blockRows
  return { start: Math.max(0, start), end }
}
