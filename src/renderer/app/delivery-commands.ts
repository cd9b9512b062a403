/** The commands of the deliveries screen: where to look, and what to do with what is selected or found. */
import {
  askToDelete,
  cancel,
  copyCurl,
  copyPayload,
  hold,
  holdOrRelease,
  release,
  replayAsIs,
  replayWithEdits,
  reschedule,
  retryNow,
  selectAll,
} from '../deliveries/actions.ts'
import { bulkActions, openBulk } from '../deliveries/bulk.ts'
import { isFiltered } from '../deliveries/filter/filter-parts.ts'
import { filterTextId } from '../deliveries/filter/FilterText.tsx'
import {
  clearSelection,
  closeInspector,
  moveTo,
  openInspector,
  selection,
  targets,
} from '../deliveries/selection.ts'
import { deliveryList, indexOf, setFilter } from '../live/deliveries.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { showInLog } from '../log/log-view.ts'
import { deliveryStates } from '../../shared/model.ts'
import { stateLabels } from '../ui/StateMark.tsx'
import type { Command } from './command.ts'
import { focusField } from './focus-field.ts'
import { goTo, navigation, openOverlay } from './navigation.ts'

const looking: Command[] = [
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
  { group: 'Deliveries', chords: ['S'], label: 'Save as a view', run: () => openOverlay({ kind: 'view' }) },
  { group: 'Deliveries', chords: ['Esc'], label: 'Close, then clear', run: goBack, keyOnly: true },
]

const acting: Command[] = [
  { chords: ['T'], label: 'Retry now', run: () => void retryNow(targets()) },
  { chords: ['R'], label: 'Replay as is', run: () => void replayAsIs(targets()) },
  { chords: ['Shift R'], label: 'Replay with edits', run: () => replayWithEdits(targets()) },
  {
    chords: ['H'],
    label: 'Hold, or release what is held',
    run: () => void holdOrRelease(targets()),
    keyOnly: true,
  },
  { chords: [], label: 'Hold', run: () => void hold(targets()) },
  { chords: [], label: 'Release', run: () => void release(targets()) },
  { chords: ['Shift H'], label: 'Reschedule', run: () => reschedule(targets()) },
  { chords: ['X'], label: 'Cancel', run: () => void cancel(targets()) },
  { chords: ['C'], label: 'Copy as cURL', run: () => withCursor(copyCurl) },
  { chords: ['L'], label: 'Show its lines of the log', run: () => withCursor(showInLog) },
  { chords: ['Shift C'], label: 'Copy the payload', run: () => withCursor(copyPayload) },
  { chords: ['Delete', 'Backspace'], label: 'Delete', run: () => askToDelete(targets()) },
].map((command) => ({ ...command, group: 'Selected deliveries' }))

/** They ask before they do anything, and in the palette only: no key is near enough by chance. */
const bulk: Command[] = bulkActions.map(({ action, verb }) => ({
  group: 'All that the filter finds',
  chords: [],
  label: `${verb} all that the filter finds`,
  run: () => openBulk(action),
}))

const states: Command[] = [
  { label: 'Show all deliveries', filter: {} },
  ...deliveryStates.map((state) => ({
    label: `Show ${stateLabels[state].toLowerCase()} deliveries`,
    filter: { states: [state] },
  })),
].map(({ label, filter }) => ({
  group: 'Deliveries',
  chords: [],
  label,
  run: () => showDeliveries(filter),
}))

export const deliveryCommands: Command[] = [...looking, ...acting, ...states, ...bulk]

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
  focusField(filterTextId)
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

function withCursor(run: (id: string) => unknown): void {
  const { cursor } = selection.getState()
  if (cursor !== null) void run(cursor)
}
