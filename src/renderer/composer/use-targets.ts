/** The saved endpoints that an event can go to, and those that a draft names, kept up to date while the composer is open. */
import { useMemo } from 'react'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { useEndpointList } from '../live/endpoint-list.ts'

export interface Targets {
  /** All that could be chosen, by name. */
  saved: readonly EndpointDetail[]
  /** Their ids; null while they are not known. */
  known: ReadonlySet<string> | null
  /** Those of the draft that are there, in its order. */
  chosen: readonly EndpointDetail[]
}

export function useTargets(endpointIds: readonly string[]): Targets {
  const { endpoints, loaded } = useEndpointList()
  return useMemo(() => {
    const saved = endpoints.filter((endpoint) => endpoint.saved || endpointIds.includes(endpoint.id))
    const chosen = endpointIds.flatMap((id) => saved.find((endpoint) => endpoint.id === id) ?? [])
    return { saved, known: loaded ? new Set(saved.map(({ id }) => id)) : null, chosen }
  }, [endpoints, loaded, endpointIds])
}
