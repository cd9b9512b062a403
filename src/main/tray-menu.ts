/** What the tray says and offers, as a template: its state by shape, the numbers, and the few things worth a click. */
import type { MenuItemConstructorOptions } from 'electron'
import { waitingCount } from './closing.ts'
import type { QueueState } from './queue-watch.ts'

/** Each has an icon of its own shape in `resources/tray/`. */
export type TrayShape = 'running' | 'paused' | 'failing'

export interface TrayActions {
  open: () => void
  compose: () => void
  setPaused: (paused: boolean) => void
  quit: () => void
}

/** Below this share of good attempts in the last five minutes something is wrong that a person should see. */
const leastSuccessRate = 0.5

export function trayShape(state: QueueState | null): TrayShape {
  if (!state || state.queue.fault !== null) return 'failing'
  if (state.queue.paused) return 'paused'
  const { successRate } = state.pulse
  return successRate !== null && successRate < leastSuccessRate ? 'failing' : 'running'
}

/** One line: shown at the icon, and on top of its menu. */
export function trayText(state: QueueState | null): string {
  if (!state) return 'The engine has ended'
  const { queue, counts } = state
  const waiting = waitingCount(state)
  const doing = queue.fault !== null ? 'Not sending' : queue.paused ? 'Paused' : 'Sending'
  const parts = [
    waiting === 0 ? 'nothing waits' : `${waiting.toLocaleString('en')} to go`,
    counts.held > 0 && `${counts.held.toLocaleString('en')} held`,
    counts.failed > 0 && `${counts.failed.toLocaleString('en')} failed`,
  ]
  return `${doing}: ${parts.filter(Boolean).join(', ')}`
}

export function trayMenu(state: QueueState | null, actions: TrayActions): MenuItemConstructorOptions[] {
  const paused = state?.queue.paused ?? false
  return [
    { label: 'Open Webhook Dispatcher', click: actions.open },
    { label: trayText(state), enabled: false },
    { type: 'separator' },
    { label: 'New Event', click: actions.compose },
    {
      label: paused ? 'Resume the Queue' : 'Pause the Queue',
      enabled: state !== null,
      click: () => actions.setPaused(!paused),
    },
    { type: 'separator' },
    { label: 'Quit', click: actions.quit },
  ]
}
