/** A value once it has stood still: complaints that jump in at every key only disturb who is still typing. */
import { useEffect, useState } from 'react'

/** The latest value that stayed the same for `afterMs`; with 0 the value itself. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    if (afterMs === 0) return
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return afterMs === 0 ? value : settled
}
