/** Saved views: what the deliveries' table shows, kept under a name in the database. */
import { create } from 'zustand'
import type { Look, View } from '../../shared/view.ts'
import { goTo } from '../app/navigation.ts'
import { currentPreset, notePreset } from '../deliveries/filter/time-presets.ts'
import { choiceOf } from '../deliveries/stored-look.ts'
import { columnChoice } from '../deliveries/table-look.ts'
import { invoke } from '../host/bridge.ts'
import { deliveryList, setFilterAndSort } from '../live/deliveries.ts'
import { showToast } from '../ui/Toast.tsx'

/** The view that was opened last; what the table shows may differ from it by now. */
export const openedView = create<{ id: string | null }>(() => ({ id: null }))

/** What the table shows now. */
export function currentLook(): Look {
  const { filter, sort } = deliveryList.getState()
  const { hidden, widths } = columnChoice.getState()
  return {
    filter,
    acceptedWithinMs: currentPreset(),
    sort,
    columns: { hidden: [...hidden], widths: { ...widths } },
  }
}

/** Times that were said from now on are counted from now on again. */
export function openView({ id, look }: View): void {
  const { acceptedWithinMs, sort, columns } = look
  const acceptedFrom = acceptedWithinMs === null ? look.filter.acceptedFrom : Date.now() - acceptedWithinMs
  const filter = acceptedFrom === undefined ? look.filter : { ...look.filter, acceptedFrom }
  goTo('deliveries')
  if (acceptedWithinMs !== null && acceptedFrom !== undefined) notePreset(acceptedFrom, acceptedWithinMs)
  columnChoice.setState(choiceOf(columns.hidden, columns.widths), true)
  openedView.setState({ id })
  setFilterAndSort(filter, sort)
}

/** Whether the table shows what a view does; its columns aside, which are a matter of room. */
export function isShown(view: View, look: Look): boolean {
  const told = ({ filter, acceptedWithinMs, sort }: Look): string => {
    // Where it was said from when on it counts, the instant itself is another one each time.
    const timed = acceptedWithinMs === null ? filter : { ...filter, acceptedFrom: acceptedWithinMs }
    const parts = Object.entries(timed).sort(([a], [b]) => (a < b ? -1 : 1))
    return JSON.stringify([parts, acceptedWithinMs, sort.by, sort.descending])
  }
  return told(view.look) === told(look)
}

/** Null when it was saved; otherwise why not. */
export async function saveAsView(name: string): Promise<string | null> {
  const answer = await invoke('view.save', { name, look: currentLook() })
  if (!answer.ok) return answer.error.message
  openedView.setState({ id: answer.value.id })
  showToast({ about: 'view', title: `Saved as “${answer.value.name}”`, detail: 'It stands in the sidebar.' })
  return null
}

/** Null when it was done; otherwise why not. */
export async function renameView(id: string, name: string): Promise<string | null> {
  const answer = await invoke('view.save', { id, name })
  return answer.ok ? null : answer.error.message
}

export async function updateView({ id, name }: View): Promise<void> {
  const answer = await invoke('view.save', { id, look: currentLook() })
  if (answer.ok) openedView.setState({ id })
  showToast(
    answer.ok
      ? { about: 'view', title: `“${name}” shows this from now on` }
      : { kind: 'error', title: 'The view was not changed', detail: answer.error.message },
  )
}

/** It can be had back for as long as the notice stands. */
export async function deleteView({ id, name, look }: View): Promise<void> {
  const answer = await invoke('view.delete', { id })
  if (!answer.ok) {
    showToast({ kind: 'error', title: 'The view was not deleted', detail: answer.error.message })
    return
  }
  showToast({
    about: 'view',
    title: `View “${name}” deleted`,
    action: { label: 'Undo', run: () => void invoke('view.save', { name, look }) },
  })
}
