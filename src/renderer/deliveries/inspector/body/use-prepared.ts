/** What is made of a body for a view: at once where that is short, in slices where it is not. */
import { useEffect, useMemo, useState } from 'react'
import { atOnce, inSlices } from '../../../ui/slices.ts'

/** Signs up to which a frame suffices for all that is made of a text. */
const shortUpTo = 200_000

/** Null while it is under way. `make` must be the same function until something else is to be made. */
export function usePrepared<T>(length: number, make: () => Iterator<unknown, T>): T | null {
  const isShort = length <= shortUpTo
  const short = useMemo(() => (isShort ? atOnce(make()) : null), [isShort, make])
  const [long, setLong] = useState<{ of: typeof make; made: T } | null>(null)
  useEffect(() => {
    if (isShort) return
    const calledOff = new AbortController()
    void inSlices(make(), calledOff.signal).then((made) => {
      if (made !== null && !calledOff.signal.aborted) setLong({ of: make, made })
    })
    return () => calledOff.abort()
  }, [isShort, make])
  if (isShort) return short
  return long?.of === make ? long.made : null
}
