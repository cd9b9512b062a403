/** Wires the feed to what the screens show. Called once, when the window starts. */
import type { Bridge } from '../../shared/bridge.ts'
import { applyEvents } from './apply.ts'
import { refreshList, takeEvents } from './deliveries.ts'
import { noteEvents, refreshDetail } from './detail.ts'
import { noteEndpointEvents, refreshEndpoints } from './endpoint-list.ts'
import { type Feed, startFeed } from './feed.ts'
import { liveStore } from './store.ts'
import { noteWatchedEvents } from './watched.ts'

let feed: Feed | undefined

export function startLive(bridge: Bridge): void {
  feed = startFeed(bridge, {
    onSnapshot: (snapshot) => {
      liveStore.setState({ ...snapshot, phase: 'ready', failure: null })
      refreshList()
      refreshDetail()
      refreshEndpoints()
    },
    onEvents: (events) => {
      liveStore.setState(applyEvents(events))
      // Before the list lets go of what left it.
      noteWatchedEvents(events)
      takeEvents(events)
      noteEvents(events)
      noteEndpointEvents(events)
    },
    onFailure: (failure) => {
      const { phase } = liveStore.getState()
      // What is on the screen stays there while the connection is looked for.
      const keeps = failure.code === 'disconnected' && (phase === 'ready' || phase === 'lost')
      liveStore.setState(keeps ? { phase: 'lost' } : { phase: 'failed', failure })
    },
    onLost: () => {
      if (liveStore.getState().phase === 'ready') liveStore.setState({ phase: 'lost' })
    },
  })
}

/** Asks for the state again: the button of the error screens. */
export async function tryAgain(): Promise<void> {
  await feed?.refresh()
}
