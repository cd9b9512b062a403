/** How the table looks: its columns and its order, remembered in this window's storage. A saved view brings its own. */
import { create } from 'zustand'
import { isNewestFirst } from '../../shared/filter.ts'
import { deliveryList, setSort } from '../live/deliveries.ts'
import { type Column, type ColumnChoice, usualColumns, widestPx } from './columns.ts'
import { readLook, storageKey } from './stored-look.ts'

export const columnChoice = create<ColumnChoice>(() => usualColumns)

/** Once, when the window starts; what is kept changes it from then on. */
export function startTableLook(storage: Pick<Storage, 'getItem' | 'setItem'>): void {
  const { choice, sort } = readLook(storage)
  columnChoice.setState(choice, true)
  if (!isNewestFirst(sort)) setSort(sort)
  const keep = (): void => {
    try {
      storage.setItem(
        storageKey,
        JSON.stringify({ ...columnChoice.getState(), sort: deliveryList.getState().sort }),
      )
    } catch {
      // A storage that is full or refused forgets, nothing more.
    }
  }
  columnChoice.subscribe(keep)
  deliveryList.subscribe((list, before) => {
    if (list.sort !== before.sort) keep()
  })
}

export function toggleColumn(name: string): void {
  const { hidden } = columnChoice.getState()
  columnChoice.setState({
    hidden: hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name],
  })
}

/** Null: as wide as it is by itself. */
export function sizeColumn({ name, least }: Column, px: number | null): void {
  const { [name]: _before, ...others } = columnChoice.getState().widths
  const width = px === null ? {} : { [name]: Math.round(Math.min(widestPx, Math.max(least, px))) }
  columnChoice.setState({ widths: { ...others, ...width } })
}

export function resetColumns(): void {
  columnChoice.setState(usualColumns, true)
}
