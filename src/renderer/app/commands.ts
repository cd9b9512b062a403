/**
 * Everything that can be done by key, by palette or by the native menu, as one table: the shortcut overlay and the
 * palette are drawn from it, and keyboard.ts looks chords up in it.
 */
import { setPaused } from '../deliveries/actions.ts'
import { liveStore } from '../live/store.ts'
import { copyChosenLine, logTextId, refreshLog, stepLine, toggleFollows } from '../log/log-view.ts'
import type { Command } from './command.ts'
import { composeChord } from './compose-chord.ts'
import { deliveryCommands } from './delivery-commands.ts'
import { endpointCommands } from './endpoint-commands.ts'
import { focusField } from './focus-field.ts'
import { goTo, openOverlay } from './navigation.ts'
import { openImport } from '../queue-files/import-session.ts'
import { openExport } from '../queue-files/open-export.ts'
import { settingsTextId } from '../settings/settings-view.ts'
import { themeCommands } from './theme-commands.ts'
import { focusNotices } from '../ui/Toast.tsx'

export const openCompose = (): void => openOverlay({ kind: 'compose' })
const openPalette = (): void => openOverlay({ kind: 'palette' })
export const openShortcuts = (): void => openOverlay({ kind: 'shortcuts' })
export const toggleQueue = (): void => void setPaused(!liveStore.getState().queue.paused)

const everywhere: Command[] = [
  { group: 'Everywhere', chords: ['Ctrl N', 'N'], label: 'New event', run: openCompose },
  {
    group: 'Everywhere',
    chords: [],
    label: 'New event from a template',
    run: () => openOverlay({ kind: 'compose', fromTemplate: true }),
  },
  { group: 'Everywhere', chords: ['Ctrl K'], label: 'Search and commands', run: openPalette, keyOnly: true },
  { group: 'Everywhere', chords: ['Ctrl Shift I'], label: 'Import…', run: openImport },
  { group: 'Everywhere', chords: ['Ctrl Shift E'], label: 'Export…', run: openExport },
  { group: 'Everywhere', chords: ['P'], label: 'Pause or resume the queue', run: toggleQueue },
  { group: 'Everywhere', chords: ['G D'], label: 'Go to deliveries', run: () => goTo('deliveries') },
  { group: 'Everywhere', chords: ['G P'], label: 'Go to the pulse', run: () => goTo('pulse') },
  { group: 'Everywhere', chords: ['G E'], label: 'Go to the endpoints', run: () => goTo('endpoints') },
  { group: 'Everywhere', chords: ['G R'], label: 'Go to the receiver', run: () => goTo('receiver') },
  { group: 'Everywhere', chords: ['G L'], label: 'Go to the log', run: () => goTo('log') },
  {
    group: 'Everywhere',
    chords: ['G S', 'Ctrl ,'],
    label: 'Go to the settings',
    run: () => goTo('settings'),
  },
  {
    group: 'Everywhere',
    chords: [],
    label: 'New endpoint',
    run: () => {
      goTo('endpoints')
      openOverlay({ kind: 'endpoint' })
    },
  },
  // The notices listen for it by themselves, also over a dialog.
  {
    group: 'Everywhere',
    chords: ['F6'],
    label: 'Go to the notices: Tab to one, Esc closes it',
    run: focusNotices,
    keyOnly: true,
  },
  { group: 'Everywhere', chords: ['?'], label: 'Show all keys', run: openShortcuts },
]

const ofLog: Command[] = [
  { chords: ['J', 'ArrowDown'], label: 'Next line', run: () => stepLine(1), keyOnly: true },
  { chords: ['K', 'ArrowUp'], label: 'Previous line', run: () => stepLine(-1), keyOnly: true },
  { chords: ['C'], label: 'Copy the line', run: copyChosenLine },
  { chords: ['F'], label: 'Follow the log, or stand still', run: toggleFollows },
  { chords: ['/'], label: 'Filter the log', run: () => focusField(logTextId), keyOnly: true },
  { chords: ['R'], label: 'Read the log again', run: refreshLog },
].map((command) => ({ ...command, group: 'Log' }))

const ofSettings: Command[] = [
  {
    group: 'Settings',
    chords: ['/'],
    label: 'Search the settings',
    run: () => focusField(settingsTextId),
    keyOnly: true,
  },
]

export const commands: Command[] = [
  ...everywhere,
  ...deliveryCommands,
  ...endpointCommands,
  ...ofLog,
  ...ofSettings,
  ...themeCommands,
]

/** The chord to show for a command; a browser keeps some for itself. */
export function shownChord({ chords }: Pick<Command, 'chords'>): string {
  return chords.find((chord) => chord === composeChord) ?? chords[0] ?? ''
}
