/** Fetches what a replay begins from: the delivery and its payload as it was typed. */
import { useEffect, useState } from 'react'
import type { DeliveryDetail } from '../../shared/model.ts'
import { invoke } from '../host/bridge.ts'

export type Origin =
  | { phase: 'loading' }
  | { phase: 'failed'; message: string }
  | { phase: 'loaded'; detail: DeliveryDetail; data: string }

export function useOrigin(id: string): Origin {
  const [origin, setOrigin] = useState<Origin>({ phase: 'loading' })
  useEffect(() => {
    let isWanted = true
    const load = async (): Promise<void> => {
      const loaded = await loadOrigin(id)
      if (isWanted) setOrigin(loaded)
    }
    void load()
    return () => {
      isWanted = false
    }
  }, [id])
  return origin
}

async function loadOrigin(id: string): Promise<Origin> {
  const [detail, body] = await Promise.all([invoke('delivery.show', { id }), invoke('delivery.body', { id })])
  if (!detail.ok) return { phase: 'failed', message: detail.error.message }
  if (!body.ok) return { phase: 'failed', message: body.error.message }
  return { phase: 'loaded', detail: detail.value, data: body.value.data }
}
