/** What a command of the window is: something with a name that a key, the palette or a menu can run. */
import type { Screen } from './navigation.ts'

/** In the order in which the shortcut overlay shows them. */
export const commandGroups = [
  'Everywhere',
  'Deliveries',
  'Selected deliveries',
  'All that the filter finds',
  'Endpoints',
  'Log',
  'Settings',
] as const
export type CommandGroup = (typeof commandGroups)[number]

export interface Command {
  /** `J`, `Shift R`, `Ctrl N`; several are alternatives, the first is shown. None: it is in the palette only. */
  chords: string[]
  label: string
  group: CommandGroup
  run: () => void
  /** Left out of the palette, because it makes no sense there. */
  keyOnly?: boolean
}

const screens: Readonly<Record<CommandGroup, Screen | null>> = {
  Everywhere: null,
  Deliveries: 'deliveries',
  'Selected deliveries': 'deliveries',
  'All that the filter finds': 'deliveries',
  Endpoints: 'endpoints',
  Log: 'log',
  Settings: 'settings',
}

/** The screen that a command belongs to; null: every one. */
export function screenOf({ group }: Pick<Command, 'group'>): Screen | null {
  return screens[group]
}
