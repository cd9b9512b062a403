/** Whether a list is scrolled to its top, but for less than `slackPx`. */
import { type RefObject, useEffect, useState } from 'react'

export function useAtTop(element: RefObject<HTMLElement | null>, slackPx: number): boolean {
  const [atTop, setAtTop] = useState(true)
  useEffect(() => {
    const { current } = element
    if (!current) return
    const look = (): void => setAtTop(current.scrollTop < slackPx)
    look()
    current.addEventListener('scroll', look, { passive: true })
    return () => current.removeEventListener('scroll', look)
  }, [element, slackPx])
  return atTop
}
