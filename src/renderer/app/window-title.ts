/** The title of the window, or of the browser's tab: which screen it is, and whether the queue rests. Nothing that flickers. */
import { liveStore } from '../live/store.ts'
import { navigation, type Screen } from './navigation.ts'

const screenNames: Readonly<Record<Screen, string>> = {
  deliveries: 'Deliveries',
  pulse: 'Pulse',
  endpoints: 'Endpoints',
  receiver: 'Receiver',
  log: 'Log',
  settings: 'Settings',
}

export function followTitle(): void {
  const write = (): void => {
    const { queue, phase } = liveStore.getState()
    const state =
      phase === 'lost'
        ? 'Disconnected'
        : queue.fault !== null
          ? 'Not sending'
          : queue.paused
            ? 'Paused'
            : null
    const parts = [state, screenNames[navigation.getState().screen], 'Webhook Dispatcher']
    const title = parts.filter(Boolean).join(' – ')
    if (document.title !== title) document.title = title
  }
  write()
  liveStore.subscribe(write)
  navigation.subscribe(write)
}
