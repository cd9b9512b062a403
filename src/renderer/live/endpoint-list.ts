/**
 * All endpoints in full, as the endpoints screen and the composer show them. The feed brings summaries of the latest
 * only, so the list is fetched while somebody looks at it, and again when the feed says that something has changed.
 */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { FeedEvent } from '../../shared/events.ts'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import type { Failure } from '../../shared/result.ts'
import { inOrder } from '../endpoints/in-order.ts'
import { invoke } from '../host/bridge.ts'
import { createRefresher } from './refresher.ts'

interface EndpointListState {
  /** Saved ones first, each part by name. */
  endpoints: readonly EndpointDetail[]
  /** False until the first answer. */
  loaded: boolean
  failure: Failure | null
}

export const endpointList = create<EndpointListState>(() => ({ endpoints: [], loaded: false, failure: null }))

let watching = 0
/** Counts change with every attempt; that is looked at twice a second. */
const refresher = createRefresher(fetchEndpoints, 500)

/** The list, kept up to date while the component is shown. */
export function useEndpointList(): EndpointListState {
  useEffect(() => {
    watching += 1
    refresher.request()
    return () => {
      watching -= 1
    }
  }, [])
  return endpointList()
}

/** Fetches again at once, such as after a change by this window. */
export function refreshEndpoints(): void {
  if (watching > 0) refresher.request()
}

export function noteEndpointEvents(events: readonly FeedEvent[]): void {
  const concerned = events.some(({ name }) => name === 'endpoints.changed' || name === 'counts.changed')
  if (concerned) refreshEndpoints()
}

async function fetchEndpoints(): Promise<void> {
  const answer = await invoke('endpoint.list', {})
  if (answer.ok)
    endpointList.setState({ endpoints: inOrder(answer.value.endpoints), loaded: true, failure: null })
  else if (answer.error.code !== 'disconnected') endpointList.setState({ failure: answer.error })
}
