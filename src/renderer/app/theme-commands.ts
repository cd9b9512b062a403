/** The choices of colours as commands. */
import type { Theme } from '../../shared/model.ts'
import { invoke } from '../host/bridge.ts'
import { showToast } from '../ui/Toast.tsx'
import type { Command } from './command.ts'

const labels: Readonly<Record<Theme, string>> = {
  system: 'Colours of the system',
  light: 'Light colours',
  dark: 'Dark colours',
}

export const themeCommands: Command[] = (Object.keys(labels) as Theme[]).map((theme) => ({
  group: 'Everywhere',
  chords: [],
  label: labels[theme],
  run: () => void choose(theme),
}))

async function choose(theme: Theme): Promise<void> {
  const answer = await invoke('settings.set', { theme })
  if (!answer.ok) showToast({ kind: 'error', title: 'That did not work', detail: answer.error.message })
}
