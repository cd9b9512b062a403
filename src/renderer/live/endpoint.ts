/** One endpoint in full, fetched when it is asked for and again when the feed says that an endpoint has changed. */
import { useEffect, useState } from 'react'
import type { EndpointDetail, EndpointSummary } from '../../shared/endpoint.ts'
import { invoke } from '../host/bridge.ts'
import { liveStore, useLive } from './store.ts'

/** What is known of it: the whole, or until that is there what the feed brings. Null where nothing is. */
export function useEndpoint(id: string | null): EndpointDetail | EndpointSummary | null {
  const summaries = useLive((live) => live.endpoints)
  const [detail, setDetail] = useState<EndpointDetail | null>(null)
  useEffect(() => {
    if (id === null) return
    let isWanted = true
    const fetch = (): void => {
      void invoke('endpoint.show', { id }).then((answer) => {
        if (isWanted && answer.ok) setDetail(answer.value)
      })
    }
    fetch()
    const stop = liveStore.subscribe((live, before) => {
      if (live.endpoints !== before.endpoints) fetch()
    })
    return () => {
      isWanted = false
      stop()
    }
  }, [id])
  if (id === null) return null
  const summary = summaries.find((endpoint) => endpoint.id === id) ?? null
  return detail?.id === id ? { ...detail, ...summary } : summary
}
