/** The last hour of each endpoint that was used in it, fetched every few seconds while somebody looks. */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { EndpointPulse } from '../../shared/pulse.ts'
import { invoke } from '../host/bridge.ts'
import { createRefresher } from './refresher.ts'

const tickMs = 3_000

/** By the endpoint's id. */
const pulses = create<ReadonlyMap<string, EndpointPulse>>(() => new Map())

let watching = 0
let timer: ReturnType<typeof setInterval> | undefined

const refresher = createRefresher(async () => {
  const answer = await invoke('pulse.endpoints', {})
  if (!answer.ok) return
  pulses.setState(new Map(answer.value.endpoints.map((pulse) => [pulse.id, pulse])), true)
}, 1_000)

/** Null where nothing was sent there within the hour. */
export function useEndpointPulse(id: string): EndpointPulse | null {
  useEffect(() => {
    watching += 1
    if (watching === 1) {
      refresher.request()
      timer = setInterval(refresher.request, tickMs)
    }
    return () => {
      watching -= 1
      if (watching === 0) clearInterval(timer)
    }
  }, [])
  return pulses((byId) => byId.get(id) ?? null)
}
