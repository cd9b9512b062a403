/** How many deliveries a filter finds, asked once: a question that changes while it is read is none. */
import { useEffect, useState } from 'react'
import type { DeliveryFilter } from '../../shared/commands.ts'
import { countOf } from './bulk.ts'

/** Null until it is known. */
export function useFilterCount(filter: DeliveryFilter): number | null {
  const [count, setCount] = useState<number | null>(null)
  useEffect(() => {
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
