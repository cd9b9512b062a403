/**
 * Which rows of a long list of equal rows exist: those in sight, some around them, and those that were in sight before, so
 * that scrolling back draws nothing. The window moves in blocks: most frames of a scroll draw nothing but what is there.
 */
import { type RefObject, useEffect, useRef, useState } from 'react'

/** Rows that come and go together. */
const blockRows = 8
/** Rows that are kept; some ten screens. */
const mostRows = 256

export interface RowSpan {
  start: number
  /** Exclusive. */
  end: number
}

export interface RowSizes {
  count: number
  rowPx: number
}

export interface RowWindow {
  /** In sight, or nearly. */
  near: RowSpan
  /** All that are drawn. */
  drawn: RowSpan
}

const none: RowSpan = { start: 0, end: 0 }

export function useRowWindow(element: RefObject<HTMLElement | null>, { count, rowPx }: RowSizes): RowWindow {
  const [{ near, drawn, ofCount }, setState] = useState({ near: none, drawn: none, ofCount: count })
  const counted = useRef(count)
  counted.current = count
  useEffect(() => {
    const { current } = element
    if (!current) return
    // Reading it would lay the page out, at every step of a scroll.
    let heightPx = 0
    const look = (): void => {
      const next = spanOf(current.scrollTop / rowPx, (current.scrollTop + heightPx) / rowPx)
      setState((before) => {
        if (isSame(before.near, next)) return before
        const last = before.ofCount === counted.current ? before.drawn : before.near
        return { near: next, drawn: withNear(last, next), ofCount: counted.current }
      })
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
  // Rows that shift are drawn again, so where the list has another length only those in sight are kept.
  return { near: within(near, count), drawn: within(ofCount === count ? drawn : near, count) }
}

/** Whole blocks around what is in sight, and one more on each side. */
export function spanOf(firstRow: number, lastRow: number): RowSpan {
  const start = (Math.floor(firstRow / blockRows) - 1) * blockRows
  const end = (Math.ceil(lastRow / blockRows) + 1) * blockRows
  return { start: Math.max(0, start), end }
}

/** What was drawn and what is near, where they touch; of more than may be kept the far end goes. */
export function withNear(drawn: RowSpan, near: RowSpan): RowSpan {
  if (near.start > drawn.end || near.end < drawn.start) return near
  const start = Math.min(drawn.start, near.start)
  const end = Math.max(drawn.end, near.end)
  if (end - start <= mostRows) return { start, end }
  return near.end === end
    ? { start: Math.min(near.start, end - mostRows), end }
    : { start, end: Math.max(near.end, start + mostRows) }
}

function isSame(one: RowSpan, other: RowSpan): boolean {
  return one.start === other.start && one.end === other.end
}

function within({ start, end }: RowSpan, count: number): RowSpan {
  return { start: Math.min(start, count), end: Math.min(end, count) }
}
