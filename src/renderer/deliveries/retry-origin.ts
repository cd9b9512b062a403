/** How far the one delivery of a dialog has come, so that a schedule can be shown from there on. */
import { useEffect, useState } from 'react'
import type { DeliveryDetail } from '../../shared/model.ts'
import { invoke } from '../host/bridge.ts'
import { useEndpoint } from '../live/endpoint.ts'
import type { RetryOrigin } from '../retry/RetryEditor.tsx'
import { originOf } from './origin-of.ts'

interface Known {
  origin: RetryOrigin | null
  /** Of its endpoint; null while that is not known. */
  jitterPercent: number | null
}

/** Nothing is known of several, or before the first answer. */
export function useRetryOrigin(id: string | null): Known {
  const [detail, setDetail] = useState<DeliveryDetail | null>(null)
  const endpoint = useEndpoint(detail?.endpointId ?? null)
  useEffect(() => {
    if (id === null) return
    let isWanted = true
    void invoke('delivery.show', { id }).then((answer) => {
      if (isWanted && answer.ok) setDetail(answer.value)
    })
    return () => {
      isWanted = false
    }
  }, [id])
  const jitterPercent = endpoint && 'options' in endpoint ? endpoint.options.jitterPercent : null
  return { origin: detail && originOf(detail), jitterPercent }
}
