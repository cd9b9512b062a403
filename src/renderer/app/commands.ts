/**
 * Everything that can be done by key, by palette or by the native menu, as one table: the shortcut overlay and the
 * palette are drawn from it, and keyboard.ts looks chords up in it.
 */
import {
  askToDelete,
  cancel,
  copyCurl,
  copyPayload,
  replayAsIs,
  replayWithEdits,
  retryNow,
  selectAll,
  setPaused,
} from '../deliveries/actions.ts'
import { filterTextId, isFiltered } from '../deliveries/FilterBar.tsx'
import {
  clearSelection,
  closeInspector,
  moveTo,
  openInspector,
  selection,
  targets,
} from '../deliveries/selection.ts'
import { deliveryList, indexOf, setFilter } from '../live/deliveries.ts'
import { liveStore } from '../live/store.ts'
import { goTo, navigation, openOverlay } from './navigation.ts'

export interface Command {
  /** `J`, `Shift R`, `Ctrl N`; several are alternatives, the first is shown. */
  chords: string[]
  label: string
  group: 'Everywhere' | 'Deliveries' | 'Selected deliveries'
  run: () => void
  /** Left out of the palette, because it makes no sense there. */
  keyOnly?: boolean
}

export const openCompose = (): void => openOverlay({ kind: 'compose' })
const openPalette = (): void => openOverlay({ kind: 'palette' })
export const openShortcuts = (): void => openOverlay({ kind: 'shortcuts' })
export const toggleQueue = (): void => void setPaused(!liveStore.getState().queue.paused)

export const commands: Command[] = [
  { group: 'Everywhere', chords: ['Ctrl N', 'N'], label: 'New event', run: openCompose },
  { group: 'Everywhere', chords: ['Ctrl K'], label: 'Search and commands', run: openPalette, keyOnly: true },
  { group: 'Everywhere', chords: ['P'], label: 'Pause or resume the queue', run: toggleQueue },
  { group: 'Everywhere', chords: ['G D'], label: 'Go to deliveries', run: () => goTo('deliveries') },
  { group: 'Everywhere', chords: ['G R'], label: 'Go to the receiver', run: () => goTo('receiver') },
  {
    group: 'Everywhere',
    chords: ['G S', 'Ctrl ,'],
    label: 'Go to the settings',
    run: () => goTo('settings'),
  },
  { group: 'Everywhere', chords: ['?'], label: 'Show all keys', run: openShortcuts },
  {
    group: 'Deliveries',
    chords: ['J', 'ArrowDown'],
    label: 'Next delivery',
    run: () => step(1),
    keyOnly: true,
  },
  {
    group: 'Deliveries',
    chords: ['K', 'ArrowUp'],
    label: 'Previous delivery',
    run: () => step(-1),
    keyOnly: true,
  },
  {
    group: 'Deliveries',
    chords: ['Shift J'],
    label: 'Select downwards',
    run: () => step(1, true),
    keyOnly: true,
  },
  {
    group: 'Deliveries',
    chords: ['Shift K'],
    label: 'Select upwards',
    run: () => step(-1, true),
    keyOnly: true,
  },
  { group: 'Deliveries', chords: ['Enter', 'O'], label: 'Open', run: openInspector, keyOnly: true },
  {
    group: 'Deliveries',
    chords: ['Ctrl A'],
    label: 'Select all',
    run: () => void selectAll(deliveryList.getState().total),
  },
  { group: 'Deliveries', chords: ['/', 'Ctrl F'], label: 'Filter', run: focusFilter },
  { group: 'Deliveries', chords: ['Esc'], label: 'Close, then clear', run: goBack, keyOnly: true },
  { group: 'Selected deliveries', chords: ['T'], label: 'Retry now', run: () => void retryNow(targets()) },
  {
    group: 'Selected deliveries',
    chords: ['R'],
    label: 'Replay as is',
    run: () => void replayAsIs(targets()),
  },
  {
    group: 'Selected deliveries',
    chords: ['Shift R'],
    label: 'Replay with edits',
    run: () => replayWithEdits(targets()),
  },
  { group: 'Selected deliveries', chords: ['X'], label: 'Cancel', run: () => void cancel(targets()) },
  { group: 'Selected deliveries', chords: ['C'], label: 'Copy as cURL', run: () => withCursor(copyCurl) },
  {
    group: 'Selected deliveries',
    chords: ['Shift C'],
    label: 'Copy the payload',
    run: () => withCursor(copyPayload),
  },
  {
    group: 'Selected deliveries',
    chords: ['Delete', 'Backspace'],
    label: 'Delete',
    run: () => askToDelete(targets()),
  },
]

function step(by: 1 | -1, extend = false): void {
  const { cursor } = selection.getState()
  const { total } = deliveryList.getState()
  const current = cursor === null ? (by === 1 ? -1 : 1) : indexOf(cursor)
  const next = current + by
  if (next >= 0 && next < total) void moveTo(next, extend)
}

/** Brings the focus to the filter's text, from any screen. */
export function focusFilter(): void {
  goTo('deliveries')
  // The screen may have to be drawn first.
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>(`#${filterTextId}`)?.select())
}

/** One thing at a time: the inspector, then the selection, then the filter. */
function goBack(): void {
  const { open, selected } = selection.getState()
  if (navigation.getState().screen !== 'deliveries') goTo('deliveries')
  else if (selected.size > 1) clearSelection()
  else if (open) closeInspector()
  else if (selected.size > 0) clearSelection()
  else if (isFiltered(deliveryList.getState().filter)) setFilter({})
}

function withCursor(run: (id: string) => Promise<void>): void {
  const { cursor } = selection.getState()
  if (cursor !== null) void run(cursor)
}
