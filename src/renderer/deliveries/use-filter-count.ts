/** How many deliveries a filter finds, asked once: a question that changes while it is read is none. */
import { useEffect, useMemo, useState } from 'react'
import type { DeliveryFilter } from '../../shared/commands.ts'
import type { BulkAction } from '../app/navigation.ts'
import { type BulkCount, countOf } from './bulk.ts'
import { narrowedTo } from './possible.ts'

/** Null until it is known, and where there is no filter. */
export function useFilterCount(filter: DeliveryFilter | null): number | null {
  const [count, setCount] = useState<number | null>(null)
  useEffect(() => {
    if (!filter) return
    let isWanted = true
    void countOf(filter).then((found) => {
      if (isWanted) setCount(found)
    })
    return () => {
      isWanted = false
    }
  }, [filter])
  return count
}

/** What an action on all that a filter finds is about; null until it is known. */
export function useBulkCount(action: BulkAction, filter: DeliveryFilter): BulkCount | null {
  const narrowed = useMemo(() => narrowedTo(action, filter), [action, filter])
  const found = useFilterCount(filter)
  const possible = useFilterCount(narrowed)
  if (found === null) return null
  if (narrowed === null) return { found, possible: 0 }
  // The two were counted one after the other.
  return possible === null ? null : { found, possible: Math.min(possible, found) }
}
