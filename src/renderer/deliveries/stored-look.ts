/** How the table looked, as it is read back from the window's storage. Pure. */
import { newestFirst, type Sort, sortColumns } from '../../shared/filter.ts'
import { type ColumnChoice, columns, usualColumns, widestPx } from './columns.ts'

export const storageKey = 'deliveries.look'

/** What is not as it should be is as usual: another version may have written it. */
export function readLook(storage: Pick<Storage, 'getItem'>): { choice: ColumnChoice; sort: Sort } {
  try {
    const { hidden, widths, sort } = JSON.parse(storage.getItem(storageKey) ?? '{}') as Record<
      string,
      unknown
    >
    return { choice: choiceOf(hidden, widths), sort: sortOf(sort) }
  } catch {
    return { choice: usualColumns, sort: newestFirst }
  }
}

/** Names that there are, and widths that can be. */
export function choiceOf(hidden: unknown, widths: unknown): ColumnChoice {
  const names: string[] = columns.map(({ name }) => name)
  const sized = Object.entries(typeof widths === 'object' && widths !== null ? widths : {}).filter(
    ([name, px]) => names.includes(name) && typeof px === 'number' && px > 0 && px <= widestPx,
  )
  return {
    hidden: Array.isArray(hidden) ? names.filter((name) => hidden.includes(name)) : usualColumns.hidden,
    widths: Object.fromEntries(sized),
  }
}

function sortOf(sort: unknown): Sort {
  const { by, descending } = (sort ?? {}) as Partial<Sort>
  const isSort = sortColumns.some((name) => name === by) && typeof descending === 'boolean'
  return isSort ? (sort as Sort) : newestFirst
}
