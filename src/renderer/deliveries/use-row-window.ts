/**
 * Which rows of a long list of equal rows exist: those in sight, and as many around them as are drawn already or while
 * nothing else is to do, so that a scroll mostly finds what it needs. They come and go in blocks.
 */
import { type RefObject, useEffect, useRef, useState } from 'react'

/** Rows that come and go together. */
const blockRows = 8
/** Rows that are kept; some ten screens. */
const mostRows = 256
/** Nothing is drawn ahead before the list has stood still for so long: where rows shift, those around are given up. */
const stillMs = 1_500

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

interface WindowState extends RowWindow {
  /** Rows of the list when it was so. */
  count: number
  /** It stood still, and is drawn ahead. */
  isStill: boolean
}

const none: RowSpan = { start: 0, end: 0 }

export function useRowWindow(element: RefObject<HTMLElement | null>, { count, rowPx }: RowSizes): RowWindow {
  const [state, setState] = useState<WindowState>({ near: none, drawn: none, count, isStill: false })
  const counted = useRef(count)
  useEffect(() => {
    counted.current = count
  }, [count])
  useEffect(() => {
    const { current } = element
    if (!current) return
    // Reading it would lay the page out, at every step of a scroll.
    let heightPx = 0
    const look = (): void => {
      const near = spanOf(current.scrollTop / rowPx, (current.scrollTop + heightPx) / rowPx)
      setState((before) => {
        if (isSame(before.near, near)) return before
        const { current: count } = counted
        return { near, drawn: withNear(drawnOf(before, count), near), count, isStill: false }
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
  useEffect(() => {
    const { near, isStill } = state
    const drawn = drawnOf(state, count)
    const more = withMore(drawn, near, count)
    if (isSame(more, drawn)) return
    const delayMs = isStill && state.count === count ? 0 : stillMs
    return whenIdle(delayMs, () => setState({ near, drawn: more, count, isStill: true }))
  }, [state, count])
  return { near: within(state.near, count), drawn: within(drawnOf(state, count), count) }
}

/** Rows that shift are all drawn again, so where the list has another length only those in sight are kept. */
function drawnOf({ near, drawn, count }: WindowState, countNow: number): RowSpan {
  return count === countNow ? drawn : near
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

/** One block more, on the side where less is drawn; the same where that is enough. */
export function withMore(drawn: RowSpan, near: RowSpan, count: number): RowSpan {
  const { start, end } = drawn
  if (end - start + blockRows > mostRows) return drawn
  const canBelow = end < count
  if (start > 0 && (!canBelow || near.start - start < end - near.end)) {
    return { start: Math.max(0, start - blockRows), end }
  }
  return canBelow ? { start, end: end + blockRows } : drawn
}

/** Calls once, in idle time after a delay. Answers with the way to call it off. */
function whenIdle(delayMs: number, callback: () => void): () => void {
  let handle = 0
  const timer = setTimeout(() => {
    handle = requestIdleCallback(callback)
  }, delayMs)
  return () => {
    clearTimeout(timer)
    cancelIdleCallback(handle)
  }
}

function isSame(one: RowSpan, other: RowSpan): boolean {
  return one.start === other.start && one.end === other.end
}

function within({ start, end }: RowSpan, count: number): RowSpan {
  return { start: Math.min(start, count), end: Math.min(end, count) }
}
